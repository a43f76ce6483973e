import ArgumentParser
import FlowReporting
import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A file of settings, read whole.
enum TextFile {
  private static let limit = 64 << 20
  /// Octets of a line; a longer one is none of settings, and would take long to look at and to quote.
  private static let lineLimit = 65_536

  /// The text at `path`; what is not UTF-8 becomes U+FFFD.
  ///
  /// - Throws: a usage error where it cannot be read, or is no text.
  static func content(of path: String) throws -> String {
    let typed = CapturePath(typed: path)
    let path = typed.name
    let descriptor = unsafe open(typed.characters, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw ValidationError("\(path): cannot open: \(SystemError.text(errno))") }
    defer { _ = close(descriptor) }
    var octets: [UInt8] = []
    var lineLength = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe buffer.withUnsafeMutableBytes { unsafe read(descriptor, $0.baseAddress, $0.count) }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw ValidationError("\(path): cannot read: \(SystemError.text(errno))") }
      if count == 0 { break }
      for octet in buffer[..<count] {
        lineLength = octet == UInt8(ascii: "\n") ? 0 : lineLength + 1
        octets.append(octet)
        if octet == 0 { throw ValidationError("\(path): is no text: octet \(octets.count) is 0.") }
        if lineLength > lineLimit || octets.count > limit {
          throw ValidationError(
            "\(path): octet \(octets.count) is beyond what a line (64 KiB) or a file (64 MiB) may have.")
        }
      }
    }
    return String(decoding: octets, as: UTF8.self)
  }
}

/// What is wrong in a baseline or in a list of expectations, with the bad word marked.
struct GateFileComplaint: Error, CustomStringConvertible {
  /// The file.
  let path: String
  /// What is wrong.
  let error: GateFileError

  /// The message, the line, and a caret under the bad word.
  var description: String {
    let characters = Array(error.text)
    let word = String(
      characters[max(0, min(error.word.lowerBound, characters.count))..<min(error.word.upperBound, characters.count)])
    let mark =
      String(repeating: " ", count: error.word.lowerBound) + "^"
      + String(repeating: "~", count: max(error.word.count - 1, 0))
    let nearest = NearestWord.of(word, among: error.candidates).map { "   did you mean \"\($0)\"?" } ?? ""
    return "\(path):\(error.line): \(error.message)\n  \(error.text)\n  \(mark)\(nearest)"
  }
}
