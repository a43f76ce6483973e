import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One destination of a run: standard output or a file. A failure is said once, on standard error, and nothing more is written then.
final class OutputFile {
  /// What has become of it.
  enum Condition {
    /// It takes more.
    case open
    /// The reader closed the pipe: it has all it wants, which is no failure.
    case closedByReader
    /// It could not be written.
    case failed
  }

  /// What messages call it: the path, or "standard output".
  let name: String
  /// What has become of it.
  private(set) var condition = Condition.open
  /// The bar that shares a terminal with it; nil where there is none.
  var progress: ProgressBar?
  private var stream: StandardStream
  private let descriptor: Int32
  private let pagerCommand: String?
  private var pager: Pager?

  private init(name: String, descriptor: Int32, pager: String? = nil) {
    self.name = name
    self.descriptor = descriptor
    pagerCommand = pager
    stream = StandardStream(descriptor)
  }

  /// Standard output; `pager` is a command that takes the text in its place, from the first octet on.
  static func standardOutput(pager: String? = nil) -> OutputFile {
    OutputFile(name: "standard output", descriptor: STDOUT_FILENO, pager: pager)
  }

  /// Creates the file at `path`, or takes the one that is there, which `empty` empties: a run that is refused for another output's sake
  /// leaves it as it was.
  ///
  /// - Parameter inputs: paths that are read in this run; writing over one of them is refused.
  /// - Throws: `OutputRefusal` where it cannot be created.
  convenience init(path: CapturePath, inputs: [CapturePath]) throws(OutputRefusal) {
    if let input = inputs.first(where: { Self.isSame($0, path) }) {
      throw OutputRefusal("\(path.name): is read in this run (\(input.name)): writing it would destroy it")
    }
    let descriptor = unsafe open(path.characters, O_WRONLY | O_CREAT | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw OutputRefusal("\(path.name): cannot create: \(SystemError.text(errno)). Nothing was read or written.")
    }
    self.init(name: path.name, descriptor: descriptor)
  }

  /// Empties a file that was there before.
  func empty() {
    // A device or a pipe cannot be emptied, and has nothing to be emptied of.
    guard descriptor != STDOUT_FILENO, ftruncate(descriptor, 0) != 0, errno != EINVAL else { return }
    fail(.failed(errno, written: 0))
  }

  /// Whether `path` is a plain file or a folder of such, which can be read as often as wanted; so can what is not there, to no effect.
  static func isRepeatable(_ path: CapturePath) -> Bool {
    if path.isStandardInput { return false }
    var status = stat()
    guard unsafe stat(path.characters, &status) == 0 else { return true }
    return status.st_mode & S_IFMT == S_IFREG || status.st_mode & S_IFMT == S_IFDIR
  }

  /// Writes all of `octets`, unless an earlier write failed.
  func write(_ octets: Span<UInt8>) {
    guard condition == .open else { return }
    if let pagerCommand, pager == nil, let started = Pager(pagerCommand) {
      pager = started
      stream = StandardStream(started.descriptor)
      progress?.stop()
    }
    guard let progress else { return put(octets) }
    progress.pause { put(octets) }
  }

  private func put(_ octets: Span<UInt8>) {
    do {
      try stream.write(octets)
    } catch {
      fail(error)
    }
  }

  /// Octets that were written to it.
  var written: UInt64 { stream.written }

  /// Whether nothing was written to it.
  var isUntouched: Bool { written == 0 }

  /// Closes a file; what the system found out only now is a failure like any other. Standard output stays open; a pager is waited for.
  func finish() {
    pager?.wait()
    pager = nil
    guard descriptor != STDOUT_FILENO else { return }
    if close(descriptor) != 0 && condition == .open { fail(.failed(errno, written: stream.written)) }
  }

  private func fail(_ error: OutputError) {
    switch error {
    case .closed:
      condition = .closedByReader
    case .failed(let number, let written):
      condition = .failed
      let isFull = number == ENOSPC || number == EDQUOT
      StandardStream.complain(
        "\(name): \(SystemError.text(number)); the first \(written) octets are written."
          + (isFull ? " Free some space, or write elsewhere." : ""))
    }
  }

  private static func isSame(_ left: CapturePath, _ right: CapturePath) -> Bool {
    var (one, other) = (stat(), stat())
    // Standard input may be a file too.
    guard unsafe (left.isStandardInput ? fstat(STDIN_FILENO, &one) : stat(left.characters, &one)) == 0,
      unsafe stat(right.characters, &other) == 0
    else { return false }
    return isSame(one, other)
  }

  /// Whether it is the very file that standard output goes to: each would write over the other.
  var isStandardOutputsFile: Bool {
    descriptor != STDOUT_FILENO && isSameFile(as: .standardOutput())
  }

  /// Whether it is the very file, under whatever name, that `other` is.
  func isSameFile(as other: OutputFile) -> Bool {
    var (one, two) = (stat(), stat())
    guard unsafe fstat(descriptor, &one) == 0, unsafe fstat(other.descriptor, &two) == 0 else { return false }
    return Self.isSame(one, two)
  }

  private static func isSame(_ one: stat, _ other: stat) -> Bool {
    one.st_dev == other.st_dev && one.st_ino == other.st_ino && one.st_mode & S_IFMT == S_IFREG
  }
}

/// Why an output cannot be begun (status 74).
struct OutputRefusal: Error {
  /// What happened, to which file.
  let message: String

  /// The refusal with this message.
  init(_ message: String) {
    self.message = message
  }
}
