import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct TextReporterTests {
  private func report(
    _ connections: [(ConnectionRecord, [Finding])], _ settings: TextSettings, ladderLimit: Int = 1 << 20,
    change: (inout RunStatistics) -> Void = { _ in }
  ) -> String {
    var reporter = TextReporter(settings: settings, ladderLimit: ladderLimit)
    reporter.firstPacket(at: Samples.start)
    var statistics = RunStatistics()
    statistics.packets = 31
    statistics.firstPacketTime = Samples.start
    statistics.lastPacketTime = Samples.start + 5_000_000_000
    change(&statistics)
    for (record, findings) in connections {
      reporter.connection(record, findings: findings)
      statistics.add(record, findings)
    }
    reporter.end(statistics)
    return String(decoding: reporter.output.octets, as: UTF8.self)
  }

  // In the order of becoming certain, which is not the order of first packet.
  private var three: [(ConnectionRecord, [Finding])] {
    [
      (Samples.refused(), [Samples.connectionRefused]), (Samples.clean(), []),
      (Samples.lostAck(), [Samples.handshakeAckLost]),
    ]
  }

  @Test func tableAtOneHundredAndTwentyColumnsIsInOrderOfFirstPacket() {
    let text = report(three, TextSettings(width: 120, utc: true))
    #expect(
      text.hasPrefix(
        """
        #  time          client            server          handshake                    close        findings
        1  08:35:37.907  10.77.0.1:58138 → 10.77.0.2:7016  1.06 s (1 SYN, 2 SYN-ACK)    FIN, client  ⚠ handshake-ack-lost
        2  08:35:37.907  10.77.0.1:58140 → 10.77.0.2:443   20.6 ms (10.6 ms + 10.0 ms)  FIN, client
        3  08:35:37.907  10.77.0.1:58144 → 10.77.0.2:81    refused in 400 µs            RST, server  ✖ connection-refused

        connection 1
        """))
  }

  @Test(arguments: [80, 100, 110, 120, 130, 160]) func longestAddressesStayWithinTheTerminal(width: Int) {
    var connections = three
    for index in connections.indices {
      connections[index].0.client.address = IPAddress(high: 0x2001_0DB8_1111_2222, low: 0x3333_4444_5555_6666)
      connections[index].0.server.address = IPAddress(high: 0x2001_0DB8_AAAA_BBBB, low: 0xCCCC_DDDD_EEEE_FFFF)
    }
    for language in Language.allCases {
      for verbosity in [TextSettings.Verbosity.normal, .verbose] {
        let text = report(connections, TextSettings(width: width, utc: true, verbosity: verbosity, language: language))
        #expect(text.contains("[2001:db8:aaaa:bbbb:cccc:dddd:eeee:ffff]:7016"))
        for line in text.split(separator: "\n") {
          #expect(DisplayWidth.columns(of: line.utf8.span) <= width, "\(line)")
        }
      }
    }
  }

  @Test(arguments: Side.allCases) func oneLongAddressBesideShortOnesStaysWithinTheTerminal(side: Side) {
    var connections = three
    let address = IPAddress(high: 0x2001_0DB8_1111_2222, low: 0x3333_4444_5555_6666)
    switch side {
    case .client: connections[1].0.client.address = address
    case .server: connections[1].0.server.address = address
    }
    for language in Language.allCases {
      let text = report(connections, TextSettings(width: 80, utc: true, language: language))
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(of: line.utf8.span) <= 80, "\(line)")
      }
    }
  }

  @Test func tableAtEightyColumnsPutsFindingsBelow() {
    let text = report(three, TextSettings(width: 80, utc: true))
    #expect(
      text.hasPrefix(
        """
        #  client            server          handshake                    close
        1  10.77.0.1:58138 → 10.77.0.2:7016  1.06 s (1 SYN, 2 SYN-ACK)    FIN, client
           ⚠ handshake-ack-lost
        2  10.77.0.1:58140 → 10.77.0.2:443   20.6 ms (10.6 ms + 10.0 ms)  FIN, client
        3  10.77.0.1:58144 → 10.77.0.2:81    refused in 400 µs            RST, server
           ✖ connection-refused

        connection 1
        """))
  }

  @Test func findingsAndSummaryFollowTheLadders() {
    let text = report(three, TextSettings(width: 80, utc: true))
    #expect(
      text.contains(
        """
          ⚠ handshake-ack-lost (warning, proved; ACK lost after the capture point;
            frames 3, 4, 5): The client's ACK passed here and did not reach the server,
            which stayed in SYN_RCVD and sent its SYN-ACK again after 1.03 s. The client
            believed the connection open for 1.02 s longer than the server did.
            Recovered.

        connection 3  10.77.0.1:58144 → 10.77.0.2:81    server 400 µs away

        """))
    #expect(
      text.hasSuffix(
        """

        capture      good: 31 packets in 5.00 s, no gaps, no duplicates
        connections  3: 2 completed, 1 refused
        handshakes   p50 20.6 ms, p99 1.06 s
        findings     1 error, 1 warning: handshake-ack-lost, connection-refused

        """))
    #expect(!text.contains("connection 2 "))
  }

  @Test func tableAndSummaryInKorean() {
    let text = report(three, TextSettings(width: 120, utc: true, language: .korean)) {
      $0.offloadedSegments = 2
      $0.undecoded = [("malformed", 3)]
    }
    #expect(
      text.hasPrefix(
        """
        #  시각          클라이언트        서버            handshake                    종료            진단
        1  08:35:37.907  10.77.0.1:58138 → 10.77.0.2:7016  1.06초 (1 SYN, 2 SYN-ACK)    FIN 클라이언트  ⚠ handshake-ack-lost
        2  08:35:37.907  10.77.0.1:58140 → 10.77.0.2:443   20.6 ms (10.6 ms + 10.0 ms)  FIN 클라이언트
        3  08:35:37.907  10.77.0.1:58144 → 10.77.0.2:81    400 µs 만에 거부             RST 서버        ✖ connection-refused

        캡처         보통: 5.00초 동안 패킷 31개, 빠진 패킷 없음, 중복 없음, offload된 segment 2개, 잘못된 형식의 패킷 3개

        연결 1
        """))
    #expect(
      text.hasSuffix(
        """

        연결         3개: 완료 2, 거부 1
        handshake    p50 20.6 ms, p99 1.06초
        진단         오류 1개, 경고 1개: handshake-ack-lost, connection-refused

        """))
  }

  @Test func cleanCaptureEndsInOneLineThatSaysSo() {
    let text = report([(Samples.clean(1), []), (Samples.clean(2), [])], TextSettings(width: 100, utc: true))
    #expect(
      text.hasSuffix(
        "\n\nnothing wrong in 31 packets: 2 connections, all completed; handshakes p50 20.6 ms, p99 20.6 ms\n"))
    #expect(text.split(separator: "\n").count == 4)
  }

  @Test func captureWithoutConnectionsIsOneLine() {
    #expect(report([], TextSettings()) == "no TCP connections in 31 packets\n")
  }

  @Test func quietPrintsTheSummaryOnly() {
    let text = report(three, TextSettings(utc: true, verbosity: .quiet))
    #expect(text.hasPrefix("capture      good") && text.split(separator: "\n").count == 4)
    #expect(!TextReporter(settings: TextSettings(verbosity: .quiet)).wantsConnections)
  }

  @Test func timelinesAreMadeForALadderOnly() {
    #expect(
      TextSettings.Verbosity.allCases.map { TextReporter(settings: TextSettings(verbosity: $0)).wantsTimelines }
        == [false, false, true])
  }

  @Test func verboseDrawsCleanConnectionsToo() {
    var record = Samples.lostAck(1)
    record.timeline.removeLast()
    #expect(report([(record, [])], TextSettings(utc: true, verbosity: .verbose)).contains("connection 1  "))
    #expect(!report([(record, [])], TextSettings(utc: true)).contains("connection 1  "))
  }

  @Test func laddersPastTheLimitAreCounted() {
    let many = (1...5).map { (Samples.lostAck($0), [Samples.handshakeAckLost]) }
    let text = report(many, TextSettings(utc: true), ladderLimit: 2_000)
    #expect(text.contains("connection 1  ") && !text.contains("connection 5  "))
    #expect(text.contains("\nand 3 more ladders; a filter or --json shows them\n"))
  }

  @Test func badCaptureSaysWhy() {
    var record = Samples.clean(1)
    record.marks = [.captureGap, .duplicate]
    let text = report([(record, [])], TextSettings(width: 200, utc: true)) {
      $0.live = .init(received: 31, droppedByKernel: 7, droppedByInterface: 0)
      $0.clockStepsBack = 1
    }
    #expect(
      text.contains(
        "capture      incomplete: 31 packets in 5.00 s, 1 connection with packets missing, "
          + "1 connection with packets captured twice, clock stepped back 1 time, 7 dropped\n"))
  }

  @Test(arguments: [80, 100, 120, 140, 200])
  func noLineIsWiderThanTheTerminal(width: Int) {
    var dice = Dice(state: 7)
    var connections: [(ConnectionRecord, [Finding])] = []
    for number in 1...300 {
      var record = dice.record()
      record.number = UInt64(number)
      connections.append((record, number % 3 == 0 ? [Samples.handshakeAckLost, Samples.connectionRefused] : []))
    }
    for (unicode, language) in [(true, Language.english), (false, .english), (true, .korean)] {
      let text = report(connections, TextSettings(width: width, unicode: unicode, utc: true, language: language))
      for line in text.split(separator: "\n") {
        #expect(DisplayWidth.columns(of: line.utf8.span) <= width, "\(line)")
      }
    }
  }

  @Test func escapeSequenceInASummaryIsNotObeyed() {
    var finding = Samples.connectionRefused
    finding.account = Samples.same("bad \u{1B}[2J text")
    #expect(!report([(Samples.refused(1), [finding])], TextSettings(utc: true)).contains("\u{1B}"))
  }

  @Test func frameOfADamagedPacketCanBePastedIntoAFilter() {
    var buffer = OctetBuffer()
    DamagedPacket(frame: 90_124, time: 0, reason: "malformed", place: nil).appendText(to: &buffer, in: .english)
    #expect(String(decoding: buffer.octets, as: UTF8.self).hasPrefix("frame 90124  "))
  }
}
