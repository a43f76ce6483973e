import FlowTracking

/// `port-reuse`: an earlier connection used the same addresses and ports.
///
/// Only where that connection had opened; a client that tries again after a refusal, a reset or silence holds nothing that is reused.
enum PortReuse {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let number = evidence.record.previousNumber, evidence.record.previousOpened,
      let syn = evidence.syns.first ?? evidence.entries.first
    else {
      return nil
    }
    let state = evidence.record.previousState
    return evidence.finding(
      .portReuse, .proved, of: .client, frames: [syn.frame], at: syn.time,
      Phrase(
        en: """
          The same addresses and ports were used before, by connection \(number)\(state.map { ", whose server was in \($0.name)" } ?? "").
          """,
        ko: """
          같은 주소와 포트를 \(number)번 연결이 먼저 썼습니다\(state.map { "(그 서버는 \($0.name) 상태였음)" } ?? "").
          """))
  }
}
