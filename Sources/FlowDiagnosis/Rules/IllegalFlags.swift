import FlowTracking
import PacketDecoding

/// `illegal-flags`: a combination of control bits that no exchange has a place for (RFC 9293 §3.10.7).
enum IllegalFlags {
  static func judge(_ evidence: Evidence) -> Finding? {
    let all = evidence.entries.filter { $0.flags.isIllegal && $0.step != .icmpError && !$0.marks.contains(.malformed) }
    guard let first = all.first else { return nil }
    let who = first.from
    let flags = first.flags
    let count = all.count
    return evidence.finding(
      .illegalFlags, .proved, of: who, frames: all.prefix(5).map(\.frame), at: first.time,
      Phrase(
        en:
          "The \(who.name(in: .english)) sent \(name(flags))\(count > 1 ? " and \(count - 1) more like it" : ""), which no host sends "
          + "in earnest: a probe for the operating system or for holes in a filter, or a broken device.",
        ko:
          "\(who.name(in: .korean))가 \(name(flags))\(count > 1 ? " 외 \(count - 1)개" : "")를 보냈습니다. 정상적인 호스트는 보내지 않는 조합으로, 운영 체제나 필터를 탐색하는 "
          + "프로브이거나 고장 난 장비입니다."))
  }

  private static func name(_ flags: TCPFlags) -> String {
    if flags.isDisjoint(with: TCPFlags(rawValue: 0x03F)) { return "a segment without any flag" }
    let names: [(TCPFlags, String)] = [
      (.syn, "SYN"), (.fin, "FIN"), (.rst, "RST"), (.psh, "PSH"), (.ack, "ACK"), (.urg, "URG"),
    ]
    return names.filter { flags.contains($0.0) }.map(\.1).joined(separator: "+")
      + (flags.contains(.ack) || flags.contains(.syn) || flags.contains(.rst) ? "" : " without ACK")
  }
}
