import Foundation
import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketCapture
@testable import TraceCommand

/// A report that writes nothing and keeps what was asked of it, in order.
private final class CallLog: ReportSink {
  enum Call { case event, flush }

  private(set) var calls: [Call] = []
  var wishes: ReportWishes { .events }
  var isOfUse: Bool { true }

  func begin(_ capture: CaptureDescription) {}
  func firstPacket(at time: Int64) {}
  func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) { calls.append(.event) }
  func connection(_ record: ConnectionRecord, findings: [Finding]) {}
  func end(_ statistics: RunStatistics) {}
  func flushIfDue() {}
  func flush() { calls.append(.flush) }
}

@Suite struct FlushTests {
  private func calls(isLive: Bool) throws -> [CallLog.Call] {
    let log = CallLog()
    var source = try CaptureSource.file(
      CapturePath(Fixtures.root.appendingPathComponent("captures/clean-active-close/client.pcap").path))
    try Tracer(isLive: isLive, packetLimit: nil, memory: 256 << 20).run(&source, filter: nil, to: log)
    return log.calls
  }

  @Test func livePacketsThatCameTogetherAreWrittenTogetherAndAtOnce() throws {
    let calls = try calls(isLive: true)
    // Behind all packets of the file, which are there at once, and at the end.
    #expect(calls.filter { $0 == .event }.count == 6)
    #expect(calls.suffix(2) == [.flush, .flush])
    #expect(calls.filter { $0 == .flush }.count == 2)
  }

  @Test func aFileIsWrittenWhenThereIsMuch() throws {
    #expect(try calls(isLive: false).filter { $0 == .flush }.count == 1)
  }
}
