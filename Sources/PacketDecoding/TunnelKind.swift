/// What a segment was carried in, beside its own network.
public enum TunnelKind: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  /// Nothing.
  case none
  /// IP in IP, of either version in either (RFC 2003, RFC 2473, RFC 4213); no identifier.
  case ipInIP
  /// GRE (RFC 2784); the key (RFC 2890) where there is one.
  case gre
  /// NVGRE (RFC 7637); the virtual subnet.
  case nvgre
  /// ERSPAN; the session.
  case erspan
  /// PPTP (RFC 2637); the call.
  case pptp
  /// Ethernet in IP (RFC 3378), or MikroTik's EoIP with a tunnel identifier.
  case etherIP
  /// VXLAN (RFC 7348) or VXLAN-GPE; the network identifier.
  case vxlan
  /// GENEVE (RFC 8926); the network identifier.
  case geneve
  /// GTP-U (3GPP TS 29.281); the tunnel endpoint identifier.
  case gtp
  /// L2TP (RFC 2661, RFC 3931); tunnel in the upper and session in the lower half, or the session of version 3.
  case l2tp
  /// Teredo (RFC 4380); no identifier.
  case teredo
  /// AYIYA; no identifier.
  case ayiya
  /// CAPWAP (RFC 5415); no identifier.
  case capwap
  /// MPLS (RFC 3032), in IP or UDP too (RFC 4023, RFC 7510); the label at the bottom of the stack, which differs by direction.
  case mpls
  /// A provider's backbone (IEEE 802.1ah); the service.
  case backbone

  /// The kind in `Segment.context`.
  public init(context: UInt64) {
    self = TunnelKind(rawValue: UInt8(truncatingIfNeeded: context >> 32) & 0x7F) ?? .none
  }

  /// Whether tunnels of this kind without an identifier are told by their outer addresses. Teredo's relays and CAPWAP's access points change
  /// while a connection lasts, and the inner addresses are enough.
  var isToldByEnds: Bool {
    switch self {
    case .ipInIP, .gre, .etherIP, .mpls: true
    default: false
    }
  }

  /// The name in JSON.
  public var name: StaticString {
    switch self {
    case .none: "none"
    case .ipInIP: "ip-in-ip"
    case .gre: "gre"
    case .nvgre: "nvgre"
    case .erspan: "erspan"
    case .pptp: "pptp"
    case .etherIP: "etherip"
    case .vxlan: "vxlan"
    case .geneve: "geneve"
    case .gtp: "gtp-u"
    case .l2tp: "l2tp"
    case .teredo: "teredo"
    case .ayiya: "ayiya"
    case .capwap: "capwap"
    case .mpls: "mpls"
    case .backbone: "pbb"
    }
  }
}
