/// Reads a scenario line by line.
struct ScenarioParser {
  /// The comment lines before anything else.
  private(set) var title: [String] = []
  /// The frames so far.
  var frames: [ScenarioFrame] = []
  /// The marks so far.
  var expectations: [ScenarioExpectation] = []
  /// Nanoseconds from the epoch to the line before.
  var clock: Int64 = 0
  /// The flows, of which the first need not be opened.
  var flows = [ScenarioFlow.first(isIPv6: false)]
  /// The index of the flow that lines belong to.
  var current = 0
  /// The flows that are to play the lines which follow; nil outside of `flows`.
  var bundle: FlowBundle?
  /// Whether the first flow is still free to be renamed.
  var hasPackets = false
  /// The VLAN that frames are tagged with; 0 for no tag.
  var vlan: UInt16 = 0
  /// Octets captured of a frame at most.
  var snap = ScenarioLimits.snapLength
  /// The hosts that packets came from and went to.
  var hosts = HostTable()
  /// Octets of all frames, captured or not.
  var frameOctets = 0
  private var isInTitle = true
  private var hasEnded = false

  /// Reads one line.
  mutating func readLine(_ line: inout LineCursor) throws(ScenarioError) {
    line.skipBlanks()
    if line.isAtEnd {
      readComment(&line)
      return
    }
    isInTitle = false
    if line.next == UInt8(ascii: "+") || line.next == UInt8(ascii: "@") {
      guard !hasEnded else { throw line.expected("no packet behind `end`, because it is the end of the capture") }
      if bundle != nil {
        bundle?.lines.append(line)
        return
      }
      try readPacketLine(&line)
      return
    }
    try closeBundle()
    try readDirective(&line)
    try endLine(&line)
  }

  /// Reads a line with a packet.
  mutating func readPacketLine(_ line: inout LineCursor) throws(ScenarioError) {
    try readTime(&line)
    try readPacket(&line)
    try endLine(&line)
  }

  private func endLine(_ line: inout LineCursor) throws(ScenarioError) {
    line.skipBlanks()
    guard line.isAtEnd else { throw line.expected("the end of the line") }
  }

  private mutating func readComment(_ line: inout LineCursor) {
    guard isInTitle, line.startsComment else {
      // A blank line ends the title, but not before it has begun.
      if !title.isEmpty { isInTitle = false }
      return
    }
    _ = line.take { $0 == UInt8(ascii: "/") }
    line.skipBlanks()
    title.append(String(decoding: line.rest, as: UTF8.self))
  }

  private mutating func readTime(_ line: inout LineCursor) throws(ScenarioError) {
    let place = line.position
    if line.take("@") {
      clock = try line.seconds()
    } else {
      line.advance()
      clock += try line.seconds()
      guard clock <= ScenarioLimits.nanoseconds else {
        throw line.expected("at most 1000000000 seconds from the first line", at: place)
      }
    }
  }

  private mutating func readDirective(_ line: inout LineCursor) throws(ScenarioError) {
    let place = line.position
    switch line.word() {
    case "end":
      guard line.next == UInt8(ascii: "!") else { throw line.expected("`!` and what the end of the capture shows") }
      hasEnded = true
      record(try line.marks(), at: line, frame: nil)
    case "isn":
      flows[current].client.initialSequence = try line.long("the client's ISN")
      flows[current].server.initialSequence = try line.long("the server's ISN")
    case "ipv6":
      guard !hasPackets, flows.count == 1 else { throw line.expected("`ipv6` before the first packet", at: place) }
      flows = [.first(isIPv6: true)]
    case "vlan":
      vlan = UInt16(truncatingIfNeeded: try line.number(0...4095, "a VLAN, 0 for none,"))
    case "snap":
      snap = try line.snapLength()
    case "flow":
      try readFlow(&line)
    case "flows":
      try readFlows(&line)
    default:
      throw line.expected(
        "`+SECONDS`, `@SECONDS`, `end`, `isn`, `ipv6`, `vlan`, `snap`, `flow`, `flows` or a comment", at: place)
    }
  }

  private mutating func readFlow(_ line: inout LineCursor) throws(ScenarioError) {
    let form = "`flow ADDRESS:PORT > ADDRESS:PORT` or the number of a flow, such as `flow 1`"
    let place = line.position
    var ahead = line
    if !ahead.take(while: \.isASCIIDigit).isEmpty, ahead.next != UInt8(ascii: ".") {
      let number = try line.number(1...UInt64(flows.count), "the number of a flow")
      current = Int(number) - 1
      return
    }
    let client = try line.addressAndPort()
    try line.require(">", form)
    line.skipBlanks()
    let server = try line.addressAndPort()
    guard client.0.isIPv6 == server.0.isIPv6 else { throw line.expected("two addresses of one family", at: place) }
    // Before any packet the directive names the first flow rather than leaving it unused.
    if !hasPackets, flows.count == 1 { flows = [] }
    guard flows.count < ScenarioLimits.flows else {
      throw line.expected("at most \(ScenarioLimits.flows) flows", at: place)
    }
    current = flows.count
    flows.append(ScenarioFlow(index: current, client: client, server: server))
  }

  /// Adds the marks of a line.
  mutating func record(_ marks: [ExpectationMark], at line: LineCursor, frame: Int?) {
    for mark in marks {
      expectations.append(
        ScenarioExpectation(
          code: mark.code, frame: frame, flow: current + 1, line: line.lineNumber, grade: mark.grade, lost: mark.lost))
    }
  }
}
