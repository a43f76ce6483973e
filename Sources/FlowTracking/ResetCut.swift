import PacketDecoding

/// What was still on the way when the first RST passed that took effect, corrected in the record by what passed after it.
package struct ResetCut: Sendable, BitwiseCopyable {
  /// The RST.
  package var frame: UInt64
  /// Payload octets of the RST's sender that its peer had not acknowledged.
  package var ownOctets: UInt32
  /// Payload octets of the peer that the RST's sender had not acknowledged, not even with the RST.
  package var peersOctets: UInt32
  /// Payload octets of the peer that the RST is the first to acknowledge: they had arrived, and nothing shows that anybody read them.
  package var arrivedOctets: UInt32
  /// How many segments the RST's sender had sent again by then.
  package var repeats: UInt32
  /// Whether the peer spoke last, so that the RST can be an answer.
  package var isAnswer: Bool

  /// The fewest octets that the segments of a full flight may be taken to have; the smallest MSS that paths must carry is 536
  /// (RFC 9293 §3.7.1).
  static let smallestSegment: UInt32 = 256

  /// How many segments of the peer were on the way at most: each asks for one RST.
  package var segmentLimit: UInt32 { (peersOctets &+ arrivedOctets) / ResetCut.smallestSegment }
}

extension Connection {
  /// `segment`, a RST of `side`, takes effect: notes what it cuts off, unless an earlier one did.
  mutating func noteCut(by segment: inout Segment, from side: Side, _ timeline: inout Timeline) {
    let annex = openAnnex(&timeline)
    guard timeline.annexes[annex].resetCut == nil else { return }
    let closing = timeline.closings[closing]
    let unacknowledged = unacknowledgedOctets(of: side.peer, acknowledgedUpTo: nil, closing)
    let open = unacknowledgedOctets(
      of: side.peer, acknowledgedUpTo: segment.flags.contains(.ack) ? segment.acknowledgement : nil, closing)
    timeline.annexes[annex].resetCut = ResetCut(
      frame: segment.frame, ownOctets: unacknowledgedOctets(of: side, acknowledgedUpTo: nil, closing),
      peersOctets: min(open, unacknowledged), arrivedOctets: unacknowledged &- min(open, unacknowledged),
      repeats: timeline.annexes[annex].retransmittedPackets[side.index],
      isAnswer: ends[side.peer.index].packets > 0
        && (ends[side.index].packets == UInt64(closing.ends[side.index].rstCount)
          || ends[side.peer.index].lastTime >= ends[side.index].lastTime)
    )
  }

  /// What the first effective RST cut off, as seen from the end: what its sender's peer acknowledged later had arrived, and what that sent
  /// without knowing of it is lost as well.
  mutating func settledCut(_ cut: ResetCut?, _ timeline: [TimelineEntry], _ closing: Closing) -> ResetCut? {
    // What is sent to an end long closed was not on the way; it is told of itself.
    guard var settled = cut, !marks.contains(.dataToClosed),
      let reset = timeline.first(where: { $0.frame == settled.frame && $0.step == .rst })
    else { return cut }
    let mark = reset.flags.contains(.ack) ? reset.acknowledgement : nil
    settled.ownOctets = min(
      settled.ownOctets, unacknowledgedOctets(of: reset.from, acknowledgedUpTo: nil, closing))
    settled.peersOctets = max(
      settled.peersOctets, unacknowledgedOctets(of: reset.from.peer, acknowledgedUpTo: mark, closing))
    return settled
  }

  /// Payload octets of `side` that its peer has not acknowledged, `mark` being an acknowledgement that does not count otherwise; 0 where
  /// the capture does not show both.
  private mutating func unacknowledgedOctets(
    of side: Side, acknowledgedUpTo mark: SequenceNumber?, _ closing: Closing
  ) -> UInt32 {
    let me = side.index
    let peer = side.peer.index
    guard ends[me].facts.contains(.next), ends[peer].facts.contains(.acknowledged) else { return 0 }
    let open = ends[me].next.distance(from: mark ?? ends[peer].acknowledged)
    let fin: Int32 = ends[me].facts.contains(.fin) && ends[me].next == closing.ends[me].finEnd ? 1 : 0
    // Further apart than any window reaches they are the numbers of different connections.
    return open > fin && open < 1 << 30 ? UInt32(open - fin) : 0
  }
}
