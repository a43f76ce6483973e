/// What a line says of its packet besides what the packet says itself.
struct PacketAttributes {
  /// The packet was sent but not captured.
  var isLost = false
  /// The TCP checksum is wrong.
  var hasBadChecksum = false
  /// Octets captured at most; nil for what `snap` has set for the scenario.
  var snap: Int?
  /// The IPv4 time to live or IPv6 hop limit; nil for 64.
  var hopLimit: UInt8?
  /// The IPv4 identification; nil for the next of the sender.
  var identification: UInt16?
  /// The payload; nil for octets that follow from the sequence numbers.
  var payload: [UInt8]?

  /// The attributes that a kind of line takes.
  enum Allowed: String {
    /// A TCP segment in IPv4.
    case segment4 = "lost bad-checksum snap ttl id payload"
    /// A TCP segment in IPv6.
    case segment6 = "lost bad-checksum snap ttl payload"
    /// An ICMP error.
    case error4 = "lost snap ttl id"
    /// An ICMPv6 error.
    case error6 = "lost snap ttl"
    /// A frame given whole.
    case frame = "snap"
  }
}

extension LineCursor {
  /// Reads attributes in any order, up to a mark, a comment or the end of the line.
  mutating func attributes(_ allowed: PacketAttributes.Allowed) throws(ScenarioError) -> PacketAttributes {
    let names = allowed.rawValue.split(separator: " ")
    var seen: Set<String> = []
    var attributes = PacketAttributes()
    while !isAtEnd, next != UInt8(ascii: "!") {
      let place = position
      let name = word()
      guard names.contains(where: { $0 == name }), seen.insert(name).inserted else {
        throw expected("`!`, the end of the line or one of " + names.joined(separator: ", ") + ", each once", at: place)
      }
      switch name {
      case "lost": attributes.isLost = true
      case "bad-checksum": attributes.hasBadChecksum = true
      case "snap": attributes.snap = try snapLength()
      case "ttl": attributes.hopLimit = try octet("a time to live")
      case "id": attributes.identification = try short("an identification")
      default: attributes.payload = try quotedText()
      }
    }
    return attributes
  }

  /// Passes over the number of octets that are captured of a frame.
  mutating func snapLength() throws(ScenarioError) -> Int {
    Int(try number(1...UInt64(ScenarioLimits.snapLength), "a snap length"))
  }

  /// Passes over text in quotation marks, with the escapes \r \n \t \\ \" and \xHH, and over the blanks behind it.
  private mutating func quotedText() throws(ScenarioError) -> [UInt8] {
    try require("\"", "text in quotation marks")
    var text: [UInt8] = []
    while let octet = next, octet != UInt8(ascii: "\"") {
      advance()
      text.append(octet == UInt8(ascii: "\\") ? try escaped() : octet)
    }
    try require("\"", "a closing quotation mark")
    skipBlanks()
    return text
  }

  private mutating func escaped() throws(ScenarioError) -> UInt8 {
    let what = "one of r n t \\ \" xHH behind a backslash"
    guard let octet = next else { throw expected(what) }
    advance()
    switch octet {
    case UInt8(ascii: "r"): return 0x0D
    case UInt8(ascii: "n"): return 0x0A
    case UInt8(ascii: "t"): return 0x09
    case UInt8(ascii: "\\"), UInt8(ascii: "\""): return octet
    case UInt8(ascii: "x"):
      guard let high = next?.hexadecimalValue else { throw expected(what) }
      advance()
      guard let low = next?.hexadecimalValue else { throw expected(what) }
      advance()
      return high << 4 | low
    default: throw expected(what, at: position - 1)
    }
  }
}
