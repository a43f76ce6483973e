import Testing

@testable import FlowTracking

@Suite struct TimerWheelTests {
  @Test func everySecondComesUpOnce() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    var seconds: [Int] = []
    while let bucket = wheel.tick(to: 105) { seconds.append(bucket) }
    #expect(seconds == [101, 102, 103, 104, 105])
    #expect(wheel.tick(to: 105) == nil)
  }

  @Test func deadlineOfThePastComesUpNext() {
    var wheel = TimerWheel()
    wheel.start(at: 5_000)
    #expect(wheel.bucket(for: 10) == Int(5_001 & (TimerWheel.span - 1)))
  }

  @Test func farDeadlineIsArmedAtTheEndOfTheWheel() {
    var wheel = TimerWheel()
    wheel.start(at: 5_000)
    #expect(wheel.bucket(for: 1 << 40) == Int((5_000 + TimerWheel.span - 1) & (TimerWheel.span - 1)))
  }

  @Test func gapLongerThanTheWheelTurnsItOnce() {
    var wheel = TimerWheel()
    wheel.start(at: 0)
    var count: Int64 = 0
    while wheel.tick(to: 1_000_000) != nil { count += 1 }
    #expect(count == TimerWheel.span)
  }

  @Test func clockThatStepsBackMovesNothing() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    #expect(wheel.tick(to: 50) == nil)
    wheel.start(at: 10)
    #expect(wheel.second == 100)
  }
}
