import FlowTracking
import PacketDecoding

/// `port-reuse`: an earlier connection used the same addresses and ports (RFC 9293 §3.6.1, RFC 6191).
///
/// Only where that connection had opened; a client that tries again after a refusal, a reset or silence holds nothing that is reused.
enum PortReuse {
  /// How far Linux puts the number of a SYN-ACK that takes a connection out of TIME_WAIT above the last one.
  private static let linuxStep: Int32 = 65_537

  static func judge(_ evidence: Evidence) -> Finding? {
    guard let previous = evidence.record.previous, previous.hadOpened, StaleSyn.judgeHeld(evidence) == nil,
      let syn = evidence.syns.first ?? evidence.entries.first
    else {
      return nil
    }
    let number = previous.number
    let age = syn.time - previous.end
    let receiver = previous.receiverState
    let state = receiver.map { ", whose server was in \($0.name)" } ?? ""
    let korean = receiver.map { " (서버 상태 \($0.name))" } ?? ""
    let account = Phrase(
      en: "The same addresses and ports were used before, by connection \(number)\(state) \(span(age)) earlier.",
      ko: "같은 주소와 포트를 \(span(age, in: .korean)) 전에 연결 \(number)\(korean)이 사용했습니다.")
    return evidence.finding(
      .portReuse, .proved, of: .client, frames: [syn.frame], at: syn.time,
      account.then(holder(previous)).then(proof(previous, syn, evidence)))
  }

  /// Who still held the old connection, if its TIME_WAIT can have lasted until `syn`.
  private static func holder(_ previous: PreviousConnection) -> Phrase? {
    guard previous.receiverState != .timeWait, previous.senderState == .timeWait else { return nil }
    return Phrase(
      en: "The client held it in TIME_WAIT itself and took the port again.",
      ko: "TIME_WAIT은 클라이언트 자신이 유지하고 있었고 그 포트를 다시 사용했습니다.")
  }

  /// Why a server in TIME_WAIT may take the SYN for a new connection: its number is above the old one's, or its timestamp is newer.
  private static func proof(_ previous: PreviousConnection, _ syn: TimelineEntry, _ evidence: Evidence) -> Phrase? {
    guard previous.receiverState == .timeWait, TimeWaitRefused.judge(evidence) == nil else { return nil }
    let isAbove = previous.senderNext.map { syn.sequence.distance(from: $0) >= 0 } ?? false
    let isNewer =
      syn.options.contains(.timestamps) && previous.senderTimestamp != 0
      && Int32(bitPattern: syn.timestampValue &- previous.senderTimestamp) > 0
    let isTakenOver =
      evidence.synAcks.first.flatMap { answer in previous.receiverNext.map { answer.sequence.distance(from: $0) } }
      == linuxStep
    let takeover = isTakenOver
    switch (isAbove, isNewer) {
    case (true, true):
      return Phrase(
        en:
          "The SYN's number is above the old connection's and its timestamp is newer\(takeover ? ", and the server took it straight out of TIME_WAIT" : "").",
        ko: "SYN의 번호가 이전 연결보다 크고 timestamp도 더 새롭습니다\(takeover ? ". 서버는 TIME_WAIT에서 바로 받아들였습니다" : "").")
    case (true, false):
      return Phrase(
        en:
          "The SYN's number is above the old connection's\(takeover ? ", and the server took it straight out of TIME_WAIT" : "").",
        ko: "SYN의 번호가 이전 연결보다 큽니다\(takeover ? ". 서버는 TIME_WAIT에서 바로 받아들였습니다" : "").")
    case (false, true):
      return Phrase(
        en:
          "The SYN's timestamp is newer than the old connection's, although its number is not above\(takeover ? ", and the server took it straight out of TIME_WAIT" : "").",
        ko: "SYN의 번호는 더 크지 않지만 timestamp가 이전 연결보다 새롭습니다\(takeover ? ". 서버는 TIME_WAIT에서 바로 받아들였습니다" : "").")
    case (false, false): return nil
    }
  }
}
