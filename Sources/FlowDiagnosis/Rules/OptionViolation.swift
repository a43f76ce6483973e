import FlowTracking
import PacketDecoding

/// `option-violation`: an option that was not offered, or a window scale that does not exist (RFC 7323 §2.2, §2.3, §3.2).
enum OptionViolation {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let entry = evidence.entries.first(where: { $0.marks.contains(.optionViolation) }) else { return nil }
    if entry.options.contains(.windowScale), entry.windowScale > 14 {
      let shift = Int(entry.windowScale)
      let side = entry.from
      return evidence.finding(
        .optionViolation, .proved, of: side, frames: [entry.frame], at: entry.time,
        Phrase(
          en:
            "The \(side.name(in: .english)) offers a window scale of \(shift); 14 is the largest there is, and its peer takes it for 14.",
          ko: "\(side.name(in: .korean))가 window scale \(shift)을 제시했습니다. 최댓값은 14이며, 상대는 14로 간주합니다."))
    }
    guard let syn = evidence.syns.first else { return nil }
    let names = [("window scale", TCPOptions.Kinds.windowScale), ("timestamps", TCPOptions.Kinds.timestamps)]
      .filter { entry.options.contains($0.1) && !syn.options.contains($0.1) }.map(\.0)
    guard !names.isEmpty else { return nil }
    let list = names.joined(separator: ", ")
    return evidence.finding(
      .optionViolation, .proved, of: .server, frames: [syn.frame, entry.frame], at: entry.time,
      Phrase(
        en:
          "The SYN-ACK carries an option that the SYN did not offer (\(list)): a device on the way took it out of the SYN, or the server "
          + "breaks the rule. The two sides may read each other's windows differently.",
        ko:
          "SYN-ACK에 SYN이 제시하지 않은 옵션(\(list))이 있습니다. 중간 장비가 SYN에서 옵션을 제거했거나 서버가 규칙을 어겼습니다. 양쪽이 서로의 window를 다르게 해석할 수 있습니다."
      ))
  }
}
