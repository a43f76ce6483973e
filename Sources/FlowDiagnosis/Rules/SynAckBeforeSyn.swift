import FlowTracking
import PacketDecoding

/// `syn-ack-before-syn`: the capture holds the answer before the question.
enum SynAckBeforeSyn {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let syn = evidence.syns.first, let answer = evidence.synAcks.first, answer.frame < syn.frame,
      answer.acknowledgement == syn.sequenceEnd || answer.acknowledgement == syn.sequence.advanced(by: 1)
    else { return nil }
    let delay = syn.time - answer.time
    // A SYN that comes as late as a timer's copy is one; then the first was not captured.
    guard delay < 200_000_000 else { return nil }
    return evidence.finding(
      .synAckBeforeSyn, .proved, of: .client, frames: [answer.frame, syn.frame], at: syn.time,
      Phrase(
        en:
          "The SYN was captured \(span(delay)) after the SYN-ACK that answers it: the capture takes its two directions from different "
          + "queues. Times between the directions are not exact here.",
        ko:
          "SYN이 그에 응답한 SYN-ACK보다 \(span(delay, in: .korean)) 늦게 캡처되었습니다. 캡처가 두 방향을 서로 다른 queue에서 받고 있으므로, 방향 사이의 시간은 정확하지 않습니다."
      ))
  }
}
