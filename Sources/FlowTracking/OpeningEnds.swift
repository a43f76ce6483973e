import PacketDecoding

/// How far both ends of a connection have come that is kept as its first segments: what the next has to go on from.
///
/// What is kept so is in order and says nothing that is to be noted, by the same measure as `Connection.isOnlyAnswer`, `isAnswerToAnswer` and
/// `isPlain`; so a connection of which nothing else passed can be counted without judging its segments again.
struct OpeningEnds {
  private struct End {
    /// One past the last octet that it sent.
    var next: SequenceNumber
    /// One past the last octet that it is ready to receive; the client tells it with the handshake's ACK.
    var windowEdge: SequenceNumber
    /// Its latest TSval; 0 where it sent none.
    var timestampValue: UInt32
    /// The largest payload that it takes at once; 0 where it does not say.
    let maximumSegmentSize: UInt16
  }

  private var ends: InlineArray<2, End>
  /// The shifts of their windows.
  private let shifts: InlineArray<2, UInt8>
  /// When the last segment was captured, in nanoseconds since the epoch.
  private var lastTime: Int64
  /// Whether that is the SYN-ACK.
  private(set) var isAnswered = true
  /// The side to which payload passed last, if that was the last segment.
  private var owing: Side?

  /// Those of a connection that begins with `syn` and `synAck`.
  init(_ syn: PlainSyn, _ synAck: KeptSynAck) {
    let client = End(
      next: SequenceNumber(syn.sequence).advanced(by: 1), windowEdge: SequenceNumber(0),
      timestampValue: syn.timestampValue, maximumSegmentSize: syn.maximumSegmentSize)
    let server = End(
      next: synAck.sequence.advanced(by: 1), windowEdge: client.next.advanced(by: UInt32(synAck.window)),
      timestampValue: synAck.timestampValue, maximumSegmentSize: synAck.maximumSegmentSize)
    ends = [client, server]
    // Windows are scaled where both sides offered to (RFC 7323 §2.2), and the SYN-ACK does so only in answer.
    let isScaled = synAck.options.contains(.windowScale)
    shifts = [isScaled ? syn.windowScale : 0, isScaled ? synAck.windowScale : 0]
    lastTime = synAck.time(behind: syn)
  }

  /// Whether a SYN-ACK of a connection that begins with `syn`, with these `options` and `windowScale`, grants nothing that was not asked for (RFC 7323
  /// §2.2, §2.3, §3.2).
  @inline(__always)
  static func mayGrant(_ options: TCPOptions.Kinds, windowScale: UInt8, to syn: PlainSyn) -> Bool {
    let asked: TCPOptions.Kinds = [.windowScale, .timestamps]
    return syn.hasAllOptions && options.rawValue & asked.rawValue & ~syn.options.rawValue == 0 && windowScale <= 14
  }

  /// Whether `segment` of `side`, which `KeptSegment` holds, goes on from here.
  @inline(__always)
  func isNext(_ segment: inout Segment, from side: Side) -> Bool {
    let me = side.index
    let peer = side.peer.index
    guard segment.sequence == ends[me].next, segment.acknowledgement == ends[peer].next, segment.window != 0,
      Int32(bitPattern: segment.options.timestampValue &- ends[me].timestampValue) >= 0,
      segment.time &- lastTime < IdleGap.limit
    else { return false }
    if isAnswered { return side == .client && segment.payloadLength == 0 }
    // An ACK that acknowledges nothing new says something else, and what is larger than its receiver takes is counted as offloaded.
    let maximum = ends[peer].maximumSegmentSize
    guard segment.payloadLength > 0 || owing == side, maximum == 0 || segment.payloadLength <= UInt32(maximum) else {
      return false
    }
    return edge(side, segment.acknowledgement, segment.window).distance(from: ends[me].windowEdge) >= 0
      && segment.sequence.advanced(by: segment.payloadLength).distance(from: ends[peer].windowEdge) < 0
  }

  /// Goes on to `segment` of a connection that begins with `syn`.
  @inline(__always)
  mutating func pass(_ segment: KeptSegment, behind syn: PlainSyn) {
    let side: Side = segment.isFromServer ? .server : .client
    let me = side.index
    ends[me].next = ends[me].next.advanced(by: UInt32(segment.length))
    ends[me].windowEdge = edge(side, ends[side.peer.index].next, segment.window)
    ends[me].timestampValue = segment.timestampValue
    lastTime = segment.time(behind: syn)
    isAnswered = false
    owing = segment.length > 0 ? side.peer : nil
  }

  /// One past the last octet that `side` offers to receive with this `acknowledgement` and `window`.
  @inline(__always)
  private func edge(_ side: Side, _ acknowledgement: SequenceNumber, _ window: UInt16) -> SequenceNumber {
    acknowledgement.advanced(by: UInt32(window) &<< UInt32(shifts[side.index]))
  }
}
