#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The system's own words for its error numbers.
enum SystemError {
  /// What `number` means, such as "No space left on device".
  static func text(_ number: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    guard unsafe strerror_r(number, &buffer, buffer.count) == 0 else { return "error \(number)" }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
