import FlowTracking
import PacketDecoding

/// `reset-after-close`: a side had sent its FIN and closed for good; what the other side sent later met no socket.
enum ResetAfterClose {
  static func judge(_ evidence: Evidence) -> Finding? {
    for reset in evidence.resets where !reset.flags.contains(.ack) {
      let side = reset.from
      guard let fin = evidence.fins(of: side).first, fin.time < reset.time else { continue }
      let peer = side == .client ? "server" : "client"
      let who = side == .client ? "client" : "server"
      // After both FINs were acknowledged, a RST only answers a straggler.
      guard !isOver(evidence, before: reset.time) else { continue }
      let peerState = evidence.record.history(of: side.peer).last { $0.time <= reset.time && $0.state != .closed }
      let left = peerState.map { " The \(peer) was left in \($0.state.name) for \(span(reset.time - fin.time))." } ?? ""
      return evidence.finding(
        .resetAfterClose, .proved, of: side, frames: [fin.frame, reset.frame], at: reset.time,
        "The \(who) sent its FIN and closed its socket for good; what the \(peer) sent after that met no connection and was answered by RST."
          + left)
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
