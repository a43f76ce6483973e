import PacketDecoding

@testable import FlowDiagnosis
@testable import FlowTracking

/// Connections made by hand, as the tracker would describe them.
enum Samples {
  /// 2021-03-04T08:35:37.907Z.
  static let start: Int64 = 1_614_846_937_907_000_000
  static let clientISN = SequenceNumber(4_294_967_290)
  static let serverISN = SequenceNumber(1_000)

  /// A phrase that is the same in either language.
  static func same(_ text: String) -> Phrase {
    Phrase(en: text, ko: text)
  }

  static func endpoint(_ address: IPAddress, _ port: UInt16, isn: SequenceNumber?) -> EndpointRecord {
    EndpointRecord(
      address: address, port: port, packets: 5, octets: 8, retransmittedPackets: 1, retransmittedOctets: 0, synCount: 1,
      finCount: 1, rstCount: 0, initialSequence: isn,
      options: [.maximumSegmentSize, .windowScale, .sackPermitted, .timestamps], maximumSegmentSize: 1460,
      windowScale: 7, roundTrip: 10_000_000, lastTime: start, state: .closed)
  }

  /// A connection that opened in 20.6 ms and closed by FIN, without a timeline.
  static func clean(_ number: UInt64 = 2) -> ConnectionRecord {
    var record = ConnectionRecord(
      number: number, client: endpoint(IPAddress(ipv4: 0x0A4D_0001), 58140, isn: clientISN),
      server: endpoint(IPAddress(ipv4: 0x0A4D_0002), 443, isn: serverISN), start: start, end: start + 4_065_751_000,
      horizon: start + 5_000_000_000, isSettled: true, isCutByEndOfCapture: false, marks: [], rolesAreGuessed: false,
      outcome: .completed, kind: .threeWay, handshakeDuration: 20_645_000, serverRoundTrip: 10_602_000,
      clientRoundTrip: 10_043_000, close: .fin, closeInitiator: .client, closeDuration: 22_282_000, vlan: nil,
      previous: nil, idleGap: nil, resetCut: nil, closeWait: nil, zeekHistory: ZeekHistory("ShADadFfA"), timeline: [],
      duplicates: 0,
      foldedEntries: 0)
    record.server.roundTrip = 10_602_000
    return record
  }

  /// The client's ACK is lost after the capture point; the server sends its SYN-ACK again.
  static func lostAck(_ number: UInt64 = 1) -> ConnectionRecord {
    var record = clean(number)
    record.client.port = 58138
    record.server.port = 7016
    record.handshakeDuration = 1_058_341_000
    record.clientRoundTrip = nil
    record.server.synCount = 2
    record.marks = [.synAckRepeated, .corrected]
    var presumedOpen = EndpointChange()
    presumedOpen.events = .opened
    presumedOpen.refuted = .opened
    record.timeline = [
      entry(1, 0, .client, .syn, [.syn], client: .synSent),
      entry(2, 10_602, .server, .synAck, [.syn, .ack], server: .synAckSent),
      entry(3, 20_645, .client, .handshakeAck, [.ack], seq: 1, ack: 1, client: .opened),
      entry(4, 1_042_635, .server, .synAck, [.syn, .ack], marks: [.repeated, .correction]),
      entry(5, 1_058_341, .client, .handshakeAck, [.ack], seq: 1, ack: 1, marks: .repeated, server: .opened),
      entry(9, 4_043_469, .client, .fin, [.fin, .ack], seq: 9, ack: 7, client: .finSent, server: .finReceived),
      entry(
        10, 4_055_117, .server, .fin, [.fin, .ack], seq: 7, ack: 10, client: [.finAcknowledged, .finReceived],
        server: [.finReceived, .finSent]),
      entry(11, 4_065_751, .client, .finAck, [.ack], seq: 10, ack: 8, server: .finAcknowledged),
    ]
    record.timeline[2].server = presumedOpen
    record.timeline[7].server.presumed = .finAcknowledged
    record.timeline[4].run.clientPackets = 1
    record.timeline[4].run.serverPackets = 2
    record.timeline[4].run.clientOctets = 8
    record.timeline[4].run.serverOctets = 6
    return record
  }

  static func entry(
    _ frame: UInt64, _ microseconds: Int64, _ from: Side, _ step: Step, _ flags: TCPFlags, seq: UInt32 = 0,
    ack: UInt32 = 1, length: UInt32 = 0, marks: SegmentMarks = [], client: EndpointEvents = [],
    server: EndpointEvents = []
  ) -> TimelineEntry {
    var entry = TimelineEntry()
    entry.time = start + microseconds * 1_000
    entry.frame = frame
    entry.from = from
    entry.step = step
    entry.flags = flags
    entry.sequence = (from == .client ? clientISN : serverISN).advanced(by: seq)
    entry.acknowledgement = (from == .client ? serverISN : clientISN).advanced(by: ack)
    entry.payloadLength = length
    entry.window = 64240
    entry.marks = marks
    entry.client.events = client
    entry.server.events = server
    if flags.contains(.syn) {
      entry.options = [.maximumSegmentSize, .windowScale, .sackPermitted, .timestamps]
      entry.maximumSegmentSize = 1460
      entry.windowScale = 10
    }
    return entry
  }

  /// The finding of `lostAck`.
  static let handshakeAckLost = Finding(
    code: .handshakeAckLost, severity: .warning, grade: .proved, endpoint: .client, frames: [3, 4, 5],
    time: start + 1_042_635_000, loss: Loss(what: "ACK", location: .afterCapturePoint),
    account: same(
      """
      The client's ACK passed here and did not reach the server, which stayed in SYN_RCVD and sent its SYN-ACK again \
      after 1.03 s. The client believed the connection open for 1.02 s longer than the server did. Recovered.
      """))

  /// Nobody listens: SYN, RST.
  static func refused(_ number: UInt64 = 3) -> ConnectionRecord {
    var record = clean(number)
    record.client.port = 58144
    record.server.port = 81
    record.server.initialSequence = nil
    record.server.options = nil
    record.server.synCount = 0
    record.server.rstCount = 1
    record.outcome = .refused
    record.close = .reset
    record.closeInitiator = .server
    record.handshakeDuration = nil
    record.serverRoundTrip = nil
    record.clientRoundTrip = nil
    record.client.roundTrip = nil
    record.server.roundTrip = 400_000
    record.zeekHistory = ZeekHistory("Sr")
    record.end = record.start + 400_000
    record.timeline = [
      entry(20, 0, .client, .syn, [.syn], client: .synSent),
      entry(21, 400, .server, .rst, [.rst, .ack], client: .reset, server: .reset),
    ]
    record.timeline[1].sequence = SequenceNumber(0)
    return record
  }

  /// The finding of `refused`.
  static let connectionRefused = Finding(
    code: .connectionRefused, severity: .error, grade: .likely, endpoint: .server, frames: [20, 21],
    time: start + 400_000, loss: nil, account: same("Nothing listens on port 81. The server refused in 400 µs."))

  /// A SYN-ACK that proves the ACK before it lost, as it is reported live.
  static func repeatedSynAck() -> FlowEvent {
    var segment = Segment()
    segment.time = start + 1_042_635_000
    segment.frame = 4
    segment.source = IPAddress(ipv4: 0x0A4D_0002)
    segment.destination = IPAddress(ipv4: 0x0A4D_0001)
    segment.sourcePort = 7016
    segment.destinationPort = 58138
    segment.sequence = serverISN
    segment.acknowledgement = clientISN.advanced(by: 1)
    segment.flags = [.syn, .ack]
    segment.window = 65160
    segment.present = [.fullHeader, .allOptions, .ipv4]
    segment.options.present = [.maximumSegmentSize, .timestamps, .sack]
    segment.options.maximumSegmentSize = 1460
    segment.options.timestampValue = 7
    segment.options.timestampEcho = 9
    segment.options.sackCount = 1
    segment.options.sackBlocks[0] = 5
    segment.options.sackBlocks[1] = 6
    var transitions = StateChanges()
    transitions.append(StateChange(endpoint: .server, from: .established, to: .synReceived, standing: .refuted))
    return FlowEvent(
      segment: segment, connection: 1, clientAddress: segment.destination, serverAddress: segment.source,
      clientPort: 58138,
      serverPort: 7016,
      clientInitialSequence: clientISN, serverInitialSequence: serverISN, from: .server, step: .synAck,
      marks: [.repeated, .correction], windowShift: 7,
      transitions: transitions,
      clientState: .established, serverState: .synReceived, clientIsPresumed: false, serverIsPresumed: false,
      sincePrevious: 1_032_033_000, sinceStart: 1_042_635_000)
  }
}

extension ZeekHistory {
  /// The history with these letters, whatever Zeek would note.
  init(_ letters: String) {
    self.init()
    for octet in letters.utf8 {
      let upper = octet == 0x5E ? octet : octet & 0xDF
      let letter = (0..<12).compactMap { Letter(rawValue: $0) }.first { $0.octet == upper }
      if let letter { append(letter, from: octet == upper ? .client : .server) }
    }
  }
}
