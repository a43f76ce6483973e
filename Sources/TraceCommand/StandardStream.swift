import FlowReporting

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Why a descriptor takes no more.
enum OutputError: Error {
  /// The reader closed the pipe: it has all it wants.
  case closed
  /// Writing failed with this `errno`, after so many octets were written.
  case failed(Int32, written: UInt64)
}

/// A descriptor that is written to, whole.
struct StandardStream: ~Copyable {
  private let descriptor: Int32
  /// Octets written so far.
  private(set) var written: UInt64 = 0

  /// The stream on `descriptor`.
  init(_ descriptor: Int32) {
    self.descriptor = descriptor
  }

  /// Makes the standard descriptors what the program takes them for, before anything is opened.
  ///
  /// One that the parent closed would be given to the next file: it is opened so that reading from it, or writing to it, fails as before.
  /// A pipe without a reader is an error that one can see, no signal; and as many files can be open at once as the system allows.
  static func prepare() {
    for (descriptor, access) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)] {
      // The lowest free descriptor is what open gives, so that it is this one.
      if fcntl(descriptor, F_GETFD) < 0 { _ = unsafe open("/dev/null", access) }
    }
    signal(SIGPIPE, SIG_IGN)
    // A directory of captures that overlap in time takes a descriptor for each; what the system allows is often far more than what it gives.
    var limit = rlimit()
    if unsafe getrlimit(Self.descriptors, &limit) == 0, limit.rlim_cur < limit.rlim_max {
      limit.rlim_cur = min(limit.rlim_max, 65_536)
      _ = unsafe setrlimit(Self.descriptors, &limit)
    }
  }

  #if canImport(Darwin)
    private static let descriptors = RLIMIT_NOFILE
  #else
    private static let descriptors = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
  #endif

  /// Standard error's messages: `text` and a newline, failures ignored since there is nowhere left to tell them.
  static func complain(_ text: String) {
    var stream = StandardStream(STDERR_FILENO)
    // Names of files and interfaces are not trusted with the reader's terminal, nor with the reader: some characters show other text than
    // there is.
    var printable = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      printable.append(scalar == "\n" || !HarmlessText.isDangerous(scalar) ? scalar : "?")
    }
    let octets = Array(("tcptrace-swift: " + String(printable) + "\n").utf8)
    try? stream.write(octets.span)
  }

  /// Writes all of `octets`, with one call where the system takes them at once.
  mutating func write(_ octets: Span<UInt8>) throws(OutputError) {
    var offset = 0
    while offset < octets.count {
      let rest = octets.extracting(offset..<octets.count)
      let descriptor = descriptor
      let count = unsafe rest.withUnsafeBufferPointer { buffer in
        #if canImport(Darwin)
          unsafe Darwin.write(descriptor, buffer.baseAddress, buffer.count)
        #else
          unsafe Glibc.write(descriptor, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw .closed }
        throw .failed(errno, written: written)
      }
      offset += count
      written &+= UInt64(count)
    }
  }
}
