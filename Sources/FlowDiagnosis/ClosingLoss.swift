import FlowTracking
import PacketDecoding

/// Which segment of a closing did not arrive, as far as repeats and echoes tell.
struct ClosingLoss {
  /// What was lost.
  enum Lost {
    case fin, ack, everything
  }

  let lost: Lost
  /// Whose FIN it is about.
  let side: Side
  let location: LossLocation
  let grade: Grade
  /// The evidence; the lost segment first where it was captured.
  let frames: [UInt64]
  let time: Int64
  /// The wait it cost, in nanoseconds.
  let cost: Int64
  /// How many copies were lost, or sent.
  let count: Int
  /// Whether the FIN was the connection's last.
  let isLast: Bool
}

extension Evidence {
  /// What was lost of both FINs and their acknowledgements.
  var closingLosses: [ClosingLoss] {
    Side.allCases.compactMap(closingLoss)
  }

  private func closingLoss(of side: Side) -> ClosingLoss? {
    let fins = fins(of: side)
    guard fins.count > 1, let first = fins.first, let last = fins.last else { return nil }
    let answers = acknowledgements(ofFinOf: side, endingAt: first.sequenceEnd)
    let isLast = record.history(of: side).contains { $0.state == .lastAck }
    guard let answer = answers.first(where: { !$0.flags.contains(.rst) }) else {
      guard answers.isEmpty, !resets.contains(where: { $0.from == side.peer && $0.time > first.time }) else {
        return nil
      }
      return ClosingLoss(
        lost: .everything, side: side, location: .unknown, grade: .likely, frames: fins.map(\.frame), time: last.time,
        cost: last.time - first.time, count: fins.count, isLast: isLast)
    }
    if let again = fins.first(where: { $0.time > answer.time }) {
      guard !again.marks.contains(.crossing), again.time - answer.time > crossingTime(at: side) else {
        return lossBeforeAnswer(fins.filter { $0.time < answer.time }, answer, of: side, isLast)
      }
      let passed = answers.filter { $0.time < again.time }
      // Lost, or held up on the way for longer than the timer waits: nobody between the two can tell.
      return ClosingLoss(
        lost: .ack, side: side, location: .afterCapturePoint, grade: .likely,
        frames: passed.prefix(3).map(\.frame) + [again.frame], time: again.time, cost: again.time - answer.time,
        count: passed.count, isLast: isLast)
    }
    return lossBeforeAnswer(fins, answer, of: side, isLast)
  }

  /// How many segments of the other side do nothing but acknowledge `fin`, or are the FIN that does so.
  private func answers(toCopiesOf fin: TimelineEntry, of side: Side) -> Int {
    let answers = acknowledgements(ofFinOf: side, endingAt: fin.sequenceEnd).filter {
      !$0.flags.contains(.rst) && $0.payloadLength == 0 && $0.acknowledgement == fin.sequenceEnd
    }
    // Those that changed nothing any more stand among the plain segments behind.
    let plain = entries.filter { $0.frame >= answers.first?.frame ?? .max }.reduce(0) { sum, entry in
      let (packets, octets) =
        side == .server
        ? (entry.run.clientPackets, entry.run.clientOctets) : (entry.run.serverPackets, entry.run.serverOctets)
      return sum + (octets == 0 ? Int(clamping: packets) : 0)
    }
    return answers.count + plain
  }

  /// Whether `answer` may echo a later copy of `fin` although `fin` arrived: Linux takes the TSval of a copy that ends where it expects the next
  /// octet. It then reports the copy by D-SACK, if it has SACK, but not if the copy acknowledges its own FIN and moves it from CLOSING on.
  private func mayEchoCopies(of fin: TimelineEntry, _ answer: TimelineEntry, of side: Side) -> Bool {
    let reportsCopies = Side.allCases.allSatisfy { record[$0].options?.contains(.sackPermitted) ?? false }
    let closed = fins(of: side.peer).first.map {
      $0.time < answer.time && $0.sequenceEnd.distance(from: fin.acknowledgement) > 0
    }
    return !reportsCopies || closed ?? false
  }

  /// Whether SACK blocks show that no FIN was lost: the first of `fins` arrived before octets in front of it, which is what the answer waited
  /// for, or each came, the later ones as something received twice.
  private func areAllReported(_ fins: [TimelineEntry], _ answer: TimelineEntry, of side: Side) -> Bool {
    let receipt = record[side.peer].finReceipt
    return receipt.copiesWhenEarly == 1
      || !answer.marks.contains(.reportsDuplicate) && Int(receipt.repeats) + 1 >= fins.count
  }

  /// The index of the copy with which the states of `side` take the peer's FIN to have come; nil where they do not say.
  private func copyReceived(among fins: [TimelineEntry], by side: Side) -> Int? {
    // That the FINs crossed stands at the own one: the peer's passed in front of it.
    if let own = self.fins(of: side).first(where: { $0[side].standing.contains(.finCrossed) }) {
      return fins.firstIndex {
        $0.frame < own.frame && !$0[side].refuted.contains(.finReceived) && !$0[side].refuted.contains(.finCrossed)
      }
    }
    return fins.firstIndex { $0[side].standing.contains(.finReceived) }
  }

  /// All `fins` passed before `answer`: did the earlier ones not arrive, or did earlier answers get lost before the capture point?
  private func lossBeforeAnswer(
    _ fins: [TimelineEntry], _ answer: TimelineEntry, of side: Side, _ isLast: Bool
  ) -> ClosingLoss? {
    guard fins.count > 1, let last = fins.last, !areAllReported(fins, answer, of: side) else { return nil }
    // Sent before an answer to the first could be here: a probe, not a loss.
    let since = answer.time - last.time
    let echoed = copyEchoed(by: answer, among: fins)
    let hasEcho = answer.options.contains(.timestamps)
    // What was cut off may be the very report that a copy came twice, or the echo.
    let isCut = answer.lacksOptions || fins.contains(where: \.lacksOptions)
    let arrivedBefore = answer.marks.contains(.reportsDuplicate) || (hasEcho && echoed == 0)
    if arrivedBefore {
      guard last.time - fins[0].time > crossingTime(at: side.peer) else { return nil }
      // Every copy was answered, and all answers came: they were late.
      if fins.count <= answers(toCopiesOf: fins[0], of: side) { return nil }
      // An answer to a later copy, with none before it, shows that the one to the first is lost; else that may just be late.
      return ClosingLoss(
        lost: .ack, side: side, location: .beforeCapturePoint,
        grade: answer.marks.contains(.reportsDuplicate) ? .proved : .likely,
        frames: fins.map(\.frame) + [answer.frame],
        time: answer.time, cost: last.time - fins[0].time, count: 1, isLast: isLast)
    }
    guard !hasEcho || echoed != nil else {
      return ClosingLoss(
        lost: .fin, side: side, location: .unknown, grade: isCut ? .possible : .likely,
        frames: fins.map(\.frame) + [answer.frame],
        time: last.time, cost: last.time - fins[0].time, count: fins.count - 1, isLast: isLast)
    }
    let arrived = echoed ?? copyReceived(among: fins, by: side.peer) ?? fins.count - 1
    guard since >= 0, arrived > 0 else { return nil }
    // The answer to a copy comes at once. One that comes later may be the third: the first and the report of the copy were lost together. Where
    // each copy was answered, the first may have been overtaken.
    let isPrompt = answer.time - fins[arrived].time <= crossingTime(at: side.peer) + Endpoint.answerDelay
    let isShown =
      echoed != nil && isPrompt && answers(toCopiesOf: fins[0], of: side) < fins.count
      && !mayEchoCopies(of: fins[0], answer, of: side) && !isCut
    return ClosingLoss(
      lost: .fin, side: side, location: echoed == nil ? .unknown : .afterCapturePoint,
      grade: isShown ? .proved : isCut ? .possible : .likely, frames: fins[...arrived].map(\.frame) + [answer.frame],
      time: fins[arrived].time, cost: fins[arrived].time - fins[0].time, count: arrived, isLast: isLast)
  }
}
