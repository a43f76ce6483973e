import FlowTracking

/// `accept-deferred`: the server takes the connection only with its first data (TCP_DEFER_ACCEPT), so it ignores the bare ACK and is in no
/// hurry to repeat its SYN-ACK.
enum AcceptDeferred {
  /// Longer than any first SYN-ACK timer, 1 s (RFC 6298 §2) or 3 s (§5.7), with room for jitter; in nanoseconds.
  private static let longestTimer: Int64 = 3_500_000_000

  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.synAcks.count > 1, let ack = evidence.handshakeAcks.first, ack.payloadLength == 0,
      evidence.record.foldedEntries == 0
    else { return nil }
    let first = evidence.synAcks[0]
    let again = evidence.synAcks[1]
    let wait = again.time - first.time
    // A timer that did not run out at its time had been stopped: the server had the ACK.
    guard ack.time < again.time, wait >= longestTimer, evidence.syns.allSatisfy({ $0.time < ack.time }) else {
      return nil
    }
    return evidence.finding(
      .acceptDeferred, .likely, of: .server, frames: [first.frame, ack.frame, again.frame], at: again.time,
      Phrase(
        en:
          "The server sent its SYN-ACK again only after \(span(wait)), which no SYN-ACK timer waits: it had the client's ACK and defers "
          + "accepting until data comes (TCP_DEFER_ACCEPT). The client sent none in that time. Nothing was lost.",
        ko: "서버는 \(span(wait, in: .korean)) 뒤에야 SYN-ACK를 다시 보냈습니다. SYN-ACK timer는 그렇게 오래 기다리지 않으므로, 서버는 ACK를 받았지만 "
          + "데이터가 올 때까지 accept를 미루고 있습니다(TCP_DEFER_ACCEPT). 그동안 클라이언트는 데이터를 보내지 않았고, 유실된 것은 없습니다."))
  }
}
