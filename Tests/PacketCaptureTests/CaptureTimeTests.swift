import Testing

@testable import PacketCapture

struct CaptureTimeTests {
  @Test func microsecondsAreScaled() {
    let time = CaptureTime(unit: 1000)
    #expect(time.nanoseconds(seconds: 2, fraction: 3) == 2_000_003_000)
    #expect(time.nanoseconds(seconds: -2, fraction: 3) == 0)
  }

  @Test func timesPastTheEndsAreHeldThere() {
    let time = CaptureTime(unit: 1)
    #expect(time.nanoseconds(seconds: .max, fraction: 0) == CaptureTime.latest)
    #expect(time.nanoseconds(seconds: .min, fraction: 0) == 0)
    #expect(time.nanoseconds(seconds: 9_223_372_036, fraction: 999_999_999) == CaptureTime.latest)
  }
}
