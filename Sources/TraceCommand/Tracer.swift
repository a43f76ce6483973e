import FlowReporting
import FlowTracking
import PacketCapture
import PacketDecoding

/// The pipeline: packets from a source, decoded in batches, followed, judged, reported; on one thread, or each half on its own.
///
/// What is read is handed on in order, so that what comes out does not depend on how many threads there are.
struct Tracer {
  /// Whether packets come as they happen: what is found is written at once.
  let isLive: Bool
  /// Packets after which reading stops; nil for none.
  let packetLimit: UInt64?
  /// Octets that the whole process may take.
  let memory: Int
  /// What segments have to pass; nil where the source applies the filter, if there is one.
  var filter: SegmentFilter?
  /// Whether packets that cannot be decoded are reported one by one.
  var showsDamage = false
  /// The bar that shows how far reading has come; nil for none.
  var progress: ProgressBar?
  /// Whether packets are read and decoded on a thread of its own.
  var readsBeside = false

  /// Reads `source` to its end, or until a signal or the limit, and reports everything to `sink`.
  ///
  /// An error from the middle of the source is thrown only after all that came before it was reported. Outputs that fail say so themselves;
  /// reading stops where none is left.
  ///
  /// - Parameter filter: the filter as typed, for the reports.
  func run(_ source: inout CaptureSource, filter: String?, to sink: some ReportSink) throws(CaptureError) {
    var follower = Follower(sink, isLive: isLive, memory: memory, origins: source.origins, progress: progress)
    var description = CaptureDescription(
      source: source.name, linkType: source.linkTypeName, snapshotLength: source.snapshotLength, filter: filter)
    if source.origins != nil { description.sources = source.sources }
    follower.begin(description)

    var wishes: PacketIntake.Wishes = sink.wishes.contains(.packets) ? .packets : []
    if showsDamage { wishes.insert(.damage) }
    var intake = PacketIntake(
      of: source, wishes, packetLimit: packetLimit, filter: self.filter, progress: progress,
      batchSize: readsBeside || isLive ? BatchQueue.batchSize : SegmentBatch.usualSize)
    var problem: CaptureError?
    if !readsBeside || !Self.readBeside(&source, &intake, &follower, &problem) {
      do throws(CaptureError) {
        try intake.read(&source, into: &follower)
      } catch {
        problem = error
      }
    }

    source.refreshStatistics()
    follower.end { Self.complete(&$0, source, intake, problem) }
    if let problem { throw problem }
  }

  /// Reads on a thread of its own while what was read is followed on this one; false where there is no thread to be had.
  private static func readBeside<Sink: ReportSink>(
    _ source: inout CaptureSource, _ intake: inout PacketIntake, _ follower: inout Follower<Sink>,
    _ problem: inout CaptureError?
  ) -> Bool {
    let queue = BatchQueue()
    return WorkerThread.run {
      var queue = queue
      do throws(CaptureError) {
        try intake.read(&source, into: &queue)
      } catch {
        problem = error
      }
      queue.close()
    } beside: {
      queue.drain(into: &follower)
    }
  }

  /// Adds what was counted of packets and of the source.
  private static func complete(
    _ statistics: inout RunStatistics, _ source: borrowing CaptureSource, _ intake: borrowing PacketIntake,
    _ problem: CaptureError?
  ) {
    statistics.isCutShort = (source.problems + (problem.map { [$0] } ?? [])).contains { ExitStatus($0) == .truncated }
    intake.tally.report(in: &statistics)
    if source.origins != nil { statistics.sources = source.sources }
    if source.spoiledRecords > 0 {
      statistics.undecoded.append((DecodeStatus.damagedRecord, source.spoiledRecords))
    }
    statistics.verifiedChecksums = intake.checksums.ledger.verified
    statistics.damagedSegments = intake.checksums.ledger.damaged
    statistics.offloadingHosts = intake.checksums.ledger.offloadingHosts
    let interfaces = source.interfaces
    if interfaces.contains(where: { !$0.interface.name.isEmpty || $0.statistics != nil }) {
      statistics.interfaces = interfaces.map { RunStatistics.InterfaceTally($0) }
    }
    guard let counted = source.statistics else { return }
    let counters = RunStatistics.LiveCounters(counted)
    if source.isLive { statistics.live = counters } else { statistics.recorded = counters }
  }
}
