import FlowTracking
import PacketDecoding

/// `half-close`: one side closed its direction, the other acknowledged that and went on sending.
enum HalfClose {
  static func judge(_ evidence: Evidence) -> Finding? {
    for side in Side.allCases {
      guard let fin = evidence.fins(of: side).first,
        let data = evidence.entries.first(where: {
          $0.from == side.peer && $0.payloadLength > 0 && $0.time > fin.time
            && $0.acknowledgement.distance(from: fin.sequenceEnd) >= 0 && $0.step == .data
        })
      else { continue }
      let who = side == .client ? "client" : "server"
      let peer = side == .client ? "server" : "client"
      return evidence.finding(
        .halfClose, .proved, of: side, frames: [fin.frame, data.frame], at: data.time,
        "The \(who) closed its direction and went on receiving; the \(peer) sent on from CLOSE_WAIT.")
    }
    return nil
  }
}
