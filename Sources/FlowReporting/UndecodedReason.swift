/// Why packets could not be decoded, in Korean; the reasons themselves are the English words of JSON.
enum UndecodedReason {
  /// `reason` in Korean; as it is where it has no Korean.
  static func korean(_ reason: String) -> String {
    switch reason {
    case "not TCP": "TCP가 아닌 패킷"
    case "later IP fragment": "첫 조각이 아닌 IP fragment"
    case "cut by the snapshot length": "snapshot length에 잘린 패킷"
    case "malformed": "잘못된 형식의 패킷"
    case "too many headers": "헤더가 너무 많은 패킷"
    case "damaged record": "레코드가 손상된 패킷"
    case "unsupported link type": "지원하지 않는 link type의 패킷"
    default: reason
    }
  }
}
