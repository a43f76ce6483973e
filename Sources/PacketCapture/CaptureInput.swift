import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file or standard input as the stream that libpcap reads from.
///
/// A regular file is a plain stream, which glibc reads faster; anything else is an `InterruptibleStream`. The buffer is
/// ours: libpcap reads twice a record, and glibc's 4 KiB would cost a quarter of the time.
@safe
struct CaptureInput: ~Copyable {
  /// Octets that one read(2) asks for.
  private static let bufferSize = 65_536

  /// The stream, for libpcap, which closes it with its handle.
  let stream: UnsafeMutablePointer<FILE>
  private let buffer: UnsafeMutablePointer<CChar>
  /// What an interruptible stream works on; nil for a regular file.
  private let state: UnsafeMutablePointer<InterruptibleStream.State>?
  /// The first four octets of a regular file.
  private let fileHead: UInt32

  /// Opens `path`; "-" is standard input. The caller hands `stream` to libpcap, or calls `closeStream`.
  ///
  /// - Throws: `cannotOpen` where the system refuses, for a directory, and for a terminal.
  init(path: String) throws(CaptureError) {
    let isStandardInput = path == "-"
    let name = isStandardInput ? "standard input" : path
    if isStandardInput && isatty(0) == 1 {
      throw CaptureError(
        .cannotOpen, "standard input is a terminal: there is no capture to read",
        advice: ["Pipe one in:  tcpdump -i any -U -w - tcp | tcptrace-swift -r -"])
    }
    // Without O_NONBLOCK, opening a named pipe would wait for its writer where no signal is looked at.
    let descriptor = isStandardInput ? dup(0) : unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw CaptureError(.cannotOpen, "\(name): cannot open: \(SystemText.error(errno))")
    }
    var status = stat()
    let type = unsafe fstat(descriptor, &status) == 0 ? status.st_mode & S_IFMT : 0
    if type == S_IFDIR {
      _ = close(descriptor)
      throw CaptureError(.cannotOpen, "\(name): is a directory, not a capture file")
    }

    var state: UnsafeMutablePointer<InterruptibleStream.State>?
    let opened: UnsafeMutablePointer<FILE>?
    var head: UInt32 = 0
    if type == S_IFREG {
      head = Self.head(of: descriptor)
      unsafe opened = unsafe fdopen(descriptor, "r")
    } else {
      let allocated = UnsafeMutablePointer<InterruptibleStream.State>.allocate(capacity: 1)
      unsafe allocated.initialize(to: InterruptibleStream.State(descriptor: descriptor))
      unsafe state = unsafe allocated
      unsafe opened = unsafe InterruptibleStream.open(allocated)
    }
    guard let stream = unsafe opened else {
      let reason = SystemText.error(errno)
      _ = close(descriptor)
      unsafe state?.deallocate()
      throw CaptureError(.cannotOpen, "\(name): cannot open: \(reason)")
    }
    fileHead = head
    unsafe self.state = unsafe state
    unsafe self.stream = unsafe stream
    // glibc ignores the size when it is given no buffer.
    unsafe buffer = UnsafeMutablePointer<CChar>.allocate(capacity: Self.bufferSize)
    _ = unsafe setvbuf(stream, buffer, _IOFBF, Self.bufferSize)
  }

  deinit {
    unsafe state?.deallocate()
    unsafe buffer.deallocate()
  }

  /// Closes a stream that libpcap did not take.
  func closeStream() {
    _ = unsafe fclose(stream)
  }

  /// Octets read from the file so far, those in the buffer included.
  var octetsRead: Int64 {
    unsafe state?.pointee.octets ?? Int64(lseek(fileno(stream), 0, SEEK_CUR))
  }

  /// The first four octets of the file, first octet highest; 0 in place of those it does not have.
  var head: UInt32 {
    unsafe state?.pointee.head ?? fileHead
  }

  /// Whether reads may have to wait: from a pipe, not from a regular file.
  var isInterruptible: Bool {
    unsafe state != nil
  }

  /// Waits at most `milliseconds` for a pipe of which all is taken; nil where there is something to read, be it the end.
  func waitForOctets(milliseconds: Int32) -> ReadResult? {
    guard let state = unsafe state, unsafe Self.holdsNothing(stream) else { return nil }
    switch unsafe Waiting.wait(for: state.pointee.descriptor, milliseconds: milliseconds) {
    case .ready: return nil
    case .timeout: return .timeout
    case .interrupted: return .interrupted
    }
  }

  /// The octet of the file, counted from 0, that libpcap would read next; nil where the stream does not say.
  var offset: Int64? {
    let offset = unsafe ftello(stream)
    return offset < 0 ? nil : Int64(offset)
  }

  /// Whether `stream` has handed out all it has read. ISO C has no such question, so this looks where gnulib's freadahead
  /// does; asking for the offset instead would double the cost of a packet.
  @inline(__always)
  static func holdsNothing(_ stream: UnsafeMutablePointer<FILE>) -> Bool {
    #if canImport(Darwin)
      unsafe stream.pointee._r <= 0
    #else
      unsafe stream.pointee._IO_read_ptr == stream.pointee._IO_read_end
    #endif
  }

  private static func head(of descriptor: Int32) -> UInt32 {
    var head: UInt32 = 0
    _ = unsafe pread(descriptor, &head, 4, 0)
    return UInt32(bigEndian: head)
  }
}
