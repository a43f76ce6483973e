import Testing

@testable import FlowTracking

@Suite struct TimerWheelTests {
  @Test func timerComesUpInItsSecondAndOnlyOnce() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    wheel.arm(TimerWheel.Timer(index: 3, tag: 7, number: 9), for: wheel.dueSecond(for: 103))
    var seconds: [Int64] = []
    while let due = wheel.tick(to: 3_000) {
      if due.contains(where: { $0.tag == 7 && $0.number == 9 }) { seconds.append(wheel.second) }
    }
    // The gap is longer than the wheel: its bucket comes up once, in whatever second.
    #expect(seconds.count == 1)
  }

  @Test func everySecondComesUpOnce() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    for second in 101...105 as ClosedRange<Int64> {
      wheel.arm(TimerWheel.Timer(index: 0, tag: UInt32(second), number: 1), for: wheel.dueSecond(for: second))
    }
    var indices: [UInt32] = []
    while let due = wheel.tick(to: 105) { indices += due.map(\.tag) }
    #expect(indices == [101, 102, 103, 104, 105])
    let isAtEnd = wheel.tick(to: 105) == nil
    #expect(isAtEnd)
  }

  @Test func deadlineOfThePastComesUpNext() {
    var wheel = TimerWheel()
    wheel.start(at: 5_000)
    let due = wheel.dueSecond(for: 10)
    #expect(due == 5_001)
  }

  @Test func farDeadlineIsArmedAtTheEndOfTheWheel() {
    var wheel = TimerWheel()
    wheel.start(at: 5_000)
    let due = wheel.dueSecond(for: 1 << 40)
    #expect(due == 5_000 + TimerWheel.span - 1)
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
    let isStill = wheel.tick(to: 50) == nil
    #expect(isStill)
    wheel.start(at: 10)
    let second = wheel.second
    #expect(second == 100)
  }
}
