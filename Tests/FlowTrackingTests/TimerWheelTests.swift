import Testing

@testable import FlowTracking

@Suite struct TimerWheelTests {
  @Test func timerComesUpInItsSecondAndOnlyOnce() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    wheel.arm(TimerWheel.Timer(index: 3, tag: 7, number: 9), for: wheel.dueSecond(for: 103))
    var seconds: [Int64] = []
    while wheel.tick(to: 3_000) {
      while let timer = wheel.nextDue() {
        if timer.tag == 7, timer.number == 9 { seconds.append(wheel.second) }
      }
    }
    // The gap is longer than the wheel: its bucket comes up once, in whatever second.
    #expect(seconds.count == 1)
  }

  @Test func everySecondComesUpOnceAndInOrder() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    for number in 1...7 as ClosedRange<UInt32> {
      for second in (101...105 as ClosedRange<Int64>).reversed() {
        wheel.arm(
          TimerWheel.Timer(index: 0, tag: UInt32(second), number: number), for: wheel.dueSecond(for: second))
      }
    }
    while wheel.tick(to: 105) {}
    let count = wheel.dueCount
    #expect(count == 35)
    let isAtEnd = !wheel.tick(to: 105)
    #expect(isAtEnd)
    for second in 101...105 as ClosedRange<UInt32> {
      for number in 1...7 as ClosedRange<UInt32> {
        let timer = wheel.nextDue()
        #expect(timer?.tag == second)
        #expect(timer?.number == number)
      }
    }
    let isEmpty = wheel.nextDue() == nil && wheel.dueCount == 0
    #expect(isEmpty)
  }

  @Test func memoryIsUsedAgain() {
    var wheel = TimerWheel()
    wheel.start(at: 0)
    var taken = 0
    for second in 1...3_000 as ClosedRange<Int64> {
      for number in 0..<100 as Range<UInt32> {
        wheel.arm(TimerWheel.Timer(index: 0, tag: 0, number: number), for: wheel.dueSecond(for: second &+ 8))
      }
      _ = wheel.tick(to: second)
      // Some seconds are late.
      if second % 3 == 0 { while wheel.nextDue() != nil { taken += 1 } }
    }
    #expect(taken == 100 * (3_000 - 8))
    let octets = wheel.octets
    #expect(octets <= 3 * TimerWheel.chunkOctets)
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
    while wheel.tick(to: 1_000_000) { count += 1 }
    #expect(count == TimerWheel.span)
  }

  @Test func clockThatStepsBackMovesNothing() {
    var wheel = TimerWheel()
    wheel.start(at: 100)
    let isStill = !wheel.tick(to: 50)
    #expect(isStill)
    wheel.start(at: 10)
    let second = wheel.second
    #expect(second == 100)
  }
}
