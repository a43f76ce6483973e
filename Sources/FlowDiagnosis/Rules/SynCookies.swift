import FlowTracking
import PacketDecoding

/// `syn-cookies`: the server keeps no state of a SYN but puts it into its SYN-ACK (RFC 4987 §3.6), or a proxy does so for it.
///
/// A server that keeps state answers each copy of a SYN with an echo of the first, and repeats its SYN-ACK by itself. Without state each
/// SYN-ACK echoes the copy that it answers, and none comes by itself.
enum SynCookies {
  static func judge(_ evidence: Evidence) -> Finding? {
    let syns = evidence.syns
    let answers = evidence.synAcks
    guard syns.count >= 3, answers.count >= 3, evidence.record.foldedEntries == 0 else { return nil }
    var isSpaced = false
    for (index, answer) in answers.enumerated() {
      guard answer.options.contains(.timestamps), let copy = evidence.copyEchoed(by: answer, among: syns),
        copy == syns.lastIndex(where: { $0.time <= answer.time })
      else { return nil }
      // Each answers a SYN of its own; a second answer to the same would be a timer's.
      if index > 0, syns[copy].time <= answers[index - 1].time { return nil }
      // In a pause of two seconds a timer of one second would have run out.
      if index > 0, syns[copy].time - answers[index - 1].time > 1_800_000_000 { isSpaced = true }
    }
    guard isSpaced, let last = answers.last else { return nil }
    let encodes = answers.allSatisfy { encodesOptions($0, of: syns[0]) }
    let frames = zip(syns.suffix(answers.count), answers).flatMap { [$0.frame, $1.frame] }
    let linux =
      encodes
      ? Phrase(
        en: "The low bits of its TSvals hold the client's options, as Linux does it.",
        ko: "TSval의 하위 비트에 클라이언트의 옵션이 들어 있으며, 이는 Linux의 방식입니다.") : nil
    return evidence.finding(
      .synCookies, .likely, of: .server, frames: frames.sorted(), at: last.time,
      Phrase(
        en:
          "The server keeps no state of this SYN: each of its \(answers.count) SYN-ACKs echoes the very copy that it answers and none was "
          + "repeated by a timer. It sends SYN cookies, because its SYN queue overflows or is set to, or a SYN proxy answers for it.",
        ko: "서버가 이 SYN의 상태를 보관하지 않습니다. SYN-ACK \(answers.count)개가 각각 자신이 응답하는 SYN을 echo하고, timer로 재전송된 것은 없습니다. "
          + "SYN queue가 넘쳤거나 설정에 따라 SYN cookie를 보내고 있거나, SYN proxy가 대신 응답하고 있습니다."
      ).then(linux))
  }

  /// Whether the lowest six bits of the TSval are the shift, SACK and ECN that the SYN offers.
  private static func encodesOptions(_ answer: TimelineEntry, of syn: TimelineEntry) -> Bool {
    let shift = syn.options.contains(.windowScale) ? UInt32(min(syn.windowScale, 14)) : 15
    let sack: UInt32 = syn.options.contains(.sackPermitted) ? 16 : 0
    return answer.timestampValue & 31 == shift | sack
  }
}
