import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// How an opening went, in a cell of the table.
struct HandshakeText {
  /// The connection.
  let record: ConnectionRecord
  /// Whether µ may be written.
  let unicode: Bool
  /// What it is written in.
  let language: Language

  /// Appends the outcome alone.
  func appendShort(to buffer: inout OctetBuffer) {
    switch record.outcome {
    case .completed:
      if let duration = record.handshakeDuration {
        buffer.append(duration: duration, unicode: unicode, in: language)
      } else {
        buffer.append(Words("completed", ko: "완료"), in: language)
      }
    case .rejected: buffer.append(Words("rejected", ko: "거절"), in: language)
    case .unseen: buffer.append(Words("not captured", ko: "캡처 안 됨"), in: language)
    case .refused: buffer.append(Words("refused", ko: "거부"), in: language)
    case .unanswered: buffer.append(Words("unanswered", ko: "응답 없음"), in: language)
    case .halfOpen: buffer.append("half-open")
    case .reset: buffer.append("reset")
    }
  }

  /// Appends the outcome with what explains it: both round trips, or how often was tried.
  func appendLong(to buffer: inout OctetBuffer) {
    switch record.outcome {
    case .refused:
      guard let answer = answerTime else {
        appendShort(to: &buffer)
        break
      }
      buffer.append(Words("refused in @", ko: "@ 만에 거부"), in: language) {
        $0.append(duration: answer, unicode: unicode, in: language)
      }
    case .rejected: buffer.append(Words("rejected (ICMP)", ko: "거절(ICMP)"), in: language)
    case .completed, .unseen, .unanswered, .halfOpen, .reset: appendShort(to: &buffer)
    }
    switch record.kind {
    case .threeWay: break
    case .simultaneous: buffer.append(Words(", simultaneous", ko: ", 동시 열기"), in: language)
    case .split: buffer.append(", split")
    case .fastOpen: buffer.append(", fast open")
    }
    appendDetail(to: &buffer)
  }

  private func appendDetail(to buffer: inout OctetBuffer) {
    let (syns, answers) = (record.client.synCount, record.server.synCount)
    if record.kind == .threeWay && (syns > 1 || answers > 1) {
      buffer.append(" (")
      buffer.append(decimal: UInt64(syns))
      buffer.append(" SYN")
      if answers > 0 {
        buffer.append(", ")
        buffer.append(decimal: UInt64(answers))
        buffer.append(" SYN-ACK")
      }
      buffer.append(")")
    } else if record.outcome == .completed, let server = record.serverRoundTrip, let client = record.clientRoundTrip {
      buffer.append(" (")
      buffer.append(duration: server, unicode: unicode, in: language)
      buffer.append(" + ")
      buffer.append(duration: client, unicode: unicode, in: language)
      buffer.append(")")
    }
  }

  // From the last SYN to the RST that refused it.
  private var answerTime: Int64? {
    guard let reset = record.timeline.firstIndex(where: { $0.step == .rst && $0.from == .server }),
      let syn = record.timeline[..<reset].last(where: { $0.step == .syn })
    else { return nil }
    return record.timeline[reset].time - syn.time
  }
}
