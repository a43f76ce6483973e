import FlowTracking
import PacketDecoding

/// `half-close`: one side closed its direction, the other acknowledged that and went on sending.
///
/// Data that is answered by RST is not half a connection: the receiver had closed for good (`reset-after-close`).
enum HalfClose {
  static func judge(_ evidence: Evidence) -> Finding? {
    for side in Side.allCases {
      guard let fin = evidence.fins(of: side).first,
        let data = evidence.entries.first(where: {
          $0.from == side.peer && $0.payloadLength > 0 && $0.time > fin.time
            && $0.acknowledgement.distance(from: fin.sequenceEnd) >= 0 && $0.step == .data
        })
      else { continue }
      if let reset = evidence.resets.first(where: {
        $0.from == side && !$0.flags.contains(.ack) && $0.time >= data.time
      }),
        !isAcknowledged(data, by: side, before: reset, evidence)
      {
        continue
      }
      return evidence.finding(
        .halfClose, .proved, of: side, frames: [fin.frame, data.frame], at: data.time,
        Phrase(
          en: """
            The \(side.name(in: .english)) closed its direction and went on receiving; the \(side.peer.name(in: .english)) sent on from \
            CLOSE_WAIT.
            """,
          ko: """
            \(side.name(in: .korean))가 자기 방향만 닫고 계속 받았으며, \(side.peer.name(in: .korean))는 CLOSE_WAIT에서 데이터를 더 보냈습니다.
            """))
    }
    return nil
  }

  /// Whether `side` took `data` before it sent `reset`.
  private static func isAcknowledged(
    _ data: TimelineEntry, by side: Side, before reset: TimelineEntry, _ evidence: Evidence
  ) -> Bool {
    evidence.entries.contains {
      guard $0.time >= data.time, $0.time < reset.time else { return false }
      if $0.from == side, $0.flags.contains(.ack), $0.acknowledgement.distance(from: data.sequenceEnd) >= 0 {
        return true
      }
      return (side == .client ? $0.run.clientPackets : $0.run.serverPackets) > 0
    }
  }
}
