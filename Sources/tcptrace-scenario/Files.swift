#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import ScenarioKit

/// The exit statuses, by the numbers of sysexits.h.
enum Status: Int32, Error {
  /// What was asked for is done.
  case success = 0
  /// EX_USAGE: the command line cannot be understood.
  case usage = 64
  /// EX_DATAERR: the text is not a scenario.
  case badScenario = 65
  /// EX_NOINPUT: the scenario cannot be read.
  case cannotRead = 66
  /// EX_IOERR: the capture cannot be written.
  case cannotWrite = 74
}

/// Ends the process.
func exit(_ status: Status) -> Never {
  exit(status.rawValue)
}

/// Writes to standard error.
func complain(_ text: String) {
  // Nothing is left to tell anybody if this fails.
  _ = write(Array(text.utf8), to: STDERR_FILENO)
}

/// Reads the scenario in a file; `-` is standard input. What is wrong with it has been said when it returns a status.
func scenario(at path: String) -> Result<Scenario, Status> {
  guard let text = contents(of: path) else {
    complain("tcptrace-scenario: \(path): cannot be read\n")
    return .failure(.cannotRead)
  }
  do {
    return .success(try Scenario.parse(text))
  } catch {
    complain("\(path):\(error)\n")
    return .failure(.badScenario)
  }
}

/// Writes a file anew, or standard output for `-`.
func save(_ octets: [UInt8], to path: String) -> Bool {
  if path == "-" { return write(octets, to: STDOUT_FILENO) }
  let file = unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
  guard file >= 0 else { return false }
  let isWritten = write(octets, to: file)
  // A full disk may show only now.
  return close(file) == 0 && isWritten
}

/// Writes all octets to a descriptor.
func write(_ octets: [UInt8], to file: Int32) -> Bool {
  var written = 0
  while written < octets.count {
    let count = unsafe octets[written...].withUnsafeBytes { bytes in unsafe write(file, bytes.baseAddress, bytes.count)
    }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return false }
    written += count
  }
  return true
}

/// The octets of a file; nil where it cannot be read. Reading ends just past what a scenario may hold, which `parse` then refuses.
private func contents(of path: String) -> [UInt8]? {
  let file = path == "-" ? STDIN_FILENO : unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { return nil }
  defer { if file != STDIN_FILENO { close(file) } }
  var text: [UInt8] = []
  var buffer = [UInt8](repeating: 0, count: 1 << 16)
  while text.count <= Scenario.maximumTextOctets {
    let count = unsafe buffer.withUnsafeMutableBytes { bytes in unsafe read(file, bytes.baseAddress, bytes.count) }
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { return nil }
    if count == 0 { break }
    text += buffer[..<count]
  }
  return text
}
