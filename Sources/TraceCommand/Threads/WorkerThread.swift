#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A thread that does one piece of work.
///
/// It does not take signals away from the first thread's waits: every handler only sets flags, and wakes every wait.
final class WorkerThread {
  /// What is done.
  private final class Work {
    let body: () -> Void

    init(_ body: @escaping () -> Void) {
      self.body = body
    }
  }

  private let thread: pthread_t

  /// Begins `work`; nil where the system gives no thread.
  ///
  /// What `work` uses must be left alone by all others until `join` has returned, but for what is made for several threads.
  init?(_ work: @escaping () -> Void) {
    let context = unsafe Unmanaged.passRetained(Work(work))
    #if canImport(Darwin)
      var thread: pthread_t?
    #else
      var thread = pthread_t()
    #endif
    let status = unsafe pthread_create(
      &thread, nil,
      { context in
        #if canImport(Darwin)
          unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body()
        #else
          if let context = unsafe context { unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().body() }
        #endif
        return nil
      }, context.toOpaque())
    guard status == 0 else {
      unsafe context.release()
      return nil
    }
    #if canImport(Darwin)
      guard let thread else { return nil }
    #endif
    self.thread = thread
  }

  /// Waits until the work is done.
  func join() {
    _ = pthread_join(thread, nil)
  }

  /// Does `work` on a thread of its own while `body` runs here, and returns when both are done; false, with neither done, where the system
  /// gives no thread.
  static func run(_ work: () -> Void, beside body: () -> Void) -> Bool {
    withoutActuallyEscaping(work) { work in
      guard let thread = WorkerThread(work) else { return false }
      body()
      thread.join()
      return true
    }
  }
}
