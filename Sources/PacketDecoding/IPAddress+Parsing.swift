#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension IPAddress {
  /// The address that `text` writes, dotted for IPv4 or as RFC 4291 §2.2 has it for IPv6; nil for anything else.
  package init?(text: String) {
    if text.contains(":") {
      var octets = in6_addr()
      guard unsafe inet_pton(AF_INET6, text, &octets) == 1 else { return nil }
      let halves = unsafe withUnsafeBytes(of: &octets) {
        unsafe (
          $0.loadUnaligned(fromByteOffset: 0, as: UInt64.self), $0.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
        )
      }
      self.init(high: UInt64(bigEndian: halves.0), low: UInt64(bigEndian: halves.1))
    } else {
      var octets = in_addr()
      guard unsafe inet_pton(AF_INET, text, &octets) == 1 else { return nil }
      self.init(ipv4: UInt32(bigEndian: octets.s_addr))
    }
  }
}
