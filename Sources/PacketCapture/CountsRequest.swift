import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

private let asked = Atomic<Bool>(false)

/// SIGUSR1 (and SIGINFO, Ctrl-T, where there is one) asks a run for its counts so far.
package enum CountsRequest {
  /// Takes the signal over; without, it would end the process.
  package static func install() {
    // Touched here, so that the handler never runs its first-time initialization.
    asked.store(false, ordering: .relaxed)
    InterruptHandler.handle(SIGUSR1, with: ask)
    #if canImport(Darwin)
      InterruptHandler.handle(SIGINFO, with: ask)
    #endif
  }

  /// Whether the counts were asked for since the last call.
  @inline(__always)
  package static func take() -> Bool {
    guard asked.load(ordering: .relaxed) else { return false }
    return asked.exchange(false, ordering: .relaxed)
  }
}

private let ask: @convention(c) (Int32) -> Void = { _ in asked.store(true, ordering: .relaxed) }
