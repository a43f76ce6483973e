import FlowDiagnosis
import FlowReporting
import FlowTracking
import PacketCapture
import PacketDecoding

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The pipeline: packets from a source, decoded in batches, followed, judged, reported.
///
/// It is generic so that a run with one report, the usual one, calls that directly.
struct Tracer<Output: ReportSink>: ~Copyable {
  private static var batchSize: Int { 32 }
  /// What tells that there is more to a packet than one decoding, as bits: a set operation on another module's type is not inlined.
  private static var incomplete: UInt16 {
    Segment.Presence.fragment.rawValue | Segment.Presence.aggregate.rawValue
  }
  /// A step forward that is worth mentioning: an hour, in nanoseconds.
  private static var leap: Int64 { 3_600_000_000_000 }

  /// What the table may take of `memory` octets: not what the program itself, stories, fragments and what reports hold back to put it in
  /// order take, nor an eighth for comments where packets are written; and a sixth less, since memory that was given back does not always fit
  /// what is taken next. Measured in floods.
  private static func share(of memory: Int, _ wishes: ReportWishes) -> Int {
    let comments = wishes.contains(.packets) ? memory / 8 : 0
    return (memory - comments - (wishes.contains(.connections) ? 56 << 20 : 24 << 20)) / 6 * 5
  }

  private var output: Output
  private let wantsEvents: Bool
  private let wantsAllSegments: Bool
  private let wantsConnections: Bool
  private let wantsTimelines: Bool
  private let wantsPackets: Bool
  private let isLive: Bool
  private let packetLimit: UInt64?
  private let filter: SegmentFilter?
  private let isFiltered: Bool
  private let showsDamage: Bool
  private let progress: ProgressBar?
  private let diagnosis = Diagnosis()
  private var decoder = PacketDecoder(linkType: 1)
  private var linkType: Int32 = 1
  private var origins: FrameOrigins?
  private var notes: PacketNotes?
  private var hasNotes = false
  private var shownInterface: UInt64?
  /// Packets of the batch that somebody commented on.
  private var commented: Set<UInt64> = []
  private var table: FlowTable
  private var statistics = RunStatistics()
  private var book = StoryBook()
  private var silent = SilentAttempt()
  private var checksums = ChecksumLedger()
  private var checksumBudget = ChecksumBudget()
  private var verifier = ChecksumVerifier(linkType: 1)
  private var batch = [Segment](repeating: Segment(), count: 32)
  private var count = 0
  private var fragments = FragmentTable()
  private var undecoded = InlineArray<16, UInt64>(repeating: 0)
  private var lastTime = Int64.min

  /// A tracer that reports to `output` and stops after `packetLimit` packets.
  ///
  /// - Parameter memory: octets that the whole process may take.
  /// - Parameter filter: what segments have to pass; nil where the source applies the filter, if there is one.
  /// - Parameter showsDamage: whether packets that cannot be decoded are reported one by one.
  init(
    _ output: Output, isLive: Bool, packetLimit: UInt64?, memory: Int, filter: SegmentFilter? = nil,
    showsDamage: Bool = false, progress: ProgressBar? = nil
  ) {
    self.progress = progress
    self.output = output
    self.filter = filter
    isFiltered = filter != nil
    self.showsDamage = showsDamage
    wantsEvents = output.wishes.contains(.events)
    wantsAllSegments = output.wishes.contains(.allSegments)
    wantsConnections = output.wishes.contains(.connections)
    wantsTimelines = output.wishes.contains(.timelines)
    wantsPackets = output.wishes.contains(.packets)
    table = FlowTable(memory: Self.share(of: memory, output.wishes), tellsEvents: wantsEvents)
    self.isLive = isLive
    self.packetLimit = packetLimit
  }

  /// Reads `source` to its end, or until a signal or the limit, and reports everything.
  ///
  /// An error from the middle of the source is thrown only after all that came before it was reported. Outputs that fail say so themselves;
  /// reading stops where none is left.
  mutating func run(_ source: inout CaptureSource, filter: String?) throws(CaptureError) {
    var description = CaptureDescription(
      source: source.name, linkType: source.linkTypeName, snapshotLength: source.snapshotLength, filter: filter)
    origins = source.origins
    notes = source.notes
    hasNotes = notes != nil
    if origins != nil { description.sources = source.sources }
    output.begin(description)
    decoder = PacketDecoder(linkType: source.linkType)
    linkType = source.linkType
    verifier = ChecksumVerifier(linkType: source.linkType)
    var problem: CaptureError?
    do throws(CaptureError) {
      try read(&source)
    } catch {
      problem = error
    }
    fragments.expireAll()
    followReleased()
    process()
    table.finishAll()
    reportFinished()
    source.refreshStatistics()
    finishStatistics(of: source)
    statistics.isCutShort = (source.problems + (problem.map { [$0] } ?? [])).contains { ExitStatus($0) == .truncated }
    output.end(statistics)
    output.flush()
    if let problem { throw problem }
  }

  private mutating func read(_ source: inout CaptureSource) throws(CaptureError) {
    while output.isOfUse {
      let rest = packetLimit.map { $0 - min($0, statistics.packets) } ?? .max
      if rest == 0 { return }
      if CountsRequest.take() { tellCounts(of: source) }
      progress?.update(source, packets: statistics.packets)
      let result = try source.next(atMost: Int32(truncatingIfNeeded: min(rest, 256))) { header, octets in
        if header.linkType != linkType { changeDecoder(to: header.linkType) }
        if wantsPackets { show(octets, header) }
        if hasNotes { takeComments(header.frame) }
        let status = Self.decode(octets, header, decoder, into: &batch[count])
        if !isFiltered, status == .tcp || status == .notTCP,
          batch[count].present.rawValue & Self.incomplete == 0
        {
          if checksumBudget.earn(), octets.byteCount >= Int(header.originalLength) {
            verify(octets, header, status)
          }
          take(status, time: header.timeNanoseconds)
          if count == Self.batchSize { process() }
        } else {
          takeOdd(octets, header, decoder, status)
        }
      }
      switch result {
      case .packet:
        if !fragments.isEmpty {
          fragments.expire(at: lastTime)
          followReleased()
        }
        // A live packet is shown at once, not when thirty more have come; those that came together are written together.
        if isLive {
          process()
          output.flush()
        }
      case .timeout:
        if !fragments.isEmpty {
          fragments.expire(at: now())
          followReleased()
        }
        process()
        if source.isLive, statistics.packets > 0 { table.advance(to: now()) }
        reportFinished()
        output.flush()
      case .end, .interrupted:
        return
      }
    }
  }

  /// Says on standard error how far the run has come (SIGUSR1).
  @inline(never)
  private func tellCounts(of source: borrowing CaptureSource) {
    progress?.clear()
    var parts = ["\(statistics.packets) packets", "\(statistics.tcpPackets) TCP"]
    if let progress = source.progress, progress.size > 0 {
      parts[0] += " (\(progress.read &* 100 / progress.size) % of \(source.name))"
    }
    parts.append("connections: \(statistics.connections) over, \(table.count) going on")
    for severity in Severity.allCases.reversed() where statistics.count(of: severity) > 0 {
      let number = statistics.count(of: severity)
      parts.append("\(number) \(severity.name)\(number == 1 ? "" : "s")")
    }
    if let counted = source.statistics, source.isLive {
      parts.append("\(counted.droppedByKernel) dropped by the kernel")
    }
    StandardStream.complain("so far " + parts.joined(separator: ", "))
  }

  /// Decodes packets of another link type from now on: one file may hold several.
  @inline(never)
  private mutating func changeDecoder(to linkType: Int32) {
    decoder = PacketDecoder(linkType: linkType)
    verifier = ChecksumVerifier(linkType: linkType)
    self.linkType = linkType
  }

  @inline(__always)
  private static func decode(
    _ octets: RawSpan, _ header: PacketHeader, _ decoder: PacketDecoder, into segment: inout Segment
  ) -> DecodeStatus {
    segment.time = header.timeNanoseconds
    segment.frame = header.frame
    return decoder.decode(octets, originalLength: header.originalLength, into: &segment)
  }

  /// Verifies the checksum of the packet just decoded and marks its segment where it is damaged.
  @inline(never)
  private mutating func verify(_ octets: RawSpan, _ header: PacketHeader, _ status: DecodeStatus) {
    guard case .tcp = status else { return }
    checksumBudget.spend(octets: octets.byteCount)
    let verdict = verifier.verdict(octets, originalLength: header.originalLength)
    if checksums.add(verdict, batch[count]) { batch[count].present.insert(.damaged) }
  }

  /// Takes a packet that is filtered, damaged, a part of one, or several.
  @inline(never)
  private mutating func takeOdd(
    _ octets: RawSpan, _ header: PacketHeader, _ decoder: PacketDecoder, _ status: DecodeStatus
  ) {
    var status = status
    let present = batch[count].present
    if present.contains(.fragment), !present.contains(.icmp) {
      if wantsPackets { output.packetIsPart() }
      status = fragments.take(octets, originalLength: header.originalLength, status, decoder, into: &batch[count])
      if !isFiltered { undecoded[Int(DecodeStatus.fragment.rawValue) & 15] &-= fragments.joined }
      fragments.joined = 0
    }
    if isAdmitted(status) {
      if present.rawValue & Self.incomplete == 0, checksumBudget.earn(),
        octets.byteCount >= Int(header.originalLength)
      {
        verify(octets, header, status)
      }
      if status.isDamaged { note(status, decoder.diagnose(octets, originalLength: header.originalLength), header) }
      take(status, time: header.timeNanoseconds)
      if count == Self.batchSize { process() }
    }
    if present.contains(.aggregate) { takeSubframes(octets, header, decoder) }
    followReleased()
  }

  /// Whether the filter lets the packet just decoded pass; only what is TCP or speaks of it can.
  private func isAdmitted(_ status: DecodeStatus) -> Bool {
    guard let filter else { return true }
    return (status.isSegment || status == .icmpError) && filter.admits(batch[count])
  }

  /// Counts, and where that is wanted lists, what is wrong with a packet.
  private mutating func note(_ status: DecodeStatus, _ error: DecodeError?, _ header: PacketHeader) {
    let packet = DamagedPacket(
      frame: origins?.reported(header.frame) ?? header.frame, time: header.timeNanoseconds, reason: status.reason,
      place: error.map {
        DamagedPacket.Place(layer: $0.layer.name, octet: $0.offset, needed: $0.needed, available: $0.available)
      })
    statistics.add(packet)
    if showsDamage {
      if statistics.packets == 0 { output.firstPacket(at: header.timeNanoseconds) }
      output.damaged(packet)
    }
  }

  /// Takes all frames of an aggregate but the first, which count as part of its packet.
  private mutating func takeSubframes(_ octets: RawSpan, _ header: PacketHeader, _ decoder: PacketDecoder) {
    for index in 1...PacketDecoder.subframeLimit {
      batch[count].time = header.timeNanoseconds
      batch[count].frame = header.frame
      let status = decoder.decode(
        subframe: index, octets, originalLength: header.originalLength, into: &batch[count])
      let isLast = !batch[count].present.contains(.aggregate)
      if status.isSegment || status == .icmpError, isAdmitted(status) {
        if status.isSegment { statistics.tcpPackets &+= 1 }
        count &+= 1
        if count == Self.batchSize { process() }
      }
      if isLast { return }
    }
  }

  /// Follows the starts of datagrams whose rest did not come.
  private mutating func followReleased() {
    for segment in fragments.released {
      batch[count] = segment
      if isFiltered {
        guard isAdmitted(.tcp) else { continue }
        statistics.packets &+= 1
      } else {
        undecoded[Int(DecodeStatus.fragment.rawValue) & 15] &-= 1
      }
      statistics.tcpPackets &+= 1
      count &+= 1
      if count == Self.batchSize { process() }
    }
    fragments.released.removeAll(keepingCapacity: true)
  }

  /// Shows a packet to a sink that keeps octets; what came before it is followed first, so that the sink needs to keep one.
  private mutating func show(_ octets: RawSpan, _ header: PacketHeader) {
    process()
    if let notes, notes.interfaceNumber != shownInterface {
      shownInterface = notes.interfaceNumber
      output.interface(PacketInterface(notes.interface))
    }
    output.packet(
      PacketFacts(
        time: header.timeNanoseconds, originalLength: header.originalLength, linkType: linkType,
        frame: origins?.reported(header.frame) ?? header.frame),
      octets)
  }

  /// Hands on what others wrote about a packet.
  @inline(never)
  private mutating func takeComments(_ frame: UInt64) {
    guard let notes, !notes.comments.isEmpty else { return }
    let comments = PacketComment.ofOthers(notes.comments)
    if comments.isEmpty { return }
    // What stands in the batch is followed first, so that the set stays small.
    if commented.count >= Self.batchSize {
      process()
      commented.removeAll(keepingCapacity: true)
    }
    commented.insert(frame)
    output.comments(comments, frame: origins?.reported(frame) ?? frame)
  }

  /// Counts the packet just decoded into the batch, and keeps it there if it concerns TCP.
  @inline(__always)
  private mutating func take(_ status: DecodeStatus, time: Int64) {
    if statistics.packets == 0 {
      statistics.firstPacketTime = time
      output.firstPacket(at: time)
    } else if time < lastTime {
      statistics.clockStepsBack &+= 1
      statistics.largestStepBack = max(statistics.largestStepBack, lastTime &- time)
    } else if time &- lastTime > Self.leap {
      statistics.clockLeaps &+= 1
    }
    lastTime = time
    statistics.packets &+= 1
    switch status {
    case .tcp:
      if batch[count].present.rawValue & Segment.Presence.fullHeader.rawValue == 0 { statistics.cutHeaders &+= 1 }
      statistics.tcpPackets &+= 1
      count &+= 1
    case .malformedSegment:
      statistics.tcpPackets &+= 1
      count &+= 1
    case .icmpError:
      count &+= 1
    case .notTCP, .fragment, .truncated, .malformed, .tooManyLayers, .encrypted, .unsupportedLinkType,
      .contradictoryFragment:
      undecoded[Int(status.rawValue) & 15] &+= 1
    }
  }

  /// Follows the segments of the batch.
  private mutating func process() {
    guard count > 0 else { return }
    table.prepare(batch, count: count)
    for index in 0..<count {
      guard let connection = table.accept(batch[index], at: index) else { continue }
      if wantsEvents {
        let isReported = table.isLastReported
        // What somebody commented on matters to somebody.
        let isCommented = !commented.isEmpty && commented.contains(batch[index].frame)
        if isReported || isCommented || wantsAllSegments {
          report(index, of: connection, isReported: isReported, isPlain: !isReported && !isCommented)
        }
      }
      if wantsPackets {
        let frame = batch[index].frame
        output.followed(frame: origins?.reported(frame) ?? frame, connection: table.number(of: connection))
      }
      // Among events, a connection's own line stands where it ended.
      if wantsEvents, table.mayHaveFinished { reportFinished() }
    }
    count = 0
    if wantsEvents { output.flushIfDue() } else { reportFinished() }
  }

  /// Reports the segment at `position` of the batch, the last that was accepted.
  private mutating func report(_ position: Int, of connection: UInt32, isReported: Bool, isPlain: Bool) {
    if isReported, diagnosis.concerns(table.marks(of: connection)), table.isWorthJudging(connection) {
      report(position, of: connection, judge(connection), isPlain: isPlain)
    } else {
      report(position, of: connection, [], isPlain: isPlain)
    }
  }

  /// What became certain about `connection` with its last segment.
  @inline(never)
  private mutating func judge(_ connection: UInt32) -> [Finding] {
    let record = table.record(of: connection, withTimeline: true)
    return diagnosis.findings(in: record).filter { table.note($0.bit, isNewFor: connection) }
  }

  @inline(__always)
  private mutating func report(_ position: Int, of connection: UInt32, _ findings: [Finding], isPlain: Bool) {
    // Each is handed on as it is made: a variable for both would be copied.
    if let origins {
      let event = origins.reported(table.event(of: batch[position], index: connection))
      output.event(event, findings: origins.reported(findings), isPlain: isPlain)
    } else {
      let event = table.event(of: batch[position], index: connection)
      output.event(event, findings: findings, isPlain: isPlain)
    }
  }

  private mutating func reportFinished() {
    if !wantsConnections { countSilent() }
    while let index = table.nextFinished() {
      var findings: [Finding] = []
      let isConcerned = diagnosis.concerns(table.marks(of: index))
      if isConcerned || wantsConnections {
        var record = table.record(of: index, withTimeline: isConcerned || wantsTimelines)
        if isConcerned { findings = diagnosis.findings(in: record) }
        if wantsConnections {
          if let origins { record = origins.reported(record) }
          output.connection(record, findings: origins?.reported(findings) ?? findings)
        }
      }
      statistics.add(table.outline(of: index), findings)
      book.add(table.attempt(of: index), findings: findings)
      table.release(index)
      output.flushIfDue()
      if !wantsConnections { countSilent() }
    }
  }

  /// Counts the lone SYNs that are next among what is finished, the short way: nobody wants to hear of each.
  private mutating func countSilent() {
    while table.nextSilent(into: &silent) {
      statistics.add(silent.outline, diagnosis.count(of: silent))
      book.add(silent.attempt, findings: [])
    }
  }

  private mutating func finishStatistics(of source: borrowing CaptureSource) {
    for status in DecodeStatus.allCases where !status.isSegment && status != .notTCP && status != .icmpError {
      let number = undecoded[Int(status.rawValue) & 15]
      if number > 0 { statistics.undecoded.append((status.reason, number)) }
    }
    let stories = book.stories()
    statistics.add(origins?.reported(stories) ?? stories)
    if origins != nil { statistics.sources = source.sources }
    if source.spoiledRecords > 0 {
      statistics.undecoded.append((DecodeStatus.damagedRecord, source.spoiledRecords))
    }
    statistics.verifiedChecksums = checksums.verified
    statistics.damagedSegments = checksums.damaged
    statistics.offloadingHosts = checksums.offloadingHosts
    statistics.offloadedSegments = table.offloadedSegments
    statistics.lastPacketTime = statistics.packets > 0 ? lastTime : nil
    let interfaces = source.interfaces
    if interfaces.contains(where: { !$0.interface.name.isEmpty || $0.statistics != nil }) {
      statistics.interfaces = interfaces.map { RunStatistics.InterfaceTally($0) }
    }
    guard let counted = source.statistics else { return }
    let counters = RunStatistics.LiveCounters(counted)
    if source.isLive { statistics.live = counters } else { statistics.recorded = counters }
  }

  private func now() -> Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return Int64(time.tv_sec) &* 1_000_000_000 &+ Int64(time.tv_nsec)
  }
}

extension DecodeStatus {
  /// Whether the packet, or its capture, is at fault.
  fileprivate var isDamaged: Bool {
    switch self {
    case .malformedSegment, .truncated, .malformed, .tooManyLayers, .contradictoryFragment: true
    default: false
    }
  }
}
