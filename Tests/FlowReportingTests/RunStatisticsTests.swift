import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking

@Suite struct RunStatisticsTests {
  @Test func connectionsAreCountedByOutcomeCloseAndFinding() {
    var statistics = RunStatistics()
    statistics.add(Samples.clean(), [])
    statistics.add(Samples.lostAck(), [Samples.handshakeAckLost])
    statistics.add(Samples.refused(), [Samples.connectionRefused])
    #expect(statistics.connections == 3 && statistics.connectionsInTrouble == 2)
    #expect(statistics.count(of: HandshakeOutcome.completed) == 2 && statistics.count(of: CloseKind.reset) == 1)
    #expect(statistics.count(of: Severity.warning) == 1 && statistics.count(of: FindingCode.handshakeAckLost) == 1)
    #expect(statistics.handshakes.count == 2)
  }

  @Test func outcomesAndClosesFitTheirCounters() {
    #expect(
      HandshakeOutcome.allCases.allSatisfy { $0.rawValue < 8 } && CloseKind.allCases.allSatisfy { $0.rawValue < 4 })
  }

  @Test func qualityIsTheWorstThatIsKnown() {
    var statistics = RunStatistics()
    #expect(statistics.quality == .good)
    var record = Samples.clean()
    record.marks = .oneSided
    statistics.add(record, [])
    #expect(statistics.quality == .oneSided)
    statistics.add(Samples.clean(), [])
    #expect(statistics.quality == .fair)
    statistics.live = .init(received: 5, droppedByKernel: 0, droppedByInterface: 1)
    #expect(statistics.quality == .incomplete)
  }
}
