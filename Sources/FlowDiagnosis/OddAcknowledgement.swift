import FlowTracking
import PacketDecoding

/// An exchange with which a client learns that its peer still knows an earlier connection of the 4-tuple: its SYN is answered by a bare ACK
/// of other numbers (RFC 5961 §4), and it resets that.
struct OddAcknowledgement {
  /// The SYN that was answered.
  let syn: TimelineEntry
  /// The bare ACK.
  let answer: TimelineEntry
  /// The client's RST, which carries the number that the ACK acknowledged; nil where none passed.
  let reset: TimelineEntry?
  /// The client's next SYN; nil where none passed.
  let retry: TimelineEntry?

  /// The evidence, in order.
  var frames: [UInt64] { [syn.frame, answer.frame] + [reset, retry].compactMap { $0?.frame } }
}

extension Evidence {
  /// The server's first answer to a SYN that acknowledges other numbers; nil where there is none.
  var oddAnswer: OddAcknowledgement? {
    guard
      let answer = entries.first(where: {
        $0.from == .server && $0.marks.contains(.mismatch) && $0.step == .ack
      }),
      let syn = syns.last(where: { $0.time <= answer.time })
    else { return nil }
    let reset = resets.first {
      $0.from == .client && $0.time >= answer.time && $0.sequence == answer.acknowledgement
    }
    let retry = syns.first { $0.time > answer.time }
    return OddAcknowledgement(syn: syn, answer: answer, reset: reset, retry: retry)
  }
}
