import FlowTracking
import PacketDecoding

extension ConnectionRecord {
  /// The sketch of the timeline's entry `index`, with the sender's state after it and the receiver's before it.
  func sketch(of index: Int, sender: TCPState?, receiver: TCPState?) -> SegmentSketch {
    let entry = timeline[index]
    var sketch = SegmentSketch(
      from: entry.from, step: entry.step, flags: entry.flags, payloadLength: entry.payloadLength, marks: entry.marks,
      sincePrevious: previous(of: index).map { entry.time - $0.time },
      sinceOpening: marks.contains(.midstream) ? nil : entry.time - start, senderState: sender,
      receiverState: receiver)
    if entry.marks.contains(.correction), let sender { sketch.correction = (entry.from, sender) }
    sketch.icmpType = entry.icmpType
    sketch.icmpCode = entry.icmpCode
    sketch.isIPv6 = !client.address.isIPv4
    return sketch
  }

  // The segment that this one repeats, or the one that a SYN-ACK answers.
  private func previous(of index: Int) -> TimelineEntry? {
    let entry = timeline[index]
    let earlier = timeline[..<index]
    if entry.marks.contains(.repeated) || entry.marks.contains(.duplicate) {
      return earlier.last {
        $0.from == entry.from && $0.sequence == entry.sequence && $0.step == entry.step
      }
    }
    return entry.step == .synAck ? earlier.last { $0.from != entry.from && $0.flags.isSyn } : nil
  }
}

extension SegmentSketch {
  /// Since the earlier copy, in nanoseconds, of a segment that repeats one; nil for others.
  var againAfter: Int64? {
    marks.contains(.repeated) && !marks.contains(.duplicate) ? sincePrevious : nil
  }
}
