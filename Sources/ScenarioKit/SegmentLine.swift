/// One TCP segment as a line describes it, with every number as it will stand in the header.
struct SegmentLine {
  /// The nine control bits, AE above CWR (RFC 9293 §3.1, RFC 9768 §3.1).
  var flags: UInt16 = 0
  /// The sequence number.
  var sequence: UInt32 = 0
  /// Octets of payload.
  var payloadLength = 0
  /// The acknowledgement number; 0 where the line gives none.
  var acknowledgement: UInt32 = 0
  /// The window, unscaled.
  var window: UInt16 = 0
  /// The options, padded to a multiple of four octets.
  var options: [UInt8] = []
  /// What else the line says of its packet.
  var attributes = PacketAttributes()

  /// FIN in `flags`.
  static let fin: UInt16 = 0x01
  /// SYN in `flags`.
  static let syn: UInt16 = 0x02
  /// ACK in `flags`.
  static let ack: UInt16 = 0x10

  /// The flags' letters; A is AE, because the dot is ACK.
  fileprivate static let letters: [(letter: UInt8, bit: UInt16)] = [
    (UInt8(ascii: "F"), fin), (UInt8(ascii: "S"), syn), (UInt8(ascii: "R"), 0x04), (UInt8(ascii: "P"), 0x08),
    (UInt8(ascii: "."), ack), (UInt8(ascii: "U"), 0x20), (UInt8(ascii: "E"), 0x40), (UInt8(ascii: "W"), 0x80),
    (UInt8(ascii: "A"), 0x100),
  ]
}

extension LineCursor {
  /// Reads what follows the direction: flags, range, acknowledgement, window, options and attributes.
  ///
  /// - Parameters:
  ///   - sender: the ISN that the range counts from.
  ///   - receiver: the ISN that the acknowledgement and SACK blocks count from.
  ///   - isIPv6: whether the packet is IPv6, which has no identification.
  mutating func segment(sender: UInt32, receiver: UInt32, isIPv6: Bool) throws(ScenarioError) -> SegmentLine {
    var segment = SegmentLine()
    segment.flags = try flags()
    try readRange(into: &segment, sender: sender)
    if take(word: "ack") {
      segment.acknowledgement = try sequence(from: receiver, "an acknowledgement number")
    } else if segment.flags & SegmentLine.ack != 0 {
      throw expected("`ack N`, because the flags hold `.`")
    }
    guard take(word: "win") else { throw expected("`win N`") }
    segment.window = try short("a window")
    if next == UInt8(ascii: "<") {
      segment.options = try options(flags: segment.flags, receiver: receiver)
    }
    segment.attributes = try attributes(isIPv6 ? .segment6 : .segment4)
    if let payload = segment.attributes.payload, payload.count != segment.payloadLength {
      throw expected("a payload of \(segment.payloadLength) octets as in the range, not of \(payload.count)")
    }
    return segment
  }

  private mutating func flags() throws(ScenarioError) -> UInt16 {
    let what = "flags, some of S F R P . U E W A or - for none"
    if take("-") {
      skipBlanks()
      return 0
    }
    var flags: UInt16 = 0
    while let found = SegmentLine.letters.first(where: { $0.letter == next }) {
      guard flags & found.bit == 0 else { throw expected("each flag once") }
      flags |= found.bit
      advance()
    }
    guard flags != 0, next == nil || next == UInt8(ascii: " ") || next == UInt8(ascii: "\t") else {
      throw expected(what)
    }
    skipBlanks()
    return flags
  }

  private mutating func readRange(into segment: inout SegmentLine, sender: UInt32) throws(ScenarioError) {
    let form = "a range `first:end(length)`"
    segment.sequence = try sequence(from: sender, form)
    try require(":", form)
    let place = position
    let end = try sequence(from: sender, form)
    try require("(", form)
    // 65535 octets of an IPv4 packet, less its header and the longest TCP header.
    let length = try number(0...65_455, "a payload length")
    try require(")", form)
    guard UInt64(end &- segment.sequence) == length else {
      throw expected("an end that is the first number plus the length", at: place)
    }
    segment.payloadLength = Int(length)
    skipBlanks()
  }
}
