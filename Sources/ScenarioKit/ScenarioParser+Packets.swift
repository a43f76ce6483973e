extension ScenarioParser {
  /// Reads what follows the time: a segment, an ICMP error or a frame given whole, and its marks.
  mutating func readPacket(_ line: inout LineCursor) throws(ScenarioError) {
    let place = line.position
    let frameCount = frames.count
    if line.next == UInt8(ascii: ">") || line.next == UInt8(ascii: "<") {
      try readSegment(&line)
    } else if line.take(word: "icmp") {
      try readICMP(&line)
    } else if line.take(word: "raw") {
      try readRaw(&line)
    } else {
      throw line.expected("`>`, `<`, `icmp` or `raw`")
    }
    hasPackets = true
    guard frames.count <= ScenarioLimits.frames, frameOctets <= ScenarioLimits.frameOctets else {
      throw line.expected(
        "at most \(ScenarioLimits.frames) frames and \(ScenarioLimits.frameOctets) octets in them", at: place)
    }
    guard line.next == UInt8(ascii: "!") else { return }
    guard frames.count > frameCount else { throw line.expected("no mark, because a lost packet has no frame") }
    record(try line.marks(), at: line, frame: frames.count)
  }

  private mutating func readSegment(_ line: inout LineCursor) throws(ScenarioError) {
    let isFromClient = line.next == UInt8(ascii: ">")
    line.advance()
    line.skipBlanks()
    let flow = flows[current]
    let (source, destination) = isFromClient ? (flow.client, flow.server) : (flow.server, flow.client)
    let isIPv6 = source.address.isIPv6
    let segment = try line.segment(
      sender: source.initialSequence, receiver: destination.initialSequence, isIPv6: isIPv6)
    var packet = IPPacket(source: source.address, destination: destination.address, payloadProtocol: 6)
    packet.hopLimit = segment.attributes.hopLimit ?? 64
    // Linux sends a SYN-ACK before there is a socket that could count.
    let isSynAck = segment.flags & (SegmentLine.syn | SegmentLine.ack) == SegmentLine.syn | SegmentLine.ack
    packet.identification =
      segment.attributes.identification ?? (isSynAck || isIPv6 ? 0 : hosts.takeIdentification(of: source.address))
    let octets = packet.encode(segment.encode(from: source, to: destination, in: packet))
    if isFromClient { flows[current].lastClientPacket = octets }
    capture(octets, of: packet, segment.attributes)
  }

  private mutating func readICMP(_ line: inout LineCursor) throws(ScenarioError) {
    var place = line.position
    let word = line.word()
    let error = ICMPMessage(word) {
      place = line.position
      return line.word()
    }
    guard let error else {
      throw line.expected(
        word == "unreachable" ? "net, host, prohibited or port" : "`unreachable`, `exceeded` or `too-big`", at: place)
    }
    guard line.take(word: "from") else { throw line.expected("`from ADDRESS`") }
    let addressPlace = line.position
    let reporter = try line.address()
    let client = flows[current].client.address
    guard reporter.isIPv6 == client.isIPv6 else {
      throw line.expected("an address of the flow's family", at: addressPlace)
    }
    guard let quoted = flows[current].lastClientPacket else {
      throw line.expected("a segment from the client to quote, on a line before", at: place)
    }
    let attributes = try line.attributes(client.isIPv6 ? .error6 : .error4)
    var packet = IPPacket(source: reporter, destination: client, payloadProtocol: client.isIPv6 ? 58 : 1)
    packet.hopLimit = attributes.hopLimit ?? 64
    packet.trafficClass = 0xC0
    packet.forbidsFragments = false
    packet.identification =
      attributes.identification ?? (client.isIPv6 ? 0 : hosts.takeIdentification(of: reporter))
    capture(packet.encode(error.encode(quoting: quoted, in: packet)), of: packet, attributes)
  }

  private mutating func readRaw(_ line: inout LineCursor) throws(ScenarioError) {
    let octets = try line.hexadecimal("a frame as an even number of hexadecimal digits")
    append(octets, try line.attributes(.frame))
  }

  /// Puts an Ethernet header, with a VLAN tag (IEEE 802.1Q) where one is set, before a packet.
  private mutating func capture(_ octets: [UInt8], of packet: IPPacket, _ attributes: PacketAttributes) {
    let tag: [UInt8] = vlan == 0 ? [] : [0x81, 0x00] + vlan.networkOctets
    let type: [UInt8] = packet.source.isIPv6 ? [0x86, 0xDD] : [0x08, 0x00]
    // The sender first: hardware addresses are given in the order of first use.
    let source = hosts.hardwareAddress(of: packet.source)
    append(hosts.hardwareAddress(of: packet.destination) + source + tag + type + octets, attributes)
  }

  private mutating func append(_ octets: [UInt8], _ attributes: PacketAttributes) {
    frameOctets += octets.count
    guard !attributes.isLost else { return }
    frames.append(
      ScenarioFrame(
        timeNanoseconds: Scenario.epochNanoseconds + clock, octets: Array(octets.prefix(attributes.snap ?? snap)),
        originalLength: octets.count))
  }
}
