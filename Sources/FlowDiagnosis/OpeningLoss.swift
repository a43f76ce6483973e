import FlowTracking
import PacketDecoding

/// Which segment of the handshake did not arrive, as far as repeats and echoes tell.
struct OpeningLoss {
  /// What was lost.
  enum Lost {
    case syn, synAck, handshakeAck
  }

  let lost: Lost
  let location: LossLocation
  let grade: Grade
  /// The evidence; the lost segment first where it was captured.
  let frames: [UInt64]
  /// When the loss showed.
  let time: Int64
  /// The wait it cost, in nanoseconds.
  let cost: Int64
  /// How many copies were lost.
  let count: Int
  /// Whether the timestamp echo decided it.
  let isEchoed: Bool
}

extension Evidence {
  /// A SYN that the server never had: its first SYN-ACK answers a later copy (findings by timestamp echo, RFC 7323 §4.3).
  var lostSyn: OpeningLoss? {
    guard syns.count > 1, let answer = synAcks.first else { return nil }
    // A SYN that was refused was not lost.
    let refusal = resets.last { $0.from == .server && $0.time <= answer.time }
    // Nor was one that an old connection answered.
    let since = max(refusal?.time ?? .min, oddAnswer?.answer.time ?? .min)
    let before = syns.filter { $0.time <= answer.time && $0.time >= since }
    guard before.count > 1, let last = before.last else { return nil }
    if answer.options.contains(.timestamps) {
      guard let echoed = copyEchoed(by: answer, among: before), echoed > 0 else { return nil }
      let lost = before[..<echoed]
      return OpeningLoss(
        lost: .syn, location: .afterCapturePoint, grade: .likely,
        frames: lost.map(\.frame) + [before[echoed].frame, answer.frame], time: before[echoed].time,
        cost: before[echoed].time - before[0].time, count: lost.count, isEchoed: true)
    }
    guard answer.time - last.time < 900_000_000, !hasAnsweredCopies(before) else { return nil }
    return OpeningLoss(
      lost: .syn, location: .afterCapturePoint, grade: .likely, frames: before.map(\.frame) + [answer.frame],
      time: last.time, cost: last.time - before[0].time, count: before.count - 1, isEchoed: false)
  }

  /// A SYN-ACK that the client never had: it repeats its SYN although the SYN-ACK passed, or the server answers with an echo of a SYN
  /// before the last, so that an earlier SYN-ACK was lost before the capture point.
  var lostSynAck: OpeningLoss? {
    guard let first = synAcks.first else { return nil }
    if let again = syns.first(where: { $0.time > first.time && $0.time - first.time > crossingTime(at: .client) }) {
      let lost = synAcks.filter { $0.time < again.time }
      // The copy that the client had at last shows by its echo whether it already had the first.
      if let ack = handshakeAcks.first, let echoed = copyEchoed(by: ack, among: synAcks), echoed == 0 { return nil }
      let known = handshakeAcks.first.flatMap { copyEchoed(by: $0, among: synAcks) }
      // Without an echo and any other measure of the way to the client, the SYN may have crossed with the SYN-ACK on a long path.
      let isMeasured = record.client.roundTrip != nil || handshakeAcks.isEmpty
      return OpeningLoss(
        lost: .synAck, location: .afterCapturePoint,
        grade: known != nil ? .proved : isMeasured ? .likely : .possible,
        frames: lost.map(\.frame) + [again.frame], time: again.time, cost: again.time - first.time, count: lost.count,
        isEchoed: known != nil)
    }
    let before = syns.filter { $0.time <= first.time }
    if before.count > 1, let echoed = copyEchoed(by: first, among: before), echoed < before.count - 1,
      first.time - before[before.count - 1].time >= 0,
      before[echoed + 1].time + crossingTime(at: .server) < first.time
        || before.count - echoed > 1,
      !isSlowPath(to: first), !areAllAnswered(before, by: first)
    {
      return OpeningLoss(
        lost: .synAck, location: .beforeCapturePoint, grade: .likely,
        frames: before[echoed...].map(\.frame) + [first.frame], time: first.time,
        cost: first.time - before[echoed].time,
        count: 1, isEchoed: true)
    }
    // The client answers only a later SYN-ACK, and its echo says so.
    if synAcks.count > 1, let ack = handshakeAcks.first, let echoed = copyEchoed(by: ack, among: synAcks), echoed > 0,
      ack.time > synAcks[echoed].time
    {
      let lost = synAcks[..<echoed]
      return OpeningLoss(
        lost: .synAck, location: .afterCapturePoint, grade: .proved,
        frames: lost.map(\.frame) + [synAcks[echoed].frame, ack.frame], time: synAcks[echoed].time,
        cost: synAcks[echoed].time - first.time, count: lost.count, isEchoed: true)
    }
    return nil
  }

  /// Whether the server answered all of `copies`, the SYNs that passed before its first SYN-ACK: with as many SYN-ACKs as there are repeats,
  /// another one came sooner than any timer lets it. Then the first answered the first.
  func hasAnsweredCopies(_ copies: [TimelineEntry]) -> Bool {
    let untimed = zip(synAcks, synAcks.dropFirst()).count { $1.time - $0.time < 190_000_000 }
    return copies.count > 1 && untimed >= copies.count - 1
  }

  /// Whether as many SYN-ACKs as SYNs came within less than any timer's wait, beginning with `answer`, although their timestamps tell that they
  /// were sent further apart: each SYN was answered, and what held the answers up held them all up.
  func areAllAnswered(_ copies: [TimelineEntry], by answer: TimelineEntry) -> Bool {
    let burst = synAcks.filter { $0.time >= answer.time && $0.time - answer.time < 190_000_000 }
    guard burst.count >= copies.count, let last = burst.last, last.options.contains(.timestamps) else { return false }
    // Most clocks of timestamps tick every millisecond, none more often (RFC 7323 §5.4).
    let ticks = Int32(bitPattern: last.timestampValue &- burst[0].timestampValue)
    return ticks >= 100 && Int64(ticks) * 500_000 > last.time - answer.time
  }

  /// A handshake ACK that the server never had: it repeats its SYN-ACK although the ACK passed, or the client's ACK echoes the first
  /// SYN-ACK although it was captured only after a repeat.
  var lostHandshakeAck: OpeningLoss? {
    guard synAcks.count > 1, let ack = handshakeAcks.first else { return nil }
    // Copies closer together than any timer answer SYNs that the capture missed.
    guard let spacing = zip(synAcks, synAcks.dropFirst()).map({ $1.time - $0.time }).max(), spacing >= 200_000_000
    else { return nil }
    let passed = synAcks.first { $0.time > ack.time }
    if let again = passed {
      guard again.time - ack.time > crossingTime(at: .server), !again.marks.contains(.crossing) else { return nil }
      // The first SYN-ACK answers the first SYN, and the way there and back takes as long.
      let early = syns.filter { $0.time <= synAcks[0].time }
      if hasAnsweredCopies(early), again.time - ack.time <= (synAcks[0].time - early[0].time) / 2 * 3 { return nil }
      // A SYN copy just before makes the server answer again; then the client cannot have had the SYN-ACK.
      if syns.contains(where: { $0.time > ack.time && $0.time <= again.time }) { return nil }
      let repeats = handshakeAcks.filter { $0.time > again.time }
      let echoesFirst = repeats.first.flatMap { copyEchoed(by: $0, among: synAcks) } == 0
      let lost = handshakeAcks.filter { $0.time < again.time }
      return OpeningLoss(
        // A server whose accept queue is full ignores an ACK that arrives, and a path may hold one up for a second.
        lost: .handshakeAck, location: .afterCapturePoint, grade: .likely,
        frames: lost.map(\.frame) + [again.frame] + repeats.prefix(1).map(\.frame), time: again.time,
        cost: again.time - ack.time, count: lost.count, isEchoed: echoesFirst)
    }
    // No ACK before the last SYN-ACK: it was lost before the capture point if the client shows that it had the first SYN-ACK, unless each
    // SYN-ACK was answered, or the client is known to be so far away: then it was late.
    guard synAcks[1].time < ack.time, syns.allSatisfy({ $0.time <= synAcks[0].time }),
      handshakeAcks.count < synAcks.count, crossingTime(at: .client) < ack.time - synAcks[0].time
    else { return nil }
    let echoed = copyEchoed(by: ack, among: synAcks)
    if ack.options.contains(.timestamps) {
      guard echoed == 0 else { return nil }
    } else if synAcks[1].time - synAcks[0].time < 900_000_000 {
      return nil
    }
    return OpeningLoss(
      lost: .handshakeAck, location: .beforeCapturePoint, grade: .likely,
      frames: synAcks.filter { $0.time < ack.time }.map(\.frame) + [ack.frame], time: ack.time,
      cost: ack.time - synAcks[0].time, count: 1, isEchoed: echoed == 0)
  }
}
