#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file, standard input, a pipe or a device, read in order.
///
/// Reads of anything but a regular file wait for the descriptor and for a signal at once: a plain read(2) would sit there
/// until octets come, and a signal that another thread takes, or that comes just before, would not end it.
@safe
final class OctetSource {
  /// What one read came to.
  enum Outcome: Sendable {
    /// So many octets were read, 1 or more.
    case octets(Int)
    /// There are no more.
    case end
    /// A tenth of a second went by and nothing came.
    case timeout
    /// Reading is to end.
    case interrupted
    /// read(2) failed with this `errno`.
    case failed(Int32)
    /// A file that is followed became shorter: something else was written in its place.
    case replaced
  }

  /// What messages call it.
  let name: String
  /// Whether reads may have to wait: from a pipe, or a file that grows.
  let mayWait: Bool
  /// Octets read so far.
  private(set) var octets: Int64 = 0
  /// How many octets the file had when it was opened; nil for what has no known end.
  let size: Int64?
  private let descriptor: Int32
  private let isRegular: Bool
  /// Whether it is a regular file at whose end more is waited for.
  let follows: Bool

  /// Opens `path`.
  ///
  /// - Parameter follows: whether the end of a regular file is waited at for more.
  /// - Throws: `cannotOpen` where the system refuses, for a directory, and for a terminal.
  init(_ path: CapturePath, follows: Bool = false) throws(CaptureError) {
    name = path.name
    if path.isStandardInput && isatty(0) == 1 {
      throw CaptureError(
        .cannotOpen, "standard input is a terminal: there is no capture to read",
        advice: ["Pipe one in:  tcpdump -i any -U -w - tcp | tcptrace-swift -r -"])
    }
    // Without O_NONBLOCK, opening a named pipe would wait for its writer where no signal is looked at.
    descriptor = path.isStandardInput ? dup(0) : path.open(O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      let error = errno
      throw CaptureError(
        .cannotOpen, "\(path.name): cannot open: \(SystemText.error(error))",
        advice: error == EMFILE
          ? ["Captures that overlap in time are open at once. Allow more with  ulimit -n NUMBER,  or read fewer."] : [])
    }
    var status = stat()
    let type = unsafe fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    isRegular = type == S_IFREG
    self.follows = follows && isRegular
    mayWait = !isRegular || self.follows
    size = mayWait ? nil : Int64(status.st_size)
    if type == S_IFDIR {
      throw CaptureError(.cannotOpen, "\(path.name): is a directory, not a capture file")
    }
  }

  deinit {
    if descriptor >= 0 { _ = close(descriptor) }
  }

  /// Reads into `buffer`, which has room for 1 octet or more.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Outcome {
    while true {
      if !isRegular {
        switch Waiting.wait(for: descriptor, milliseconds: CaptureSource.liveWait) {
        case .interrupted: return .interrupted
        case .timeout: return .timeout
        case .ready: break
        }
      }
      let count = unsafe systemRead(descriptor, buffer)
      if count > 0 {
        octets += Int64(count)
        return .octets(count)
      }
      if count == 0 { return follows ? waitForGrowth() : .end }
      if errno != EINTR && errno != EAGAIN { return .failed(errno) }
    }
  }

  /// Waits a tenth of a second at the end of a file that grows. Polling, because inotify sees no change that another
  /// machine makes on a network file system.
  private func waitForGrowth() -> Outcome {
    var status = stat()
    if unsafe fstat(descriptor, &status) == 0, Int64(status.st_size) < octets { return .replaced }
    if case .interrupted = Waiting.wait(for: -1, milliseconds: CaptureSource.liveWait) { return .interrupted }
    return .timeout
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  unsafe read(descriptor, buffer.baseAddress, buffer.count)
}
