#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// TCP's well-known services by name, as the system knows them.
enum ServicePort {
  /// The port of `name`; nil for no service.
  static func number(_ name: String) -> UInt16? {
    guard let entry = unsafe getservbyname(name, "tcp") else { return nil }
    return UInt16(bigEndian: UInt16(truncatingIfNeeded: unsafe entry.pointee.s_port))
  }
}
