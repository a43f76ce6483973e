extension LayerWalk {
  /// Steps over a UDP header to the tunnel that its ports and the octets behind them tell; anything else is other traffic.
  ///
  /// Ports alone prove nothing: what does not look like the tunnel's header is not taken for a damaged one.
  mutating func udp(_ octets: borrowing RawSpan, into segment: inout Segment) -> DecodeStatus? {
    guard capturedEnd - offset >= 12 else { return .notTCP }
    let next =
      Self.tunnel(onPort: octets.uint16(at: offset + 2)) ?? Self.tunnel(onPort: octets.uint16(at: offset))
    if let next, accepts(octets, next, at: offset + 8) { return advance(by: 8, to: next) }
    guard octets.octet(at: offset + 8) >> 4 == 6, holdsTeredo(octets, segment) else { return .notTCP }
    return advance(by: 8, to: .teredo)
  }

  /// Whether a UDP datagram on whatever ports is Teredo between clients and relays, which both choose their ports (RFC 4380 §2.6, §5.4).
  ///
  /// Only a whole agreement counts: UDP in IPv4, an IPv6 packet that fills the datagram to its last octet and may hold a segment, and the
  /// tunnel's own prefix on one side. Indications are between clients and servers alone, on the server's port.
  @inline(never)
  private func holdsTeredo(_ octets: borrowing RawSpan, _ segment: borrowing Segment) -> Bool {
    guard capturedEnd - offset >= 48, segment.present.contains(.ipv4) else { return false }
    let payloadLength = Int(octets.uint16(at: offset + 12))
    guard payloadLength > 0, Int(octets.uint16(at: offset + 4)) == 48 + payloadLength else { return false }
    switch octets.octet(at: offset + 14) {
    case 6, 44, 58, 60: break
    default: return false
    }
    let prefix: UInt32 = 0x2001_0000
    return octets.uint32(at: offset + 16) == prefix || octets.uint32(at: offset + 32) == prefix
  }

  /// The tunnel that has `port`; nil for most.
  private static func tunnel(onPort port: UInt16) -> Layer? {
    switch port {
    case 4789, 8472: .vxlan
    case 4790: .vxlanGPE
    case 6081: .geneve
    case 2152: .gtp
    case 1701: .l2tp
    case 3544: .teredo
    case 4754: .gre
    case 5072: .ayiya
    case 5247: .capwap
    case 6635: .mplsInIP
    case 4500: .encapsulatedSecurity
    default: nil
    }
  }

  /// Whether a header of `layer` may start at `start`, of which at least 4 octets were captured.
  private func accepts(_ octets: borrowing RawSpan, _ layer: Layer, at start: Int) -> Bool {
    let word = octets.uint32(at: start)
    switch layer {
    // Reserved bits are 0; Group Policy and others use some of those beside the flag of the identifier.
    case .vxlan: return word & 0x0800_0000 != 0 && word >> 24 & 0x71 == 0
    case .vxlanGPE: return word & 0x0C00_0000 == 0x0C00_0000 && word & 0xFF != 0
    case .geneve: return word >> 30 == 0
    // Version 1, GTP, and a G-PDU.
    case .gtp: return word >> 16 & 0xF0FF == 0x30FF
    // Version 2, and data.
    case .l2tp: return word >> 16 & 0x800F == 2
    // Authentication or origin in front, or IPv6.
    case .teredo: return word >> 28 == 6 || word >> 17 == 0
    case .gre: return word >> 16 & 0x07 == 0
    case .ayiya: return true
    case .capwap: return word >> 24 == 0
    case .mplsInIP: return true
    // Four zeros mark a key exchange.
    case .encapsulatedSecurity: return word != 0
    default: return false
    }
  }
}
