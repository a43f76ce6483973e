import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct FoldingTests {
  private static func refused(_ number: UInt64, client: UInt32, port: UInt16) -> ConnectionRecord {
    var record = Samples.refused(number)
    record.client.address = IPAddress(ipv4: client)
    record.server.port = port
    return record
  }

  @Test func fiveOfAKindAreShownAndTheRestCounted() {
    var reporter = TextReporter(settings: TextSettings(width: 100, utc: true))
    for number in 1...417 as ClosedRange<UInt64> {
      let record = Self.refused(number, client: UInt32(number), port: 443)
      reporter.connection(record, findings: [Samples.connectionRefused])
    }
    reporter.end(RunStatistics())
    let text = String(decoding: reporter.output.octets, as: UTF8.self)
    #expect(text.contains("… and 412 more to 10.77.0.2:443: connection-refused\n"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("connection ") } == 5)
    #expect(text.split(separator: "\n").count < 80)
  }

  @Test func connectionsWithoutTroubleAreAllShown() {
    var folding = Folding()
    for number in 1...100 as ClosedRange<UInt64> {
      let isShown = folding.shows(Samples.clean(number), findings: [])
      #expect(isShown)
    }
    #expect(folding.folded.isEmpty)
  }

  @Test func allPortsOfAScanAreOneKind() {
    var folding = Folding()
    var shown = 0
    for port in 1...1000 as ClosedRange<UInt16> {
      let record = Self.refused(UInt64(port), client: 9, port: port)
      if folding.shows(record, findings: [Samples.connectionRefused]) { shown += 1 }
    }
    #expect(shown == Folding.shown)
    #expect(folding.folded.map(\.count) == [995])
    #expect(folding.folded.first?.kind.client == IPAddress(ipv4: 9))
  }

  @Test func moreKindsThanAnyoneReadsAreOne() {
    var folding = Folding()
    var shown = 0
    for number in 1...50_000 as ClosedRange<UInt32> {
      let record = Self.refused(UInt64(number), client: number, port: UInt16(truncatingIfNeeded: number))
      if folding.shows(record, findings: [Samples.connectionRefused]) { shown += 1 }
    }
    #expect(shown < 5_000)
    #expect(folding.folded.reduce(0) { $0 + $1.count } == UInt64(50_000 - shown))
  }

  @Test func verboseShowsAll() {
    var reporter = TextReporter(settings: TextSettings(width: 100, utc: true, verbosity: .verbose))
    for number in 1...20 as ClosedRange<UInt64> {
      reporter.connection(
        Self.refused(number, client: UInt32(number), port: 443), findings: [Samples.connectionRefused])
    }
    reporter.end(RunStatistics())
    let text = String(decoding: reporter.output.octets, as: UTF8.self)
    #expect(!text.contains("more to"))
    #expect(text.split(separator: "\n").count { $0.hasPrefix("connection ") } == 20)
  }
}
