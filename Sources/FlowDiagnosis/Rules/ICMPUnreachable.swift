import FlowTracking
import PacketDecoding

/// `icmp-unreachable`: a router or host answered a segment with an ICMP error that says it was not delivered.
enum ICMPUnreachable {
  /// The most routers that a tracing program tries, as traceroute(8) does.
  private static let greatestTrace: UInt8 = 30

  static func judge(_ evidence: Evidence) -> Finding? {
    let isIPv6 = !evidence.record.client.address.isIPv4
    let errors = evidence.entries.filter {
      $0.step == .icmpError && ICMPError.isRejection(type: $0.icmpType, code: $0.icmpCode, isIPv6: isIPv6)
    }
    guard let error = errors.first(where: { !$0.marks.contains(.mismatch) }) else {
      return errors.first.flatMap { unbelieved($0, evidence, isIPv6) }
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
    if isExceeded(error, isIPv6), !opened, !recovered, let asked, asked.hopLimit <= greatestTrace {
      return traced(error, asked, evidence)
    }
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

  /// An error that hosts ignore, as it quotes what was not sent.
  private static func unbelieved(_ error: TimelineEntry, _ evidence: Evidence, _ isIPv6: Bool) -> Finding? {
    let what = name(of: error, isIPv6: isIPv6)
    let sender = error.from.peer
    return evidence.finding(
      .icmpUnreachable, .likely, of: error.from, frames: [error.frame], at: error.time, severity: .note,
      Phrase(
        en: """
          An ICMP error (\(what)) quotes a sequence number that the \(sender.name(in: .english)) had not sent: it is forged, a device \
          changes the numbers on the way, or the segment was not captured. Hosts ignore errors about what they did not send.
          """,
        ko: """
          ICMP 오류(\(what))가 \(sender.name(in: .korean))가 보낸 적 없는 sequence number를 인용합니다. 위조되었거나, 중간 장비가 번호를 바꾸거나, 그 segment가 \
          캡처되지 않은 것입니다. 호스트는 보내지 않은 것에 대한 오류를 무시합니다.
          """))
  }

  /// A SYN whose hop limit is so small that somebody is counting the routers.
  private static func traced(_ error: TimelineEntry, _ asked: TimelineEntry, _ evidence: Evidence) -> Finding? {
    evidence.finding(
      .icmpUnreachable, .likely, of: error.from, frames: [asked.frame, error.frame], at: error.time, severity: .note,
      Phrase(
        en: """
          The segment had a hop limit of \(asked.hopLimit), and a router where that ran out said so: the way is being traced, as \
          tcptraceroute does.
          """,
        ko: """
          segment의 hop limit이 \(asked.hopLimit)이었고, 그것이 다한 라우터가 이를 알렸습니다. tcptraceroute처럼 경로를 추적하는 것으로 보입니다.
          """))
  }

  private static func isExceeded(_ entry: TimelineEntry, _ isIPv6: Bool) -> Bool {
    entry.icmpType == (isIPv6 ? 3 : 11)
  }

  private static func name(of entry: TimelineEntry, isIPv6: Bool) -> String {
    if isExceeded(entry, isIPv6) {
      if entry.icmpCode != 0 { return "reassembly time exceeded" }
      return isIPv6 ? "hop limit exceeded, as in a routing loop" : "time to live exceeded, as in a routing loop"
    }
    if entry.icmpType == (isIPv6 ? 4 : 12) { return "parameter problem" }
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
