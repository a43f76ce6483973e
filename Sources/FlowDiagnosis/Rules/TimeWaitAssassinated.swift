import FlowTracking
import PacketDecoding

/// `time-wait-assassinated`: a RST met a side in TIME_WAIT and ended that early (RFC 1337 §1).
enum TimeWaitAssassinated {
  static func judge(_ evidence: Evidence) -> Finding? {
    for reset in evidence.resets where !reset.marks.contains(.ineffectiveReset) && !reset.flags.contains(.ack) {
      let holder = reset.from.peer
      guard let since = evidence.record.history(of: holder).last(where: { $0.frame < reset.frame }),
        since.state == .timeWait
      else { continue }
      let age = reset.time - since.time
      return evidence.finding(
        .timeWaitAssassinated, .likely, of: holder,
        frames: [since.frame] + evidence.frames(of: reset).filter { $0 > since.frame }, at: reset.time,
        Phrase(
          en:
            "The \(holder.name(in: .english)) was in TIME_WAIT for \(span(age)) when a RST answered what it had sent from there: by default "
            + "that ends TIME_WAIT early, and late segments of this connection could meet the next one on the same ports.",
          ko:
            "\(holder.name(in: .korean))가 TIME_WAIT에 들어간 지 \(span(age, in: .korean)) 만에, 거기서 보낸 segment에 대한 RST가 왔습니다. 기본 설정에서는 TIME_WAIT이 일찍 "
            + "끝나므로 이 연결의 늦은 segment가 같은 포트의 다음 연결에 섞일 수 있습니다."))
    }
    return nil
  }
}
