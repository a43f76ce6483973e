package import FlowTracking
import PacketDecoding

/// A connection as rules look at it: its significant segments by kind, without captured-twice copies.
package struct Evidence: Sendable {
  /// The connection.
  package let record: ConnectionRecord
  /// The significant segments, without duplicates.
  let entries: [TimelineEntry]
  /// Every SYN that asked to open, of the client.
  let syns: [TimelineEntry]
  /// Every SYN-ACK of the server that answers this connection's SYN.
  let synAcks: [TimelineEntry]
  /// Every handshake ACK of the client, repeats included.
  let handshakeAcks: [TimelineEntry]
  /// Every RST.
  let resets: [TimelineEntry]
  /// Everything that was lost of the handshake, in the order of the handshake; several rules ask.
  private(set) var openingLosses: [OpeningLoss] = []

  /// The evidence in `record`, which must have its timeline.
  package init(_ record: ConnectionRecord) {
    self.record = record
    entries =
      record.marks.contains(.duplicate) ? record.timeline.filter { !$0.marks.contains(.duplicate) } : record.timeline
    syns = entries.filter { $0.step == .syn && $0.from == .client }
    synAcks = entries.filter { $0.step == .synAck && $0.from == .server && !$0.marks.contains(.mismatch) }
    handshakeAcks = entries.filter { $0.step == .handshakeAck && $0.from == .client }
    resets = entries.filter { $0.step == .rst }
    // Most connections that anything is found of have one SYN, and one SYN-ACK after it: nothing of their handshake was lost.
    guard let answer = synAcks.first,
      syns.count > 1 || synAcks.count > 1 || syns.contains(where: { $0.time > answer.time })
    else { return }
    openingLosses = [lostSyn, lostSynAck, lostHandshakeAck].compactMap { $0 }
  }

  /// Every FIN of `side`.
  func fins(of side: Side) -> [TimelineEntry] {
    entries.filter { $0.step == .fin && $0.from == side }
  }

  /// Every segment in the timeline with which the peer of `side` acknowledged the FIN that ends at `finEnd`.
  func acknowledgements(ofFinOf side: Side, endingAt finEnd: SequenceNumber) -> [TimelineEntry] {
    entries.filter {
      $0.from == side.peer && $0.flags.contains(.ack) && $0.step != .icmpError && $0.step != .syn
        && $0.acknowledgement.distance(from: finEnd) >= 0
    }
  }

  /// The longest time in which a segment towards `side` and one from it can cross, in nanoseconds.
  func crossingTime(at side: Side) -> Int64 {
    let ofHandshake = side == .client ? record.clientRoundTrip : record.serverRoundTrip
    guard let roundTrip = record[side].roundTrip ?? ofHandshake else { return 150_000_000 }
    return roundTrip + roundTrip / 2 + 2_000_000
  }

  /// Whether `answer`, a SYN-ACK that echoes the first SYN, can be the server's answer to just that one: the later exchange shows that the
  /// way from the capture point to the server and back takes that long.
  func isSlowPath(to answer: TimelineEntry) -> Bool {
    guard let first = syns.first, let roundTrip = record.server.roundTrip,
      let answered = copyEchoed(by: answer, among: syns),
      answered == 0
    else { return false }
    return roundTrip + roundTrip / 2 >= answer.time - first.time
  }

  /// What was counted of `kind` in the direction of `side`; nil when nothing was, or all of it was taken back.
  func tally(_ kind: DataAnomaly, of side: Side) -> DataTally? {
    record.tallies.first { $0.kind == kind && $0.side == side && $0.standing > 0 }
  }

  /// The same of whichever side it is, the client's first.
  func tallies(_ kind: DataAnomaly) -> [DataTally] {
    Side.allCases.compactMap { tally(kind, of: $0) }
  }

  /// The index of the copy that `answer` echoes; nil without timestamps, or where two copies carry the same TSval.
  func copyEchoed(by answer: TimelineEntry, among copies: [TimelineEntry]) -> Int? {
    guard answer.options.contains(.timestamps) else { return nil }
    var found: Int?
    for (index, copy) in copies.enumerated()
    where copy.options.contains(.timestamps) && copy.timestampValue == answer.timestampEcho {
      if found != nil { return nil }
      found = index
    }
    return found
  }

  /// How often something was sent and over how long: by the timeline, or, where that had no room for all, by the counters.
  func extent(_ copies: [TimelineEntry], counted: UInt32) -> (count: Int, nanoseconds: Int64) {
    guard let first = copies.first, let last = copies.last else { return (0, 0) }
    if record.foldedEntries == 0 { return (copies.count, last.time - first.time) }
    return (Int(counted), record.end - first.time)
  }

  /// The evidence for `reset`: the last segment that its receiver had sent before it, which it answers where it answers one, and itself.
  func frames(of reset: TimelineEntry) -> [UInt64] {
    reset.peersFrame > 0 ? [reset.peersFrame, reset.frame] : [reset.frame]
  }

  /// Whether nothing but SYNs and their refusals passed before `entry`.
  func isOpening(before entry: TimelineEntry) -> Bool {
    record.timeline.allSatisfy {
      $0.frame >= entry.frame
        || (($0.step == .syn || $0.step == .rst || $0.step == .icmpError) && $0.run.clientPackets == 0
          && $0.run.serverPackets == 0)
    }
  }

  /// What else fits where a segment seems lost and nothing rules a delay out.
  static let orLate = Phrase(
    en: "Or it was only held up on the way for that long: then nothing was lost, and it came late.",
    ko: "또는 경로에서 그만큼 지연되었을 뿐일 수 있습니다. 그렇다면 유실된 것은 없고 늦게 도착한 것입니다.")

  /// The finding `code` with its catalogue severity; nil without evidence frames.
  func finding(
    _ code: FindingCode, _ grade: Grade, of side: Side, frames: [UInt64], at time: Int64, loss: Loss? = nil,
    severity: Severity? = nil, kind: FindingKind? = nil, _ account: Phrase
  ) -> Finding? {
    guard !frames.isEmpty else { return nil }
    return Finding(
      code: code, kind: kind, severity: severity ?? code.row.severity, grade: grade, endpoint: side, frames: frames,
      time: time,
      loss: loss, account: account)
  }
}

extension [UInt64] {
  /// The same without repeats.
  var uniqueInOrder: [UInt64] {
    var seen: Set<UInt64> = []
    return filter { seen.insert($0).inserted }
  }
}
