import FlowDiagnosis
package import PacketDecoding

extension DecodeStatus {
  /// Why a packet of this status was not followed: the word of JSON, and of English text.
  package var reason: String {
    switch self {
    case .tcp, .icmpError, .notTCP: "not TCP"
    case .malformedSegment: "malformed TCP header"
    case .fragment: "later IP fragment"
    case .truncated: "cut by the snapshot length"
    case .malformed: "malformed"
    case .tooManyLayers: "too many headers"
    case .encrypted: "encrypted"
    case .unsupportedLinkType: "unsupported link type"
    case .contradictoryFragment: "IP fragment that contradicts others"
    }
  }

  private var koreanReason: String {
    switch self {
    case .tcp, .icmpError, .notTCP: "TCP가 아닌 패킷"
    case .malformedSegment: "TCP 헤더가 잘못된 패킷"
    case .fragment: "첫 조각이 아닌 IP fragment"
    case .truncated: "snapshot length에 잘린 패킷"
    case .malformed: "잘못된 형식의 패킷"
    case .tooManyLayers: "헤더가 너무 많은 패킷"
    case .encrypted: "암호화된 패킷"
    case .unsupportedLinkType: "지원하지 않는 link type의 패킷"
    case .contradictoryFragment: "다른 조각과 모순되는 IP fragment"
    }
  }

  /// The reason of a packet whose record was damaged, so that it never came to decoding.
  package static let damagedRecord = "damaged record"

  /// The reason that JSON calls `reason`, in text of `language`.
  static func text(of reason: String, in language: Language) -> String {
    switch language {
    case .english: reason
    case .korean where reason == damagedRecord: "레코드가 손상된 패킷"
    case .korean: allCases.first { $0.reason == reason }?.koreanReason ?? reason
    }
  }
}
