extension LineCursor {
  /// Reads TCP options in angle brackets, encodes them as written and pads them with end-of-options (RFC 9293 §3.1).
  ///
  /// - Parameters:
  ///   - flags: the segment's flags, which decide the form of MP_CAPABLE.
  ///   - receiver: the ISN that SACK blocks count from.
  mutating func options(flags: UInt16, receiver: UInt32) throws(ScenarioError) -> [UInt8] {
    let place = position
    try require("<", "`<`")
    var octets: [UInt8] = []
    repeat {
      skipBlanks()
      octets += try option(flags: flags, receiver: receiver)
    } while take(",")
    try require(">", "`,` or `>`")
    octets += [UInt8](repeating: 0, count: (4 - octets.count % 4) % 4)
    guard octets.count <= 40 else { throw expected("options of at most 40 octets, not of \(octets.count)", at: place) }
    skipBlanks()
    return octets
  }

  private mutating func option(flags: UInt16, receiver: UInt32) throws(ScenarioError) -> [UInt8] {
    let place = position
    switch word() {
    case "mss": return [2, 4] + (try short("a segment size")).networkOctets
    case "sackOK": return [4, 2]
    case "sack": return try selectiveAcknowledgement(receiver: receiver)
    case "nop": return [1]
    case "wscale": return [3, 3, try octet("a shift")]
    case "TS": return try timestamps()
    case "FO": return try fastOpen()
    case "mptcp": return multipathCapable(flags: flags)
    case "eol": return [0]
    case "raw": return try hexadecimal("an even number of hexadecimal digits")
    default:
      throw expected(
        "an option: mss N, sackOK, sack A:B, nop, wscale N, TS val N ecr N, FO, mptcp, eol or raw HEX", at: place)
    }
  }

  /// RFC 2018 §3.
  private mutating func selectiveAcknowledgement(receiver: UInt32) throws(ScenarioError) -> [UInt8] {
    let form = "one to four blocks, such as `sack 1:1461`"
    var blocks: [UInt8] = []
    repeat {
      blocks += try sequence(from: receiver, form).networkOctets
      try require(":", form)
      blocks += try sequence(from: receiver, form).networkOctets
    } while (next?.isASCIIDigit == true || next == UInt8(ascii: "=")) && blocks.count < 32
    return [5, UInt8(truncatingIfNeeded: 2 + blocks.count)] + blocks
  }

  /// RFC 7323 §3.2.
  private mutating func timestamps() throws(ScenarioError) -> [UInt8] {
    guard take(word: "val") else { throw expected("`val N ecr N`") }
    let value = try long("a timestamp")
    guard take(word: "ecr") else { throw expected("`ecr N`") }
    return [8, 10] + value.networkOctets + (try long("a timestamp")).networkOctets
  }

  /// RFC 7413 §4.1.1; without a cookie it asks for one.
  private mutating func fastOpen() throws(ScenarioError) -> [UInt8] {
    guard next?.hexadecimalValue != nil else { return [34, 2] }
    let place = position
    let cookie = try hexadecimal("an even number of hexadecimal digits")
    guard cookie.count <= 16 else { throw expected("a cookie of at most 16 octets", at: place) }
    return [34, UInt8(truncatingIfNeeded: 2 + cookie.count)] + cookie
  }

  /// MP_CAPABLE of version 1 (RFC 8684 §3.1): without a key in a SYN, with one in a SYN-ACK, with both in an ACK.
  private func multipathCapable(flags: UInt16) -> [UInt8] {
    let keys: [UInt64] =
      switch (flags & SegmentLine.syn != 0, flags & SegmentLine.ack != 0) {
      case (true, false): []
      case (true, true): [0x5345_5256_4552_4B45]
      case (false, _): [0x434C_4945_4E54_4B45, 0x5345_5256_4552_4B45]
      }
    return [30, UInt8(truncatingIfNeeded: 4 + 8 * keys.count), 0x01, 0x01] + keys.flatMap(\.networkOctets)
  }
}
