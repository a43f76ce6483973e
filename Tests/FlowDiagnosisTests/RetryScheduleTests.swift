import Testing

@testable import FlowDiagnosis

/// The pauses between SYN copies tell the kernel, or nothing.
@Suite struct RetryScheduleTests {
  private static func schedule(_ seconds: [Double]) -> RetrySchedule? {
    RetrySchedule(seconds.map { Int64($0 * 1_000_000_000) })
  }

  @Test(arguments: [[0, 1.02, 3.05], [0, 1.01, 3.02, 7.2, 15.3, 31.4, 64]]) func doublingFromTheStart(seconds: [Double])
  {
    #expect(Self.schedule(seconds) == .doubling)
  }

  @Test(arguments: [[0, 1.02, 2.05], [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67.5]]) func linearFirst(seconds: [Double]) {
    #expect(Self.schedule(seconds) == .linear)
  }

  @Test(arguments: [[0, 1.0], [0, 3, 9], [0, 0.2, 0.4], [0, 1, 4.5], [0, 1, 0.5]]) func noSchedule(seconds: [Double]) {
    #expect(Self.schedule(seconds) == nil)
  }

  @Test func theNextCopyIsDueByTheSchedule() {
    #expect(RetrySchedule.doubling.pause(after: 3) == 4_000_000_000)
    #expect(RetrySchedule.linear.pause(after: 5) == 1_000_000_000)
    #expect(RetrySchedule.linear.pause(after: 6) == 2_000_000_000)
    // The counts of a flood do not overflow.
    #expect(RetrySchedule.doubling.pause(after: .max) == 64_000_000_000)
  }
}
