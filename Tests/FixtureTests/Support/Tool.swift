import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What one run of the built tool said.
struct ToolRun: Sendable {
  /// Standard output.
  var output: [UInt8] = []
  /// Standard error.
  var errors: [UInt8] = []
  /// The exit status; 128 and the signal's number where one ended it.
  var status: Int32 = -1

  /// Standard output as text.
  var text: String { String(decoding: output, as: UTF8.self) }
  /// Standard error as text.
  var complaint: String { String(decoding: errors, as: UTF8.self) }
}

/// The built tool as a process; both its pipes are read while it runs.
final class Tool {
  private let process = Process()
  private let outputPipe = Pipe()
  private let errorPipe = Pipe()
  private let readers = DispatchGroup()
  private let collected = Collected()

  /// Starts `tcptrace-swift` with `arguments`.
  ///
  /// - Parameters:
  ///   - input: what standard input holds; nothing otherwise.
  ///   - environment: set on top of a fixed environment (UTF-8, UTC, 100 columns).
  ///   - output: where standard output goes instead of a pipe.
  ///   - launcher: a command in front, such as one that drops rights.
  init(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], output: FileHandle? = nil,
    launcher: [String] = []
  ) throws {
    let command = launcher + [try Tool.path()] + arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    var variables = ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC", "COLUMNS": "100"]
    // How a sanitizer runs (Fuzz/sanitize.sh).
    if let options = ProcessInfo.processInfo.environment["ASAN_OPTIONS"] { variables["ASAN_OPTIONS"] = options }
    variables.merge(environment) { $1 }
    process.environment = variables
    process.standardOutput = output ?? outputPipe
    process.standardError = errorPipe
    let inputPipe = input.isEmpty ? nil : Pipe()
    process.standardInput = inputPipe ?? FileHandle.nullDevice
    // A child inherits the signal mask of the thread that starts it, and worker threads block SIGINT.
    var none = sigset_t()
    var before = sigset_t()
    _ = unsafe sigemptyset(&none)
    _ = unsafe pthread_sigmask(SIG_SETMASK, &none, &before)
    defer { _ = unsafe pthread_sigmask(SIG_SETMASK, &before, nil) }
    try Tool.launching.withLock { try process.run() }
    if output == nil { read(outputPipe.fileHandleForReading, into: \.output) }
    read(errorPipe.fileHandleForReading, into: \.errors)
    if let handle = inputPipe?.fileHandleForWriting {
      DispatchQueue.global().async {
        try? handle.write(contentsOf: Data(input))
        try? handle.close()
      }
    }
  }

  /// Runs the tool to its end.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:], output: FileHandle? = nil,
    launcher: [String] = []
  ) throws -> ToolRun {
    try Tool(arguments, input: input, environment: environment, output: output, launcher: launcher).wait()
  }

  /// Waits for the end and returns all that was said.
  func wait() -> ToolRun {
    let end = Date(timeIntervalSinceNow: 60)
    while process.isRunning, Date() < end { usleep(1_000) }
    if process.isRunning {
      Issue.record("the tool did not end within a minute")
      kill(process.processIdentifier, SIGKILL)
      process.waitUntilExit()
    }
    readers.wait()
    // Foundation keeps a process and its pipes beyond their use, and `Process.run` reads past its buffer when a thousand are open.
    for pipe in [outputPipe, errorPipe] {
      try? pipe.fileHandleForReading.close()
      try? pipe.fileHandleForWriting.close()
    }
    var run = collected.value
    run.status = process.terminationReason == .exit ? process.terminationStatus : 128 + process.terminationStatus
    return run
  }

  /// Waits until standard error holds `text`; false when that does not happen in time.
  func waitForComplaint(_ text: String, seconds: Double = 10) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if collected.value.complaint.contains(text) { return true }
      if !process.isRunning { return collected.value.complaint.contains(text) }
      usleep(5_000)
    }
    return false
  }

  /// Waits until standard output holds `text`; false when that does not happen in time.
  func waitForOutput(_ text: String, seconds: Double = 10) -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while Date() < end {
      if collected.value.text.contains(text) { return true }
      usleep(5_000)
    }
    return false
  }

  /// Sends a signal.
  func signal(_ number: Int32) {
    kill(process.processIdentifier, number)
  }

  /// Sends SIGINT.
  func interrupt() {
    process.interrupt()
  }

  private func read(_ handle: FileHandle, into part: WritableKeyPath<ToolRun, [UInt8]> & Sendable) {
    let collected = collected
    let readers = readers
    let descriptor = handle.fileDescriptor
    readers.enter()
    Thread.detachNewThread {
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      while true {
        let count = unsafe buffer.withUnsafeMutableBytes { bytes in
          unsafe systemRead(descriptor, bytes.baseAddress, bytes.count)
        }
        if count < 0, errno == EINTR { continue }
        if count <= 0 { break }
        collected.append(buffer[..<count], to: part)
      }
      readers.leave()
    }
  }

  // Pipes of one process must not leak into another that is started at the same moment.
  private static let launching = NSLock()

  /// Where the built tool is: beside the test bundle.
  static func path() throws -> String {
    for argument in CommandLine.arguments {
      var url = URL(fileURLWithPath: argument)
      while url.path.count > 1 {
        url.deleteLastPathComponent()
        let candidate = url.appendingPathComponent("tcptrace-swift")
        let isFile = (try? candidate.resourceValues(forKeys: [.isRegularFileKey]).isRegularFile) ?? false
        if isFile, FileManager.default.isExecutableFile(atPath: candidate.path) {
          return candidate.path
        }
      }
    }
    throw ToolMissing()
  }
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  unsafe read(descriptor, buffer, count)
}

/// The tool was not built.
struct ToolMissing: Error, CustomStringConvertible {
  var description: String { "tcptrace-swift is not beside the test bundle: run `swift build` first" }
}

/// What the reading threads have so far.
private final class Collected: @unchecked Sendable {
  private let lock = NSLock()
  private var run = ToolRun()

  var value: ToolRun { lock.withLock { run } }

  func append(_ octets: ArraySlice<UInt8>, to part: WritableKeyPath<ToolRun, [UInt8]>) {
    lock.withLock { run[keyPath: part] += octets }
  }
}
