import PacketDecoding

extension Connection {
  /// How far a segment may be from what is known to be one of the connection's: a window or two.
  private static let reach: Int32 = 1 << 22

  /// Whether the sequence and acknowledgement numbers of `segment`, from another network, are those of this connection.
  mutating func fits(_ segment: inout Segment, senderIsLow: Bool) -> Bool {
    guard segment.present.contains(.sequence) else { return false }
    let sender = senderIsLow == clientIsLow ? 0 : 1
    if segment.present.contains(.icmp) { return isNear(segment.sequence, sender) }
    if segment.flags.contains(.syn) { return opens(&segment, sender) }
    let hasAck = segment.flags.contains(.ack) && segment.present.contains(.flags)
    let knowsSender = ends[sender].facts.contains(.next)
    let knowsPeer = hasAck && ends[1 - sender].facts.contains(.next)
    guard knowsSender || knowsPeer else { return false }
    return (!knowsSender || isNear(segment.sequence, sender))
      && (!knowsPeer || isNear(segment.acknowledgement, 1 - sender))
  }

  /// Whether a segment with SYN is a copy of this connection's, or answers it.
  private mutating func opens(_ segment: inout Segment, _ sender: Int) -> Bool {
    if ends[sender].facts.contains(.initialSequence) { return segment.sequence == ends[sender].initialSequence }
    guard segment.flags.contains(.ack), ends[1 - sender].facts.contains(.initialSequence) else { return false }
    let ahead = segment.acknowledgement.distance(from: ends[1 - sender].initialSequence)
    let end = ends[1 - sender].synEnd.distance(from: ends[1 - sender].initialSequence)
    return ahead >= 1 && ahead <= max(1, end)
  }

  private mutating func isNear(_ number: SequenceNumber, _ end: Int) -> Bool {
    ends[end].facts.contains(.next) && abs(Int64(number.distance(from: ends[end].next))) <= Int64(Connection.reach)
  }
}
