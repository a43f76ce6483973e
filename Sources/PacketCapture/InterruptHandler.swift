import CPcap
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

private let raised = Atomic<Bool>(false)
private let wakeReader = Atomic<Int32>(-1)
private let wakeWriter = Atomic<Int32>(-1)

/// Lets SIGINT, SIGTERM and SIGHUP end reading in good order, whatever it waits for.
///
/// The handler sets a flag that is looked at before each packet, and writes to a pipe that every wait also polls. So it
/// does not matter which thread takes the signal, nor whether it comes just before the wait begins, and the handler never
/// touches a capture that may be closing.
package enum InterruptHandler {
  /// Takes over SIGINT and SIGTERM, also SIGHUP unless it is ignored, as nohup(1) has it, and ignores SIGPIPE so that writing to a closed pipe
  /// is an error one can see.
  ///
  /// After the first of these signals SIGINT and SIGTERM have their default action again: a second one ends the process at once. SIGHUP has not:
  /// where a terminal goes away, the system and the shell both send it.
  package static func install() {
    if wakeReader.load(ordering: .relaxed) < 0 {
      openWakePipe()
    }
    // Touch the flag here, so that the handler never runs its first-time initialization.
    _ = isRaised
    unblock([SIGINT, SIGTERM, SIGHUP, SIGUSR1])
    handle(SIGINT, with: interrupt)
    handle(SIGTERM, with: interrupt)
    if cpcap_is_ignored(SIGHUP) == 0 { handle(SIGHUP, with: interrupt) }
    handle(SIGPIPE, with: SIG_IGN)
  }

  /// Whether reading is to end.
  @inline(__always)
  package static var isRaised: Bool {
    raised.load(ordering: .relaxed)
  }

  /// Asks reading to end, as a signal does; for a key press or a time limit. May be called from any thread.
  package static func request() {
    raised.store(true, ordering: .relaxed)
    var octet: UInt8 = 0
    // A full pipe wakes just as well, and without `install` there is none to write to.
    _ = unsafe write(wakeWriter.load(ordering: .relaxed), &octet, 1)
  }

  /// The descriptor that becomes readable when reading is to end; -1, which poll(2) passes over, before `install`.
  static var wakeDescriptor: Int32 {
    wakeReader.load(ordering: .relaxed)
  }

  /// Lets `signals` through: a parent that blocks them, as dispatch's worker threads do, hands its mask down.
  private static func unblock(_ signals: [Int32]) {
    var mask = sigset_t()
    _ = unsafe sigemptyset(&mask)
    for signal in signals { _ = unsafe sigaddset(&mask, signal) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &mask, nil)
  }

  private static func openWakePipe() {
    var ends = [Int32](repeating: -1, count: 2)
    guard unsafe pipe(&ends) == 0 else { return }
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    wakeReader.store(ends[0], ordering: .relaxed)
    wakeWriter.store(ends[1], ordering: .relaxed)
  }

  /// Has `handler` called for `signal`.
  static func handle(_ signal: Int32, with handler: @escaping @convention(c) (Int32) -> Void) {
    var action = sigaction()
    #if canImport(Darwin)
      unsafe action.__sigaction_u.__sa_handler = handler
    #else
      unsafe action.__sigaction_handler.sa_handler = handler
    #endif
    _ = unsafe sigaction(signal, &action, nil)
  }
}

/// The handler: only what a signal handler may do, and `errno` left as it was.
private let interrupt: @convention(c) (Int32) -> Void = { _ in
  let saved = errno
  InterruptHandler.request()
  _ = signal(SIGINT, SIG_DFL)
  _ = signal(SIGTERM, SIG_DFL)
  errno = saved
}
