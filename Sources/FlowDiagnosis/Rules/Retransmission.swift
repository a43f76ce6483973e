import FlowTracking
import PacketDecoding

/// `retransmission`: data was sent again, told apart by what made its sender do so.
enum Retransmission {
  static func judge(_ evidence: Evidence) -> [Finding] {
    // By what was counted, which is little: there is one tally at most of a kind and side.
    evidence.record.tallies.compactMap { tally in
      switch tally.kind {
      case .timeout, .fast, .tailProbe, .unneeded, .unexplained: tally.standing > 0 ? judge(tally, evidence) : nil
      default: nil
      }
    }
  }

  private static func judge(_ tally: DataTally, _ evidence: Evidence) -> Finding? {
    let (anomaly, side) = (tally.kind, tally.side)
    let packets = evidence.record[side].packets
    // Losses that are repaired within a round trip matter once they are many: one segment in fifty.
    let isHeavy = tally.standing >= 10 && UInt64(tally.standing) * 50 >= packets
    let kind: FindingKind?
    let severity: Severity
    switch anomaly {
    case .timeout: (kind, severity) = (.timeout, isPeerDead(tally, evidence) ? .error : .warning)
    case .fast: (kind, severity) = (.fast, isHeavy ? .warning : .note)
    case .tailProbe: (kind, severity) = (.tailProbe, .note)
    case .unneeded: (kind, severity) = (.unneeded, .note)
    default: (kind, severity) = (nil, .note)
    }
    // A router that says so, and says so again of what is sent again, knows better than silence does why nothing arrives.
    let tooBig = anomaly == .timeout ? evidence.entries.last { isTooBig($0, of: side, evidence) } : nil
    if let tooBig, tooBig.time > tally.firstTime {
      return evidence.finding(
        .retransmission, .likely, of: side, frames: (tally.evidence + [tooBig.frame]).sorted(), at: tally.firstTime,
        loss: loss(tally, evidence), severity: severity, kind: kind, account(tally).then(sizeSentence(of: side)))
    }
    return evidence.finding(
      .retransmission, anomaly == .unneeded ? .proved : .likely, of: side, frames: tally.evidence, at: tally.firstTime,
      loss: loss(tally, evidence), severity: severity, kind: kind,
      account(tally).then(severity == .error ? death(tally, evidence) : location(tally, evidence)))
  }

  /// Whether `entry` is a router's word that a segment of `side` is too large for the path (RFC 1191 §4, RFC 8201 §4).
  private static func isTooBig(_ entry: TimelineEntry, of side: Side, _ evidence: Evidence) -> Bool {
    guard entry.step == .icmpError, entry.from == side.peer else { return false }
    return evidence.record.client.address.isIPv4
      ? entry.icmpType == 3 && entry.icmpCode == 4 : entry.icmpType == 2
  }

  private static func sizeSentence(of side: Side) -> Phrase {
    Phrase(
      en:
        "A router said that the segments are too large for the path, and the \(side.name(in: .english)) did not make them smaller: its path MTU discovery does not work, or does not hear of it.",
      ko:
        "라우터가 segment가 경로에 비해 너무 크다고 알렸지만 \(side.name(in: .korean))가 크기를 줄이지 않았습니다. path MTU discovery가 동작하지 않거나 그 ICMP를 받지 못한 것입니다."
    )
  }

  /// Whether nothing came from the peer any more, over so many repeats and such a time that more than a loss must be the matter, and the
  /// connection just hangs. Linux takes two doublings of its timer more than that, to make its application know of it (R1, RFC 9293 §3.8.3).
  private static func isPeerDead(_ tally: DataTally, _ evidence: Evidence) -> Bool {
    let peer = evidence.record[tally.side.peer]
    return tally.standing >= 5 && tally.lastTime - tally.firstTime >= 5_000_000_000 && peer.packets > 0
      && peer.lastTime < tally.firstTime && evidence.resets.isEmpty
  }

  private static func death(_ tally: DataTally, _ evidence: Evidence) -> Phrase {
    let silence = tally.lastTime - evidence.record[tally.side.peer].lastTime
    let peer = tally.side.peer
    return Phrase(
      en:
        "Nothing came from the \(peer.name(in: .english)) in the last \(span(silence)): it is gone, or the path to it or from it is broken.",
      ko:
        "마지막 \(span(silence, in: .korean)) 동안 \(peer.name(in: .korean))에서 아무것도 오지 않았습니다. \(peer.name(in: .korean))가 사라졌거나 오가는 경로가 끊어졌습니다."
    )
  }

  /// What was sent again because it had been damaged before it passed the capture point.
  private static func damaged(_ tally: DataTally, _ evidence: Evidence) -> [BadChecksum.Case] {
    let mark: SegmentMarks = tally.kind == .fast ? .fast : .timeout
    return BadChecksum.cases(evidence).filter { damage in
      damage.entry.from == tally.side && !damage.wasTaken && damage.repair.map { $0.marks.contains(mark) } ?? false
    }
  }

  /// What was lost; nil where nothing shows that anything was.
  private static func loss(_ tally: DataTally, _ evidence: Evidence) -> Loss? {
    guard tally.kind == .timeout || tally.kind == .fast else { return nil }
    let damaged = damaged(tally, evidence).count
    let location: LossLocation =
      damaged > 0
      ? (damaged >= tally.count ? .beforeCapturePoint : .unknown)
      : tally.missed == 0 ? .afterCapturePoint : tally.missed == tally.count ? .beforeCapturePoint : .unknown
    // What was captured before may also have arrived, and its acknowledgement have been lost.
    return Loss(what: "data", location: location)
  }

  private static func account(_ tally: DataTally) -> Phrase {
    let (side, count, octets, longest) = (tally.side, Int(tally.standing), tally.octets, tally.longest)
    switch tally.kind {
    case .timeout:
      return Phrase(
        en:
          "The \(side.name(in: .english)) sent data again \(times(count)) after its retransmission timer ran out (\(octets) octets; the longest wait took \(span(longest))): neither the data nor later segments were acknowledged in time.",
        ko:
          "\(side.name(in: .korean))가 retransmission timer 만료 후 데이터를 \(times(count, in: .korean)) 재전송했습니다(\(octets) octet, 가장 긴 대기 \(span(longest, in: .korean))). 데이터도 그 뒤의 segment도 제때 ACK되지 않았습니다."
      )
    case .fast:
      return Phrase(
        en:
          "The \(side.name(in: .english)) sent data again \(times(count)) on duplicate or selective acknowledgements (\(octets) octets), without waiting for its timer.",
        ko:
          "\(side.name(in: .korean))가 timer를 기다리지 않고 duplicate ACK나 SACK에 따라 데이터를 \(times(count, in: .korean)) 재전송했습니다(\(octets) octet)."
      )
    case .tailProbe:
      return Phrase(
        en:
          "The \(side.name(in: .english)) sent its last segment again \(times(count)), early, to make the other side acknowledge: a tail loss probe.",
        ko:
          "\(side.name(in: .korean))가 상대의 ACK를 받아내려고 마지막 segment를 일찍 \(times(count, in: .korean)) 재전송했습니다(tail loss probe)."
      )
    case .unneeded:
      return Phrase(
        en:
          "The \(side.name(in: .english)) sent data again \(times(count)) that had already arrived (\(octets) octets), as acknowledgements, D-SACK or the timestamp echo show.",
        ko:
          "\(side.name(in: .korean))가 이미 도달한 데이터를 \(times(count, in: .korean)) 재전송했습니다(\(octets) octet). ACK, D-SACK 또는 timestamp echo가 그것을 보여 줍니다."
      )
    default:
      return Phrase(
        en:
          "The \(side.name(in: .english)) sent data again \(times(count)) (\(octets) octets); nothing that was captured says why.",
        ko:
          "\(side.name(in: .korean))가 데이터를 \(times(count, in: .korean)) 재전송했습니다(\(octets) octet). 캡처만으로는 이유를 알 수 없습니다.")
    }
  }

  private static func location(_ tally: DataTally, _ evidence: Evidence) -> Phrase? {
    guard loss(tally, evidence) != nil else { return nil }
    let damaged = damaged(tally, evidence)
    if let first = damaged.first {
      let (frame, count) = (first.entry.frame, damaged.count)
      return Phrase(
        en:
          count >= tally.count
          ? "The path lost nothing behind the capture point: frame \(frame)\(count > 1 ? " (and \(count - 1) more)" : "") came with a wrong checksum, and its receiver dropped it."
          : "\(count) of them had come with a wrong checksum (frame \(frame)\(count > 1 ? " and others" : "")), and their receiver dropped them.",
        ko:
          count >= tally.count
          ? "캡처 지점 뒤의 경로에서 유실된 것은 없습니다. 프레임 \(frame)\(count > 1 ? "(외 \(count - 1)개)" : "")의 checksum이 틀려 수신자가 버렸습니다."
          : "그중 \(count)개는 checksum이 틀린 채로 와서(프레임 \(frame)\(count > 1 ? " 등" : "")) 수신자가 버렸습니다.")
    }
    let (missed, seen) = (Int(tally.missed), Int(tally.count - min(tally.count, tally.missed)))
    if missed == 0 {
      return Phrase(
        en: "The originals were captured: they, or their acknowledgements, were lost beyond the capture point.",
        ko: "원본이 캡처되었으므로, 원본이나 그 ACK는 캡처 지점을 지난 뒤 유실되었습니다.")
    }
    if seen == 0 {
      return Phrase(
        en: "The originals were never captured: they were lost before the capture point.",
        ko: "원본이 캡처된 적이 없으므로, 캡처 지점에 오기 전에 유실되었습니다.")
    }
    return Phrase(
      en:
        "Of \(seen) the original was captured, so that it was lost beyond the capture point; of \(missed) it was not, and it was lost before.",
      ko: "\(seen)개는 원본이 캡처되어 캡처 지점을 지난 뒤, \(missed)개는 원본이 없어 캡처 지점 앞에서 유실되었습니다.")
  }
}
