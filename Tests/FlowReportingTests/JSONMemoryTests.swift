import PacketDecoding
import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking

@Suite struct JSONMemoryTests {
  /// Events of each step, with many changes, states and marks: more than are remembered.
  private static var events: [FlowEvent] {
    var events: [FlowEvent] = []
    for step in Step.allCases {
      for (index, state) in TCPState.allCases.enumerated() {
        var event = Samples.repeatedSynAck()
        event.step = step
        event.from = index & 1 == 0 ? .client : .server
        event.segment.flags = TCPFlags(rawValue: UInt16(1) << UInt16(index % 9))
        event.segment.payloadLength = UInt32(index / 4)
        event.marks = index % 3 == 0 ? [] : .repeated
        event.clientState = index == 4 ? nil : state
        event.serverIsPresumed = index % 5 == 0
        event.transitions = StateChanges()
        for other in TCPState.allCases.prefix(index % 7) {
          event.transitions.append(StateChange(endpoint: .client, from: state, to: other, standing: .presumed))
        }
        if index % 4 == 0 { event.segment.present = [.icmp, .sequence] }
        events.append(event)
      }
    }
    return events
  }

  @Test func anEventReadsTheSameWhateverCameBefore() {
    var reporter = JSONReporter(allSegments: true)
    reporter.firstPacket(at: Samples.start)
    for event in Self.events + Self.events.reversed() + Self.events.flatMap({ [$0, $0] }) {
      var fresh = JSONReporter(allSegments: true)
      fresh.firstPacket(at: Samples.start)
      fresh.event(event, findings: [])
      reporter.output.removeAll()
      reporter.event(event, findings: [])
      #expect(reporter.output.octets == fresh.output.octets)
    }
  }

  @Test func aNoteWithADurationReadsAsElsewhere() throws {
    var reporter = JSONReporter(allSegments: true)
    for standing in [Standing.proved, .presumed, .refuted] {
      for duration: Int64? in [nil, 0, 41_600_000, -7, 1_058_341_000, 200_000_000_000, 10_000_000_000_000, .max] {
        for (step, isOpening) in [(Step.synAck, true), (.handshakeAck, true), (.handshakeAck, false)] {
          var event = Samples.repeatedSynAck()
          event.step = step
          event.marks = []
          event.sincePrevious = duration
          event.sinceStart = duration ?? 0
          event.clientInitialSequence = isOpening ? SequenceNumber(1) : nil
          event.transitions = StateChanges()
          event.transitions.append(StateChange(endpoint: .server, from: .synReceived, to: .closed, standing: .proved))
          event.transitions.append(StateChange(endpoint: .client, from: .closed, to: .synSent, standing: standing))
          reporter.output.removeAll()
          reporter.event(event, findings: [])
          let output = String(decoding: reporter.output.octets.dropLast(), as: UTF8.self)
          let line = try strictly(EventLine.self, output[...])
          let sketch = SegmentSketch(&event)
          let note = text { Annotation(unicode: true, language: .english).append(sketch, findings: [], to: &$0) }
          #expect(line.note == note && line.transitions.count == 2)
        }
      }
    }
  }

  @Test func meaningsAreToldApart() {
    var known: [UInt64: FlowEvent] = [:]
    for var event in Self.events {
      guard let meaning = event.meaning else {
        #expect(event.transitions.count > 4)
        continue
      }
      #expect(meaning >> 62 == 0)
      guard let other = known.updateValue(event, forKey: meaning) else { continue }
      #expect(event.step == other.step && event.from == other.from && event.clientState == other.clientState)
      #expect(event.transitions.count == other.transitions.count)
    }
  }

  @Test func aTimeReadsTheSameWhateverCameBefore() {
    let second: Int64 = 1_000_000_000
    let seconds: [Int64] = [
      0, 1, 2, 3, 4, 5, 8, -1, -2, 1_700_000_000, 1_700_000_001, 1_700_000_004, 1_700_003_600, 9_000_000_000,
    ]
    var book = SecondBook()
    let all = seconds + seconds.reversed() + seconds
    for time in all.flatMap({ [$0 * second, $0 * second + 999_999_999, $0 * second + 7] })
      + [.min, .max, .min, .max]
    {
      let line = text { $0.line(&book) { line, book in line.member("time", time: time, &book) } }
      #expect(line == "{\"time\":\"\(text { $0.append(rfc3339: time) })\"}\n")
    }
  }
}
