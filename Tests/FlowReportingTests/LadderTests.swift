import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct LadderTests {
  private func draw(
    _ record: ConnectionRecord, _ findings: [Finding], width: Int, style: Style = .off, unicode: Bool = true,
    language: Language = .english
  ) -> String {
    let settings = TextSettings(width: width, style: style, unicode: unicode, utc: true, language: language)
    return text { Ladder(record: record, findings: findings, settings: settings).append(to: &$0) }
  }

  @Test func lostAckAtEightyColumns() {
    #expect(
      draw(Samples.lostAck(), [Samples.handshakeAckLost], width: 80) == """
        connection 1  10.77.0.1:58138 → 10.77.0.2:7016
          captured in the middle: client 10.0 ms, server 10.6 ms away
              time  client                                                  server
          0.000000  SYN_SENT     ── SYN  seq 0  mss 1460 ws 1024 sack ts ─▶ ?
          0.010602  SYN_SENT     ◀── SYN-ACK  seq 0 ack 1  mss 1460 sack ── SYN_RCVD
          0.020645  ESTABLISHED  ── ACK  ack 1 ─────────────── ✗ lost here  SYN_RCVD
                                    the server never got it
          1.042635  ESTABLISHED  ◀── SYN-ACK  again, after 1.03 s ───────── SYN_RCVD
          1.058341  ESTABLISHED  ── ACK  again, after 1.04 s ─────────────▶ ESTABLISHED
                                 … 3 segments: 8 octets →, 6 octets ← …
          4.043469  FIN_WAIT_1   ── FIN  seq 9 ack 7 ─────────────────────▶ CLOSE_WAIT
          4.055117  TIME_WAIT    ◀── FIN-ACK  seq 7 ack 10 ──────────────── LAST_ACK
          4.065751  TIME_WAIT    ── ACK  ack 8 ───────────────────────────▶ CLOSED?

        """)
  }

  @Test func headingSaysInWhichNetworkTheConnectionWas() {
    var record = Samples.lostAck()
    record.vlan = 10
    record.innerVLAN = 20
    record.tunnel = .vxlan
    record.tunnelIdentifier = 42
    let lines = draw(record, [], width: 120).split(separator: "\n")
    #expect(lines[0] == "connection 1  10.77.0.1:58138 → 10.77.0.2:7016")
    #expect(
      lines[1]
        == "  captured in the middle: client 10.0 ms, server 10.6 ms away; VLAN 10, inner VLAN 20, vxlan 42")
  }

  @Test func lostAckAtOneHundredAndFortyColumns() {
    #expect(
      draw(Samples.lostAck(), [Samples.handshakeAckLost], width: 140) == """
        connection 1  10.77.0.1:58138 → 10.77.0.2:7016    captured in the middle: client 10.0 ms, server 10.6 ms away
              time  client                                                      server
          0.000000  SYN_SENT     ── SYN  seq 0  mss 1460 ws 1024 sack ts ─────▶ ?             asks to connect
          0.010602  SYN_SENT     ◀── SYN-ACK  seq 0 ack 1  mss 1460 ws 1024 ─── SYN_RCVD      accepts after 10.6 ms
          0.020645  ESTABLISHED  ── ACK  ack 1 ─────────────────── ✗ lost here  SYN_RCVD      the server never got it
          1.042635  ESTABLISHED  ◀── SYN-ACK  seq 0 ack 1  mss 1460 ws 1024 ─── SYN_RCVD      again, after 1.03 s: the server was still in SYN_RCVD
          1.058341  ESTABLISHED  ── ACK  ack 1 ───────────────────────────────▶ ESTABLISHED   again, after 1.04 s
                                 … 3 segments: 8 octets →, 6 octets ← …
          4.043469  FIN_WAIT_1   ── FIN  seq 9 ack 7 ─────────────────────────▶ CLOSE_WAIT    has nothing more to send
          4.055117  TIME_WAIT    ◀── FIN-ACK  seq 7 ack 10 ──────────────────── LAST_ACK      has nothing more to send either
          4.065751  TIME_WAIT    ── ACK  ack 8 ───────────────────────────────▶ CLOSED?       heard; waits out stray segments

        """)
  }

  @Test func lostAckInKorean() {
    #expect(
      draw(Samples.lostAck(), [Samples.handshakeAckLost], width: 100, language: .korean) == """
        연결 1  10.77.0.1:58138 → 10.77.0.2:7016
          경로 중간에서 캡처: 클라이언트까지 10.0 ms, 서버까지 10.6 ms
              시각  클라이언트                                      서버
          0.000000  SYN_SENT     ── SYN  seq 0  mss 1460 ws 1024 ─▶ ?             연결 요청
          0.010602  SYN_SENT     ◀── SYN-ACK  seq 0 ack 1 ws 1024 ─ SYN_RCVD      10.6 ms 만에 수락
          0.020645  ESTABLISHED  ── ACK  ack 1 ───── ✗ 여기서 유실  SYN_RCVD      서버가 받지 못함
          1.042635  ESTABLISHED  ◀── SYN-ACK  seq 0 ack 1 ws 1024 ─ SYN_RCVD
                                    1.03초 뒤에 다시 보냄: 서버는 아직 SYN_RCVD 상태였음
          1.058341  ESTABLISHED  ── ACK  ack 1 ───────────────────▶ ESTABLISHED   1.04초 뒤에 다시 보냄
                                 … segment 3개: 8바이트 →, 6바이트 ← …
          4.043469  FIN_WAIT_1   ── FIN  seq 9 ack 7 ─────────────▶ CLOSE_WAIT    더 보낼 데이터 없음
          4.055117  TIME_WAIT    ◀── FIN-ACK  seq 7 ack 10 ──────── LAST_ACK      이쪽도 더 보낼 데이터 없음
          4.065751  TIME_WAIT    ── ACK  ack 8 ───────────────────▶ CLOSED?
                                    확인; 늦은 segment에 대비해 대기

        """)
  }

  @Test func lostSynAckEndsOnTheClientsSide() {
    var record = Samples.lostAck()
    record.timeline = Array(record.timeline[0..<2])
    var finding = Samples.handshakeAckLost
    finding.code = .synAckLost
    finding.endpoint = .server
    finding.frames = [2]
    finding.loss = Loss(what: "SYN-ACK", location: .afterCapturePoint)
    let lines = draw(record, [finding], width: 80).split(separator: "\n")
    #expect(lines[4].contains("SYN_SENT      lost here ✗ ── SYN-ACK  seq 0 ack 1 "))
    #expect(lines[5].hasSuffix("the client never got it"))
  }

  @Test func lossBeforeTheCapturePointIsToldWhereItShowed() {
    var finding = Samples.handshakeAckLost
    finding.loss = Loss(what: "ACK", location: .beforeCapturePoint)
    let drawing = draw(Samples.lostAck(), [finding], width: 80)
    #expect(!drawing.contains("✗") && drawing.contains("⚠ handshake-ack-lost"))
  }

  @Test func refusalIsMarkedAtTheReset() {
    let lines = draw(Samples.refused(), [Samples.connectionRefused], width: 120).split(separator: "\n")
    #expect(lines[3].hasSuffix("CLOSED        ✖ connection-refused"))
  }

  @Test func missingFindingsAreToldAtTheEnd() {
    var record = Samples.lostAck()
    let plain = draw(record, [], width: 80)
    record.marks.insert(.findingsNotKept)
    let lines = draw(record, [], width: 80).dropFirst(plain.count).split(separator: "\n")
    #expect(
      lines.count == 1 && lines.first?.contains("… memory was short: findings on its data may be missing") == true)
  }

  @Test func coloursChangeNothingElse() {
    let plain = draw(Samples.lostAck(), [Samples.handshakeAckLost], width: 100)
    let coloured = draw(Samples.lostAck(), [Samples.handshakeAckLost], width: 100, style: .ansi)
    #expect(coloured.contains("\u{1B}[33m") && !plain.contains("\u{1B}"))
    #expect(coloured.replacing(/\u{1B}\[\d+m/, with: "") == plain)
  }

  @Test func withoutUnicodeEverythingIsASCII() {
    for record in [Samples.lostAck(), Samples.refused()] {
      let drawing = draw(record, [Samples.handshakeAckLost], width: 100, unicode: false)
      #expect(drawing.utf8.allSatisfy { $0 < 0x80 })
    }
  }

  @Test func numbersOfAnEarlierConnectionAreNotMadeRelative() {
    var record = Samples.lostAck()
    record.timeline[4].sequence = SequenceNumber(4_294_966_000)
    record.timeline[4].payloadLength = 8
    let text = draw(record, [], width: 120)
    #expect(text.contains("seq 4294966000 abs ack 1  8 octets"), "\(text)")
    #expect(text.contains("FIN  seq 9 ack 7"))
  }

  @Test(arguments: [80, 97, 98, 100, 120, 140, 200])
  func noLineIsWiderThanTheTerminal(width: Int) {
    var generator = Dice(state: UInt64(width))
    for _ in 0..<150 {
      var record = generator.record()
      record.rolesAreGuessed = generator.next(2) == 0
      record.server.roundTrip = Int64(generator.next(1 << 40))
      let findings = [Samples.handshakeAckLost, Samples.connectionRefused]
      let style = generator.next(2) == 0 ? Style.off : .ansi
      for language in Language.allCases {
        for line in draw(record, findings, width: width, style: style, language: language).split(separator: "\n") {
          #expect(DisplayWidth.columns(of: line.utf8.span) <= width, "\(line)")
          #expect(!line.hasSuffix(" "), "\(line)|")
        }
      }
    }
  }
}

/// A small generator, so that the same odd connections come every time.
struct Dice {
  var state: UInt64

  mutating func next(_ bound: UInt64) -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return (state >> 33) % bound
  }

  /// A connection whose timeline makes no sense.
  mutating func record() -> ConnectionRecord {
    var record = Samples.lostAck(next(1 << 30))
    if next(2) == 0 {
      record.client.address = IPAddress(high: 0x2001_0db8_1111_2222 &+ next(9), low: 0x3333_4444_5555_6666)
      record.server.address = IPAddress(high: 0x2001_0db8_1111_2222, low: 0x3333_4444_5555_7777)
    }
    if next(3) == 0 { record.client.initialSequence = nil }
    record.end = record.start + Int64(next(1 << 31)) * Int64(next(1 << 20))
    let count = next(9)
    record.timeline = (0..<count).map { index in
      var entry = TimelineEntry()
      entry.frame = index + 1
      entry.time = record.start + (record.end - record.start) / Int64(count) * Int64(index)
      entry.from = next(2) == 0 ? .client : .server
      entry.step = Step.allCases[Int(next(UInt64(Step.allCases.count)))]
      entry.flags = TCPFlags(rawValue: UInt16(next(512)))
      entry.marks = SegmentMarks(rawValue: UInt32(next(1 << 13)))
      entry.sequence = SequenceNumber(UInt32(next(1 << 31)))
      entry.payloadLength = UInt32(next(2) * next(1 << 31))
      entry.options = TCPOptions.Kinds(rawValue: UInt16(next(1 << 16)))
      entry.windowScale = UInt8(next(256))
      entry.icmpType = UInt8(next(13))
      entry.icmpCode = UInt8(next(14))
      entry.client.events = EndpointEvents(rawValue: UInt8(next(256)))
      entry.server.events = EndpointEvents(rawValue: UInt8(next(256)))
      entry.server.presumed = EndpointEvents(rawValue: UInt8(next(256)))
      entry.run.clientPackets = UInt32(next(2) * next(1 << 31))
      entry.run.serverOctets = next(2) * next(1 << 31) * next(1 << 31)
      return entry
    }
    record.foldedEntries = next(2) * next(1 << 31)
    return record
  }
}
