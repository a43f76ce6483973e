/// Hands batches from the thread that reads to the one that follows.
struct BatchQueue: SegmentTaker {
  /// Batches that may be on the way, of those that speak of no packets' octets and comments.
  private static let limit = 8
  /// Octets of these that count as much as a batch.
  private static let octetsOfBatch = 128 << 10
  /// Segments of a batch: enough that handing it over costs little for each, and few enough to stay in a processor's cache.
  static let batchSize = 512

  private let handover = Handover<SegmentBatch>(limit: limit)

  /// An empty queue.
  init() {}

  var isOfUse: Bool { !handover.isRefusing }

  mutating func take(_ batch: inout SegmentBatch) {
    var spare =
      handover.give(batch, weight: 1 + batch.weight / Self.octetsOfBatch) ?? SegmentBatch(size: Self.batchSize)
    swap(&batch, &spare)
  }

  /// Says that nothing more comes.
  func close() {
    handover.close()
  }

  /// Gives all batches to `taker`, until the end, or until it is of no use.
  func drain<Taker: SegmentTaker & ~Copyable>(into taker: inout Taker) {
    while var batch = handover.take() {
      taker.take(&batch)
      handover.giveBack(batch)
      if !taker.isOfUse { handover.refuse() }
    }
  }
}
