import Testing

@testable import PacketCapture

struct CaptureStatisticsTests {
  @Test func countersThatWrapKeepCounting() {
    var statistics = CaptureStatistics()
    var last = CaptureStatistics.Reading()
    for received in [4_000_000_000, 1_000_000_000, 4_000_000_000, 5] as [UInt32] {
      let reading = CaptureStatistics.Reading(received: received, droppedByKernel: 7)
      statistics.add(from: last, to: reading)
      last = reading
    }
    #expect(statistics.received == 8_589_934_597)
    #expect(statistics.droppedByKernel == 7)
    #expect(statistics.droppedByInterface == 0)
  }
}
