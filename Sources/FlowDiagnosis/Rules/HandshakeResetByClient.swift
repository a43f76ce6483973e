import FlowTracking
import PacketDecoding

/// `handshake-reset-by-client`: a RST instead of the handshake's ACK.
enum HandshakeResetByClient {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard evidence.handshakeAcks.isEmpty, evidence.record.outcome == .reset, let answer = evidence.synAcks.first,
      let reset = evidence.resets.first(where: {
        $0.from == .client && $0.time >= answer.time && !$0.marks.contains(.ineffectiveReset)
      }),
      !evidence.resets.contains(where: { $0.from == .server && $0.time < reset.time }),
      StaleSyn.judge(evidence) == nil
    else { return nil }
    let delay = reset.time - answer.time
    return evidence.finding(
      .handshakeResetByClient, .proved, of: .client,
      frames: evidence.syns.prefix(1).map(\.frame) + [answer.frame, reset.frame], at: reset.time,
      "The client answered the SYN-ACK with RST after \(span(delay)) instead of completing the handshake: a scanner, a client that gave up, "
        + "the loser of an address race, or a device on the way that lost track.")
  }
}
