#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file or pipe could not be written.
package struct OutputFailure: Error, CustomStringConvertible {
  /// Which, and why.
  package var description: String
}

/// A file that is written from its start.
package struct OutputFile: ~Copyable {
  private let descriptor: Int32
  private let name: String

  /// Creates or empties the file at `path`; "-" is standard output.
  package init(_ path: String) throws(OutputFailure) {
    name = path
    descriptor = path == "-" ? STDOUT_FILENO : unsafe open(path, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
    if descriptor < 0 { throw OutputFile.failure(name) }
  }

  deinit {
    if descriptor > STDERR_FILENO { close(descriptor) }
  }

  /// Appends `octets`, all of them.
  package func write(_ octets: [UInt8]) throws(OutputFailure) {
    var done = 0
    while done < octets.count {
      let count = unsafe octets.withUnsafeBytes { bytes in
        unsafe OutputFile.write(descriptor, bytes.baseAddress.map { unsafe $0 + done }, bytes.count - done)
      }
      guard count > 0 else { throw OutputFile.failure(name) }
      done += count
    }
  }

  private static func failure(_ name: String) -> OutputFailure {
    OutputFailure(description: "\(name) could not be written: \(unsafe String(cString: strerror(errno)))")
  }

  private static func write(_ descriptor: Int32, _ octets: UnsafeRawPointer?, _ count: Int) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.write(descriptor, octets, count)
    #else
      unsafe Glibc.write(descriptor, octets, count)
    #endif
  }
}
