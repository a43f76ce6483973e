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
    let state = evidence.record.previousState.map { ", whose server was in \($0.name)" } ?? ""
    return evidence.finding(
      .portReuse, .proved, of: .client, frames: [syn.frame], at: syn.time,
      "The same addresses and ports were used before, by connection \(number)\(state).")
  }
}
