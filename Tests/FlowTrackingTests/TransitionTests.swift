import Foundation
import Testing

@testable import FlowTracking

/// `TCPState.next(after:on:)` against RFC 9293 figure 5, and the whole table as a golden.
@Suite struct TransitionTests {
  private static let states: [TCPState?] = [nil] + TCPState.allCases.map(Optional.some)

  /// The arrows of RFC 9293 §3.3.2, figure 5, as far as segments show them.
  private static let figure5: [(TCPState, EndpointEvent, TCPState)] = [
    (.closed, .synSent, .synSent),
    (.listen, .synSent, .synSent),
    (.listen, .synAckSent, .synReceived),
    (.synSent, .synAckSent, .synReceived),
    (.synSent, .opened, .established),
    (.synReceived, .opened, .established),
    (.synReceived, .finSent, .finWait1),
    (.established, .finSent, .finWait1),
    (.established, .finReceived, .closeWait),
    (.finWait1, .finAcknowledged, .finWait2),
    (.finWait1, .finReceived, .closing),
    (.finWait1, .finCrossed, .closing),
    (.finWait2, .finReceived, .timeWait),
    (.closeWait, .finSent, .lastAck),
    (.closing, .finAcknowledged, .timeWait),
    (.lastAck, .finAcknowledged, .closed),
  ]

  @Test func figure5Holds() {
    for (state, event, next) in Self.figure5 {
      #expect(TCPState.next(after: state, on: event) == next, "\(state.name) on \(event)")
    }
  }

  @Test func resetClosesEveryState() {
    for state in Self.states { #expect(TCPState.next(after: state, on: EndpointEvent.reset) == .closed) }
  }

  @Test func whatFigure5DoesNotDrawLeavesTheState() {
    // Beyond the figure: a listener is never seen, so that a SYN-ACK may come from CLOSED; a FIN may reach SYN_RCVD with the ACK that opens
    // it; and an endpoint of which nothing is known takes the state that an event proves.
    let beyond: [(TCPState, EndpointEvent)] = [
      (.closed, .synAckSent), (.synReceived, .finReceived), (.synReceived, .finCrossed), (.established, .finCrossed),
      (.finWait2, .finCrossed),
    ]
    for state in TCPState.allCases {
      for event in EndpointEvent.allCases where event != .reset {
        let isDrawn =
          Self.figure5.contains { $0.0 == state && $0.1 == event } || beyond.contains { $0 == (state, event) }
        guard !isDrawn else { continue }
        #expect(TCPState.next(after: state, on: event) == state, "\(state.name) on \(event)")
      }
    }
  }

  @Test func everySetOfEventsComesToWhatItsEventsDoInOrder() {
    for bits in UInt8.min...UInt8.max {
      let events = EndpointEvents(rawValue: bits)
      for state in Self.states {
        var expected = state
        events.forEachEvent { expected = TCPState.next(after: expected, on: $0) }
        #expect(TCPState.next(after: state, on: events) == expected, "\(state?.name ?? "nothing known") on \(bits)")
      }
    }
  }

  @Test func severalEventsApplyInOrder() {
    #expect(TCPState.next(after: .established, on: [.finReceived, .finSent]) == .lastAck)
    #expect(TCPState.next(after: .finWait1, on: [.finAcknowledged, .finReceived]) == .timeWait)
    #expect(TCPState.next(after: .established, on: [.finSent, .finCrossed]) == .closing)
    #expect(TCPState.next(after: .synSent, on: []) == .synSent)
  }

  @Test func noEventLeadsBackToTheOpening() {
    for state in [TCPState.established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait] {
      for event in EndpointEvent.allCases {
        let next = TCPState.next(after: state, on: event)
        #expect(next != .synSent && next != .synReceived && next != .listen)
      }
    }
  }

  @Test func tableIsTheGolden() throws {
    let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/transition-table.txt")
    let table = Self.table
    let known = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    guard known != table else { return }
    let environment = ProcessInfo.processInfo.environment
    if environment["RECORD_GOLDENS"] == "1", environment["CI"] == nil {
      try Data(table.utf8).write(to: url)
      Issue.record("recorded; read `git diff Fixtures/transition-table.txt`, then run again")
    } else {
      Issue.record("Fixtures/transition-table.txt differs; the table is now\n\(table)")
    }
  }

  /// State × event; `·` where the state stays.
  private static var table: String {
    let events = EndpointEvent.allCases
    func pad(_ text: String, _ width: Int = 16) -> String {
      text + String(repeating: " ", count: max(1, width - text.count))
    }
    var lines = [
      "# recorded from TCPState.next(after:on:) by `RECORD_GOLDENS=1 swift test --filter FlowTrackingTests`: do not edit",
      pad("") + events.map { pad("\($0)") }.joined(),
    ]
    for state in states {
      let cells = events.map { event in
        let next = TCPState.next(after: state, on: event)
        return pad(next == state ? "·" : next.map { "\($0.name)" } ?? "?")
      }
      lines.append(pad(state.map { "\($0.name)" } ?? "(unknown)") + cells.joined())
    }
    return lines.map { $0.replacing(/\ +$/, with: "") }.joined(separator: "\n") + "\n"
  }
}
