import FlowTracking
import PacketDecoding

/// `reset-after-close`: a side had sent its FIN and closed for good; what the other side sent later met no socket.
enum ResetAfterClose {
  static func judge(_ evidence: Evidence) -> Finding? {
    for reset in evidence.resets where !reset.flags.contains(.ack) {
      let side = reset.from
      guard let fin = evidence.fins(of: side).first, fin.time < reset.time else { continue }
      let peer = side.peer
      // After both FINs were acknowledged, a RST only answers a straggler.
      guard !isOver(evidence, before: reset.time) else { continue }
      let peerState = evidence.record.history(of: side.peer).last { $0.time <= reset.time && $0.state != .closed }
      let wait = reset.time - fin.time
      let left = peerState.map(\.state.name).map { state in
        Phrase(
          en: "The \(peer.name(in: .english)) was left in \(state) for \(span(wait)).",
          ko: "\(peer.name(in: .korean))는 \(span(wait, in: .korean)) 동안 \(state)에 남겨졌습니다.")
      }
      return evidence.finding(
        .resetAfterClose, .proved, of: side, frames: [fin.frame, reset.frame], at: reset.time,
        Phrase(
          en: """
            The \(side.name(in: .english)) sent its FIN and closed its socket for good; what the \(peer.name(in: .english)) sent after \
            that met no connection and was answered by RST.
            """,
          ko: """
            \(side.name(in: .korean))가 FIN을 보내고 socket을 완전히 닫았습니다. 그 뒤 \(peer.name(in: .korean))가 보낸 segment는 받을 연결이 없어 RST로 \
            응답되었습니다.
            """
        ).then(left))
    }
    return nil
  }

  private static func isOver(_ evidence: Evidence, before time: Int64) -> Bool {
    Side.allCases.allSatisfy { side in
      guard let fin = evidence.fins(of: side).first else { return false }
      return evidence.acknowledgements(ofFinOf: side, endingAt: fin.sequenceEnd)
        .contains { $0.time < time && !$0.flags.contains(.rst) }
    }
  }
}
