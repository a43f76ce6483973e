import FlowTracking
import PacketDecoding

/// `reset-after-close`: a side had sent its FIN and closed for good; what the other side sent later met no socket (RFC 9293 §3.6.1).
///
/// A note where no payload was lost with it, or just last words: a TLS alert, a line that says goodbye. Where the capture has gaps it may be less than that: both sides may have closed in order, in
/// segments that are not here, and the RST answers a straggler.
enum ResetAfterClose {
  /// As many octets as last words have at most.
  static let farewellLimit: UInt32 = 100

  /// Whether the segment that `reset` answers was captured behind a RST with which its sender had ended the connection: it was overtaken, or a
  /// server that keeps no state of SYNs made a second connection out of a late ACK.
  private static func answersBehindReset(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    evidence.resets.contains {
      $0.from == reset.from.peer && $0.frame < reset.peersFrame && !$0.marks.contains(.ineffectiveReset)
        && !ResetInjected.isInjected($0, evidence)
    }
  }

  static func judge(_ evidence: Evidence) -> Finding? {
    for reset in evidence.resets where isRefusal(reset, evidence) && !ResetInjected.isInjected(reset, evidence) {
      let side = reset.from
      // A FIN behind the RST was overtaken by it.
      guard let fin = evidence.fins(of: side).first, fin.frame < reset.frame || fin.marks.contains(.outOfOrder)
      else { continue }
      // After both FINs were acknowledged, a RST only answers a straggler, as does one to what came behind the peer's own RST.
      guard !isOver(evidence, before: reset.time), !answersBehindReset(reset, evidence) else { continue }
      let peerState = evidence.record.history(of: side.peer).last { $0.time <= reset.time && $0.state != .closed }
      let hasGaps = evidence.record.marks.contains(.captureGap)
      let cut = evidence.record.resetCut.flatMap { cut in
        evidence.resets.contains { $0.frame == cut.frame && $0.from == side } ? cut : nil
      }
      let lost = cut?.peersOctets
      // What a side did not hear that had said nothing itself was no farewell, unless the other knew that it was closing.
      let hasTalked =
        evidence.record[side].octets > 0
        || evidence.acknowledgements(ofFinOf: side, endingAt: fin.sequenceEnd).contains { $0.frame < reset.frame }
      let isOneSided = evidence.record[side.peer].packets == 0
      // A TLS alert or a line that says goodbye, in answer to the FIN or with the own: everybody's last words.
      let hasClosedToo = evidence.fins(of: side.peer).contains { $0.time <= reset.time }
      let isFarewell =
        hasTalked && (hasClosedToo || reset.time - fin.time < 1_000_000_000)
        && (lost ?? farewellLimit + 1) <= farewellLimit
      let left = max(0, reset.time - fin.time)
      var account = Phrase(
        en:
          "The \(side.name(in: .english)) sent its FIN and closed its socket for good; what the \(side.peer.name(in: .english)) sent after "
          + "that met no connection and was answered by RST.",
        ko:
          "\(side.name(in: .korean))가 FIN을 보내고 socket을 완전히 닫았습니다. 그 뒤에 \(side.peer.name(in: .korean))가 보낸 것은 연결을 찾지 못해 RST로 응답되었습니다."
      )
      account = account.then(
        lost.map { octets in
          octets == 0
            ? Phrase(en: "No payload was lost.", ko: "유실된 payload는 없습니다.")
            : Phrase(en: "Payload lost: \(octets) octets.", ko: "유실된 payload: \(octets) octet.")
        })
      account = account.then(
        (isOneSided || left == 0 ? nil : peerState).map { span in
          let state = span.state.name
          return Phrase(
            en: "The \(side.peer.name(in: .english)) was left in \(state) for \(FlowDiagnosis.span(left)).",
            ko: "\(side.peer.name(in: .korean))는 \(FlowDiagnosis.span(left, in: .korean)) 동안 \(state)에 남아 있었습니다.")
        })
      if hasGaps {
        account = account.then(
          Phrase(
            en:
              "The capture has gaps: the \(side.peer.name(in: .english))'s FIN may be missing, and the RST answer something late.",
            ko: "캡처에 빠진 부분이 있어, \(side.peer.name(in: .korean))의 FIN이 빠졌고 RST는 늦게 온 segment에 대한 응답일 수 있습니다."))
      }
      return evidence.finding(
        .resetAfterClose, hasGaps || isOneSided ? .likely : .proved, of: side,
        frames: [fin.frame, reset.frame].sorted(), at: reset.time,
        severity: lost == 0 || isFarewell || isOneSided ? .note : nil, account)
    }
    return nil
  }

  /// Whether `reset` answers what the peer still sent: a bare RST does, and some stacks acknowledge with it what they refuse.
  private static func isRefusal(_ reset: TimelineEntry, _ evidence: Evidence) -> Bool {
    guard reset.flags.contains(.ack) else { return true }
    guard let cut = evidence.record.resetCut, cut.frame == reset.frame else { return false }
    return cut.isAnswer && cut.peersOctets &+ cut.arrivedOctets > 0
  }

  /// Whether both sides had closed, and each acknowledged that, before `time`.
  static func isOver(_ evidence: Evidence, before time: Int64) -> Bool {
    Side.allCases.allSatisfy { side in
      guard let fin = evidence.fins(of: side).first else { return false }
      return evidence.acknowledgements(ofFinOf: side, endingAt: fin.sequenceEnd)
        .contains { $0.time < time && !$0.flags.contains(.rst) }
    }
  }
}
