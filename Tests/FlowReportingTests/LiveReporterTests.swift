import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct LiveReporterTests {
  private func report(
    width: Int, language: Language = .english, _ body: (inout LiveReporter) -> Void
  ) -> String {
    var reporter = LiveReporter(
      settings: TextSettings(width: width, utc: true, language: language), allSegments: false)
    body(&reporter)
    return String(decoding: reporter.output.octets, as: UTF8.self)
  }

  @Test func correctionIsALineOfItsOwnOnAWideTerminal() {
    #expect(
      report(width: 180) { $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost]) } == """
        08:35:38.949  #1    10.77.0.1:58138 ← 10.77.0.2:7016  SYN-ACK again  ESTABLISHED   SYN_RCVD      \
        ⚠ handshake-ack-lost: the server never got the ACK and was still in SYN_RCVD

        """)
  }

  @Test func addressesStandOnceOnANarrowTerminal() {
    #expect(
      report(width: 80) {
        $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
        $0.event(Samples.repeatedSynAck(), findings: [])
      } == """
        \u{20}             #1    10.77.0.1:58138 ← 10.77.0.2:7016
        08:35:38.949  #1    ESTABLISHED   ◀── SYN-ACK again ─ SYN_RCVD
                            ⚠ handshake-ack-lost: the server never got the ACK and was
                            still in SYN_RCVD
        08:35:38.949  #1    ESTABLISHED   ◀── SYN-ACK again ─ SYN_RCVD
                            again, after 1.03 s: the server was still in SYN_RCVD

        """)
  }

  @Test func findingOfTheEndIsToldOnceAndOnlyWhenNew() {
    let text = report(width: 180) {
      $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
      $0.output.removeAll()
      $0.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost, Samples.connectionRefused])
    }
    #expect(
      text == "08:35:37.907  #1    10.77.0.1:58138 → 10.77.0.2:7016  ✖ connection-refused: Nothing listens on port 81\n"
    )
  }

  @Test func lastLineHasTcpdumpsCounters() {
    var statistics = RunStatistics()
    statistics.packets = 1_204
    statistics.live = .init(received: 1_204, droppedByKernel: 0, droppedByInterface: 0)
    statistics.add(Samples.lostAck(), [Samples.handshakeAckLost])
    #expect(
      report(width: 120) { $0.end(statistics) }
        == "1 connection, 1 warning; 1,204 packets captured, 1,204 received by filter, 0 dropped by kernel\n")
  }
}

extension LiveReporterTests {
  @Test(arguments: [80, 100, 120, 140, 200])
  func noLineIsWiderThanTheTerminal(width: Int) {
    var dice = Dice(state: 3)
    var reporter = LiveReporter(
      settings: TextSettings(width: width, timeFormat: .dateAndTime, utc: true, verbosity: .verbose), allSegments: true)
    for number in 1...100 {
      let record = dice.record()
      var event = Samples.repeatedSynAck()
      event.connection = UInt64(number)
      event.clientAddress = record.client.address
      event.serverAddress = record.server.address
      event.marks = SegmentMarks(rawValue: UInt32(dice.next(1 << 13)))
      event.step = Step.allCases[number % Step.allCases.count]
      reporter.event(event, findings: number % 3 == 0 ? [Samples.handshakeAckLost] : [])
      reporter.connection(record, findings: [Samples.connectionRefused])
    }
    for line in String(decoding: reporter.output.octets, as: UTF8.self).split(separator: "\n") {
      #expect(DisplayWidth.columns(of: line.utf8.span) <= width, "\(line)")
    }
  }

  @Test func liveLinesInKorean() {
    var statistics = RunStatistics()
    statistics.packets = 1_204
    statistics.live = .init(received: 1_204, droppedByKernel: 0, droppedByInterface: 0)
    statistics.add(Samples.lostAck(), [Samples.handshakeAckLost])
    #expect(
      report(width: 80, language: .korean) {
        $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
        $0.event(Samples.repeatedSynAck(), findings: [])
        $0.end(statistics)
      } == """
        \u{20}             #1    10.77.0.1:58138 ← 10.77.0.2:7016
        08:35:38.949  #1    ESTABLISHED   ◀── SYN-ACK 다시 ── SYN_RCVD
                            ⚠ handshake-ack-lost: 서버가 ACK를 받지 못함; 서버는 아직
                            SYN_RCVD 상태였음
        08:35:38.949  #1    ESTABLISHED   ◀── SYN-ACK 다시 ── SYN_RCVD
                            1.03초 뒤에 다시 보냄: 서버는 아직 SYN_RCVD 상태였음
        연결 1개, 경고 1개; 패킷 1,204개 캡처, 필터 통과 1,204개, 커널이 버림 0개

        """)
  }
}

extension LiveReporterTests {
  // The ends of lines are kept: whatever came before, a line has to be what a new reporter writes.
  @Test(arguments: [80, 100, 120, 140, 200], Language.allCases)
  func lineIsTheSameWhateverWasWrittenBefore(width: Int, language: Language) {
    let style = language == .korean ? Style.off : .ansi
    let blank = Self.reporter(width, style, language)
    var reporter = blank
    let events = Self.plainEvents
    for event in events + events.reversed() {
      var fresh = blank
      fresh.event(event, findings: [])
      reporter.output.removeAll()
      reporter.event(event, findings: [])
      #expect(
        String(decoding: reporter.output.octets, as: UTF8.self) == String(decoding: fresh.output.octets, as: UTF8.self))
    }
  }

  // One whose columns are as wide as they get, and that introduces no connection.
  private static func reporter(_ width: Int, _ style: Style, _ language: Language) -> LiveReporter {
    var reporter = LiveReporter(
      settings: TextSettings(width: width, style: style, utc: true, language: language), allSegments: false)
    for address in [IPAddress(ipv4: 0x0AC8_6464), IPAddress(high: 0x2001_0DB8_1111_1111, low: 0x1111_1111_1111_1111)] {
      var event = Samples.repeatedSynAck()
      event.connection = .max
      event.clientAddress = address
      reporter.event(event, findings: [])
    }
    reporter.output.removeAll()
    return reporter
  }

  private static var plainEvents: [FlowEvent] {
    var event = Samples.repeatedSynAck()
    event.marks = []
    var events: [FlowEvent] = []
    for number: UInt64 in [1, 12_345_678, 1 << 60] {
      for address in [IPAddress(ipv4: 0x0A00_0001), IPAddress(high: 0x2001_0DB8_1111_1111, low: 0x1111_1111_1111_1111)]
      {
        for (index, step) in Step.allCases.enumerated() {
          event.connection = number
          event.clientAddress = address
          event.step = step
          event.from = index % 3 == 0 ? .client : .server
          for flags: TCPFlags in [.syn, [.syn, .ack], [.fin, .psh, .ack], .fin, .rst] {
            event.segment.flags = flags
            event.segment.payloadLength = UInt32(flags.rawValue & 8)
            event.transitions = StateChanges()
            for changes in 0...4 {
              event.clientState = changes == 4 ? nil : TCPState.allCases[(index + changes) % TCPState.allCases.count]
              event.serverIsPresumed = changes == 2
              event.sinceStart &+= 7_000_000
              events.append(event)
              event.transitions.append(
                StateChange(endpoint: event.from, from: .established, to: .finWait1, standing: .proved))
            }
          }
        }
      }
    }
    return events
  }
}
