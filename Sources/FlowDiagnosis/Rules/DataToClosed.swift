import FlowTracking

/// `data-to-closed`: a side went on sending long after the other had reset the connection, and met another RST: it never had the first.
enum DataToClosed {
  static func judge(_ evidence: Evidence) -> [Finding] {
    evidence.tallies(.dataToClosed).compactMap { tally in
      guard let first = evidence.resets.first(where: { $0.from == tally.side }) else { return nil }
      let (side, octets, late) = (tally.side, tally.octets, tally.longest)
      return evidence.finding(
        .dataToClosed, .proved, of: side, frames: [first.frame] + tally.evidence.filter { $0 != first.frame },
        at: tally.firstTime,
        loss: Loss(what: "RST", location: .afterCapturePoint),
        Phrase(
          en:
            "The \(side.peer.name(in: .english)) still sent data \(span(late)) after the \(side.name(in: .english)) had reset the connection, and was answered by RST again: the first RST did not reach it. \(octets) octets were lost.",
          ko:
            "\(side.name(in: .korean))가 연결을 RST로 끊은 뒤 \(span(late, in: .korean))가 지나도 \(side.peer.name(in: .korean))가 데이터를 보냈고 다시 RST를 받았습니다. 첫 RST가 도달하지 못했습니다. \(octets) octet을 잃었습니다."
        ))
    }
  }
}
