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
  /// MPLS in IP or UDP (RFC 4023, RFC 7510); no identifier.
  case mpls
  /// A provider's backbone (IEEE 802.1ah); the service.
  case backbone

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
