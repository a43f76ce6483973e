import FlowTracking
import PacketDecoding

/// `icmp-unreachable`: a router or host answered a segment with an ICMP error.
enum ICMPUnreachable {
  static func judge(_ evidence: Evidence) -> Finding? {
    let isIPv6 = !evidence.record.client.address.isIPv4
    guard let error = evidence.entries.first(where: { $0.step == .icmpError && isUnreachable($0, isIPv6) }) else {
      return nil
    }
    // Whether it was open when the error came, not whether it opened later.
    let ack = evidence.handshakeAcks.first
    let opened =
      evidence.record.outcome == .unseen || (evidence.record.outcome == .completed && (ack?.time ?? .max) < error.time)
    let recovered = !opened && evidence.record.outcome == .completed
    let asked =
      evidence.entries.last { $0.from == error.from.peer && $0.step != .icmpError && $0.time <= error.time }
      ?? evidence.syns.first
    let what = name(of: error, isIPv6: isIPv6)
    let sender = error.from.peer
    return evidence.finding(
      .icmpUnreachable, .proved, of: error.from, frames: (asked.map { [$0.frame] } ?? []) + [error.frame],
      at: error.time,
      severity: opened || recovered ? .warning : .error,
      recovered
        ? Phrase(
          en:
            "An ICMP error (\(what)) answered the \(sender.name(in: .english))'s segment while the connection was opening; it opened later.",
          ko: "연결을 여는 중에 \(sender.name(in: .korean))가 보낸 segment에 ICMP 오류(\(what))가 돌아왔지만, 나중에 연결이 열렸습니다.")
        : opened
          ? Phrase(
            en: """
              An ICMP error (\(what)) answered the \(sender.name(in: .english))'s segment: the connection was open; RFC 9293 lets it go on.
              """,
            ko: """
              \(sender.name(in: .korean))가 보낸 segment에 ICMP 오류(\(what))가 돌아왔습니다. 연결은 열려 있었으며, RFC 9293에 따라 계속됩니다.
              """)
          : Phrase(
            en:
              "An ICMP error (\(what)) answered the \(sender.name(in: .english))'s segment: the connection did not open.",
            ko: "\(sender.name(in: .korean))가 보낸 segment에 ICMP 오류(\(what))가 돌아왔습니다. 연결이 열리지 않았습니다."))
  }

  private static func isUnreachable(_ entry: TimelineEntry, _ isIPv6: Bool) -> Bool {
    // Fragmentation needed is path MTU discovery at work, not an obstacle.
    isIPv6 ? entry.icmpType == 1 : entry.icmpType == 3 && entry.icmpCode != 4
  }

  private static func name(of entry: TimelineEntry, isIPv6: Bool) -> String {
    if isIPv6 {
      switch entry.icmpCode {
      case 0: return "no route"
      case 1: return "administratively prohibited"
      case 3: return "address unreachable"
      case 4: return "port unreachable"
      case 6: return "route rejected"
      default: return "unreachable, code \(entry.icmpCode)"
      }
    }
    switch entry.icmpCode {
    case 0: return "network unreachable"
    case 1: return "host unreachable"
    case 2: return "protocol unreachable"
    case 3: return "port unreachable"
    case 9, 10, 13: return "administratively prohibited"
    default: return "unreachable, code \(entry.icmpCode)"
    }
  }
}
