import FlowTracking
import PacketDecoding

/// Hashes of what attempts have in common.
///
/// They have no seed, so that two runs over a capture give the same octets. Nobody gains from aiming at one place of a `GroupTable`: a
/// look-up costs the same whatever lies there, and a group gives way only to seven heavier ones.
enum AttemptHash {
  /// The hash of an address.
  @inline(__always)
  static func of(_ address: IPAddress) -> UInt64 {
    mix(address.high ^ 0xA076_1D64_78BD_642F, address.low ^ 0xE703_7ED1_A0B4_28DB)
  }

  /// The hash of a port.
  @inline(__always)
  static func of(_ port: UInt16) -> UInt64 {
    mix(UInt64(port) ^ 0x8EBC_6AF0_9C88_C6E3, 0x5899_65CC_7537_4CC3)
  }

  /// The hash of two things by their hashes, in this order.
  @inline(__always)
  static func of(_ first: UInt64, _ second: UInt64) -> UInt64 {
    mix(first ^ 0x1D8E_4E27_C47D_124F, second &+ 0xEB44_ACCA_B455_D165)
  }

  @inline(__always)
  private static func mix(_ left: UInt64, _ right: UInt64) -> UInt64 {
    let product = left.multipliedFullWidth(by: right)
    let folded = (product.high ^ product.low) &* 0x9E37_79B9_7F4A_7C15
    return folded ^ folded >> 29
  }
}
