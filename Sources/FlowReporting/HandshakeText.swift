import FlowTracking
import PacketDecoding

/// How an opening went, in a cell of the table.
struct HandshakeText {
  /// The connection.
  let record: ConnectionRecord
  /// Whether µ may be written.
  let unicode: Bool

  /// Appends the outcome alone.
  func appendShort(to buffer: inout OctetBuffer) {
    switch record.outcome {
    case .completed:
      if let duration = record.handshakeDuration {
        buffer.append(duration: duration, unicode: unicode)
      } else {
        buffer.append("completed")
      }
    case .rejected: buffer.append("rejected")
    case .unseen: buffer.append("not captured")
    case .refused, .unanswered, .halfOpen, .reset: buffer.append(record.outcome.name)
    }
  }

  /// Appends the outcome with what explains it: both round trips, or how often was tried.
  func appendLong(to buffer: inout OctetBuffer) {
    switch record.outcome {
    case .refused:
      buffer.append("refused")
      guard let answer = answerTime else { break }
      buffer.append(" in ")
      buffer.append(duration: answer, unicode: unicode)
    case .rejected: buffer.append("rejected (ICMP)")
    case .completed, .unseen, .unanswered, .halfOpen, .reset: appendShort(to: &buffer)
    }
    switch record.kind {
    case .threeWay: break
    case .simultaneous: buffer.append(", simultaneous")
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
      buffer.append(duration: server, unicode: unicode)
      buffer.append(" + ")
      buffer.append(duration: client, unicode: unicode)
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
