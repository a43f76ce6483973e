import Testing

@testable import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Each in a process of its own: signals concern the whole process.
struct InterruptHandlerTests {
  @Test func blockedPipeEndsWithinAFifthOfASecond() async {
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      let records = [CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 2)
      _ = pipeIntoStandardInput(CaptureBytes.pcap(records).dropLast(20))
      signalSoon(SIGINT)
      let start = ContinuousClock.now
      let reading = Reading(path: "-")
      let isQuick = ContinuousClock.now - start < .milliseconds(100 + 200)
      exit(reading.frames == [1] && reading.last == .interrupted && isQuick ? 0 : 1)
    }
  }

  @Test func pipeWithoutAHeaderIsInterruptedBeforeItOpens() async {
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      _ = pipeIntoStandardInput([])
      signalSoon(SIGTERM)
      exit(Reading(path: "-").error?.kind == .interrupted ? 0 : 1)
    }
  }

  @Test func idleInterfaceEndsWithinAFifthOfASecond() async {
    guard LiveCapture.isPermitted else { return }
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      var source = try CaptureSource.live(interface: "lo", filter: ["udp port 1"])
      signalSoon(SIGINT)
      let start = ContinuousClock.now
      while true {
        switch try source.next({ _, _ in }) {
        case .interrupted: exit(ContinuousClock.now - start < .milliseconds(100 + 200) ? 0 : 1)
        case .packet, .timeout: continue
        case .end: exit(2)
        }
      }
    }
  }

  @Test func signalBetweenPacketsEndsAFile() async {
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      let records = [CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 9)
      let reading = try withFile(CaptureBytes.pcap(records)) { path in
        var source = try CaptureSource.file(CapturePath(path))
        _ = try source.next(atMost: 1) { _, _ in }
        sendAndAwait(SIGINT)
        return try source.next { _, _ in }
      }
      exit(reading == .interrupted ? 0 : 1)
    }
  }

  @Test func hangUpEndsInGoodOrderHoweverOftenItComes() async {
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      sendAndAwait(SIGHUP)
      kill(getpid(), SIGHUP)
      exit(InterruptHandler.isRaised ? 0 : 1)
    }
  }

  @Test func hangUpThatIsIgnoredStaysIgnored() async {
    await #expect(processExitsWith: .success) {
      signal(SIGHUP, SIG_IGN)
      InterruptHandler.install()
      kill(getpid(), SIGHUP)
      usleep(50_000)
      exit(InterruptHandler.isRaised ? 1 : 0)
    }
  }

  @Test func secondSignalEndsTheProcess() async {
    await #expect(processExitsWith: .signal(SIGTERM)) {
      InterruptHandler.install()
      sendAndAwait(SIGINT)
      kill(getpid(), SIGTERM)
      sleep(5)
    }
  }

  @Test func closedPipeIsAnErrorAndNoDeath() async {
    await #expect(processExitsWith: .success) {
      InterruptHandler.install()
      var ends: [Int32] = [-1, -1]
      _ = unsafe pipe(&ends)
      _ = close(ends[0])
      let count = unsafe write(ends[1], [0] as [UInt8], 1)
      exit(count == -1 && errno == EPIPE ? 0 : 1)
    }
  }
}

/// Sends this process `signal`, and waits until the handler has run: threads of the concurrency pool block signals, so
/// another one takes it.
private func sendAndAwait(_ signal: Int32) {
  kill(getpid(), signal)
  for _ in 0..<1000 where !InterruptHandler.isRaised { usleep(1000) }
}

/// Sends this process `signal` in a tenth of a second, from another thread.
private func signalSoon(_ signal: Int32) {
  Task.detached {
    try? await Task.sleep(for: .milliseconds(100))
    kill(getpid(), signal)
  }
}
