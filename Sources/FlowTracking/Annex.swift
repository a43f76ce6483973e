/// What few connections have, kept apart so that the record of every other is small.
struct Annex: Sendable, BitwiseCopyable {
  /// The place of the one that nothing was written to, which stands for all connections without.
  static let blank: UInt32 = 0

  /// See `FlowTable.note`.
  var reported: UInt128 = 0
  /// The connection that used the 4-tuple before, where it is remembered.
  var previous: PreviousConnection?
  /// The last long silence.
  var idleGap: IdleGap?
  /// What the first effective RST cut off.
  var resetCut: ResetCut?
  /// How long a side kept its direction open without a word after it had acknowledged the peer's FIN, in nanoseconds; negative where
  /// that is not known to have been long.
  var closeWait: Int64 = -1
  /// A frame of another connection to the same listener that `listenerDropsSyns` or `listenerIgnoresAcks` rests on; 0 for none.
  var listenerFrame: UInt64 = 0
  /// Segments that the timeline had no room for.
  var foldedEntries: UInt64 = 0
  /// The times of the handshake, by `HandshakeTime`, that are too long for the record.
  var handshakeTimes = InlineArray<3, Int64>(repeating: -1)
  /// Payload octets that each side sent again, by `Side.index`.
  var retransmittedOctets = InlineArray<2, UInt64>(repeating: 0)
  /// Segments that each side sent again.
  var retransmittedPackets = InlineArray<2, UInt32>(repeating: 0)
  /// How often what `ZeekHistory` counts occurred: repeats, zero windows and gaps of the client, then of the server.
  var occurrences = InlineArray<6, UInt32>(repeating: 0)

  /// Exchanges what is counted for each side; what `ZeekHistory` has counted stays with the letters.
  mutating func swapSides() {
    retransmittedOctets.swapAt(0, 1)
    retransmittedPackets.swapAt(0, 1)
  }
}

extension Connection {
  /// Where the annex of the connection is, to be written to; it has one from here on.
  mutating func openAnnex(_ timeline: inout Timeline) -> UInt32 {
    if annex == Annex.blank { annex = timeline.annexes.takePledgedCopy(of: Annex.blank, &timeline.memory) }
    return annex
  }
}

extension FlowTable {
  /// Where the annex of the connection at `index` is, to be written to.
  mutating func openAnnex(of index: UInt32) -> UInt32 {
    connections[index].openAnnex(&timeline)
  }
}
