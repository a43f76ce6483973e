import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Texts that C code gives.
enum SystemText {
  /// What `code`, a value of `errno`, means: "No such file or directory".
  static func error(_ code: Int32) -> String {
    unsafe string(strerror(code))
  }

  /// The string at `characters`; empty for a null pointer.
  static func string(_ characters: UnsafePointer<CChar>?) -> String {
    unsafe characters.map { unsafe String(cString: $0) } ?? ""
  }

  /// The text in an error buffer that libpcap filled.
  static func string(_ buffer: [CChar]) -> String {
    String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// libpcap's last error on `handle`.
  static func pcapError(_ handle: OpaquePointer) -> String {
    unsafe string(pcap_geterr(handle))
  }
}
