import FlowDiagnosis
import FlowReporting
import FlowTracking
import PacketCapture
import PacketDecoding

/// The second half of the pipeline: segments followed, judged, reported.
///
/// It is generic so that a run with one report, the usual one, calls that directly.
struct Follower<Output: ReportSink>: ~Copyable, SegmentTaker {
  /// Segments that are looked up together.
  private static var groupSize: Int { SegmentBatch.usualSize }

  /// What the table may take of `memory` octets: not what the program itself, stories, fragments and what reports hold back to put it in
  /// order take, nor an eighth for comments where packets are written; and a quarter less, since memory that was given back does not always fit
  /// what is taken next. Measured in floods.
  private static func share(of memory: Int, _ wishes: ReportWishes) -> Int {
    let comments = wishes.contains(.packets) ? memory / 8 : 0
    return (memory - comments - (wishes.contains(.connections) ? 56 << 20 : 24 << 20)) / 4 * 3
  }

  private var output: Output
  private let wantsEvents: Bool
  private let wantsAllSegments: Bool
  private let wantsConnections: Bool
  private let wantsTimelines: Bool
  private let wantsPackets: Bool
  private let isLive: Bool
  private let origins: FrameOrigins?
  private let progress: ProgressBar?
  private let diagnosis: Diagnosis
  private let triggers: ConnectionMarks
  /// Packets of late that somebody commented on.
  private var commented: Set<UInt64> = []
  private var table: FlowTable
  /// Room for an event.
  private var event = FlowEvent()
  private var statistics = RunStatistics()
  private var book = StoryBook()
  private var silent = SilentAttempt()
  private var quiet = QuietOpening()

  /// A follower that reports to `output`.
  ///
  /// - Parameters:
  ///   - isLive: whether what is found is written at once.
  ///   - memory: octets that the whole process may take.
  ///   - origins: which of several files each packet came from.
  init(_ output: Output, isLive: Bool, memory: Int, origins: FrameOrigins?, progress: ProgressBar?) {
    self.output = output
    self.isLive = isLive
    self.origins = origins
    self.progress = progress
    diagnosis = Diagnosis()
    triggers = diagnosis.triggers
    wantsEvents = output.wishes.contains(.events)
    wantsAllSegments = output.wishes.contains(.allSegments)
    wantsConnections = output.wishes.contains(.connections)
    wantsTimelines = output.wishes.contains(.timelines)
    wantsPackets = output.wishes.contains(.packets)
    table = FlowTable(
      memory: Self.share(of: memory, output.wishes), tellsEvents: wantsEvents,
      tellsTimelines: output.wishes.isSuperset(of: [.connections, .timelines]))
  }

  var isOfUse: Bool { output.isOfUse }

  /// Before the first packet.
  mutating func begin(_ capture: CaptureDescription) {
    output.begin(capture)
  }

  mutating func take(_ batch: inout SegmentBatch) {
    var next = 0
    for placed in batch.notices {
      follow(&batch.segments, next..<placed.position)
      next = placed.position
      tell(placed.notice, batch.octets)
    }
    follow(&batch.segments, next..<batch.count)
    // What came together is written together.
    if isLive { output.flush() } else { output.flushIfDue() }
    batch.clear()
  }

  /// After the last packet: reports all connections that are left, and the statistics, which `complete` adds to what is counted here.
  mutating func end(_ complete: (inout RunStatistics) -> Void) {
    table.finishAll()
    reportFinished()
    let stories = book.stories()
    statistics.add(origins?.reported(stories) ?? stories)
    statistics.offloadedSegments = table.offloadedSegments
    complete(&statistics)
    output.end(statistics)
    output.flush()
  }

  /// Follows those of `segments` that are in `range`.
  @inline(__always)
  private mutating func follow(_ segments: inout [Segment], _ range: Range<Int>) {
    var segments = segments.mutableSpan
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start &+ Self.groupSize, range.upperBound)
      followGroup(&segments, start..<end)
      start = end
    }
  }

  private mutating func followGroup(_ segments: inout MutableSpan<Segment>, _ range: Range<Int>) {
    table.prepare(segments.span.extracting(range))
    if !wantsEvents && !wantsPackets {
      for index in range { _ = table.accept(&segments[index], at: index &- range.lowerBound) }
      return reportFinished()
    }
    for index in range {
      guard let connection = table.accept(&segments[index], at: index &- range.lowerBound) else { continue }
      if wantsEvents {
        let isReported = table.isLastReported
        // What somebody commented on matters to somebody.
        let isCommented = !commented.isEmpty && commented.contains(segments[index].frame)
        if isReported || isCommented || wantsAllSegments {
          report(&segments[index], of: connection, isReported: isReported, isPlain: !isReported && !isCommented)
        }
      }
      if wantsPackets {
        let frame = segments[index].frame
        output.followed(frame: origins?.reported(frame) ?? frame, connection: table.number(of: connection))
      }
      // Among events, a connection's own line stands where it ended.
      if wantsEvents, table.mayHaveFinished { reportFinished() }
    }
    if !wantsEvents { reportFinished() }
  }

  /// Reports `segment`, the last that was accepted; passed `inout`, so that it is copied into its event only.
  @inline(__always)
  private mutating func report(_ segment: inout Segment, of connection: UInt32, isReported: Bool, isPlain: Bool) {
    if isReported, table.isWorthJudging(connection, by: triggers) {
      report(&segment, of: connection, judge(connection), isPlain: isPlain)
    } else {
      report(&segment, of: connection, [], isPlain: isPlain)
    }
  }

  /// What became certain about `connection` with its last segment.
  @inline(never)
  private mutating func judge(_ connection: UInt32) -> [Finding] {
    let record = table.record(of: connection, withTimeline: true)
    return diagnosis.findings(in: record).filter { table.note($0.bit, isNewFor: connection) }
  }

  @inline(__always)
  private mutating func report(
    _ segment: inout Segment, of connection: UInt32, _ findings: [Finding], isPlain: Bool
  ) {
    table.describe(&segment, index: connection, in: &event)
    if let origins {
      event.segment.frame = origins.reported(event.segment.frame)
      output.event(&event, findings: origins.reported(findings), isPlain: isPlain)
    } else {
      output.event(&event, findings: findings, isPlain: isPlain)
    }
  }

  private mutating func reportFinished() {
    if !wantsConnections { countPlain() }
    while let index = table.nextFinished() {
      let isConcerned = diagnosis.concerns(table.marks(of: index))
      if isConcerned || wantsConnections {
        reportFinished(index, isConcerned: isConcerned)
      } else {
        count(index, [])
      }
      table.release(index)
      if !wantsConnections { countPlain() }
    }
  }

  /// Reports the connection at `index`, which somebody wants to hear of or something was noticed about.
  @inline(never)
  private mutating func reportFinished(_ index: UInt32, isConcerned: Bool) {
    var record = table.record(of: index, withTimeline: isConcerned || wantsTimelines)
    let findings = isConcerned ? diagnosis.findings(in: record) : []
    if wantsConnections {
      if let origins { record = origins.reported(record) }
      output.connection(record, findings: origins?.reported(findings) ?? findings)
      output.flushIfDue()
    }
    count(index, findings)
  }

  @inline(__always)
  private mutating func count(_ index: UInt32, _ findings: [Finding]) {
    statistics.add(table.outline(of: index), findings)
    book.add(table.attempt(of: index), findings: findings)
  }

  /// Counts the lone SYNs and the connections of which there is nothing to note that are next among what is finished, the short way: nobody wants to
  /// hear of each.
  private mutating func countPlain() {
    while true {
      if table.nextSilent(into: &silent) {
        statistics.add(silent.outline, diagnosis.count(ofSilentAttempt: silent.waited))
        book.add(silent.attempt, findings: [])
      } else if table.nextQuiet(into: &quiet) {
        statistics.add(quiet.outline, [])
        book.add(quiet.attempt, findings: [])
      } else {
        return
      }
    }
  }

  /// Tells what is no segment; `octets` are those of the batch's packets.
  @inline(never)
  private mutating func tell(_ notice: Notice, _ octets: [UInt8]) {
    switch notice {
    case .firstPacket(let time):
      output.firstPacket(at: time)
    case .interface(let interface):
      output.interface(interface)
    case .packet(var facts, let range):
      if let origins { facts.frame = origins.reported(facts.frame) }
      unsafe output.packet(facts, octets.span.extracting(range).bytes)
    case .part:
      output.packetIsPart()
    case .comments(let comments, let frame):
      // What stood before them was followed, so that the set stays small.
      if commented.count >= Self.groupSize { commented.removeAll(keepingCapacity: true) }
      commented.insert(frame)
      output.comments(comments, frame: origins?.reported(frame) ?? frame)
    case .damaged(let packet):
      output.damaged(packet)
    case .quiet(let now):
      if let now { table.advance(to: now) }
      reportFinished()
      output.flush()
    case .counts(let before, let after):
      complain(of: before, after)
    }
  }

  /// Says on standard error how far the run has come (SIGUSR1).
  private func complain(of before: [String], _ after: [String]) {
    progress?.clear()
    var parts = before
    parts.append("connections: \(statistics.connections) over, \(table.count) going on")
    for severity in Severity.allCases.reversed() where statistics.count(of: severity) > 0 {
      let number = statistics.count(of: severity)
      parts.append("\(number) \(severity.name)\(number == 1 ? "" : "s")")
    }
    StandardStream.complain("so far " + (parts + after).joined(separator: ", "))
  }
}
