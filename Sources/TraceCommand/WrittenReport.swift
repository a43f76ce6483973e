import FlowDiagnosis
import FlowReporting
import FlowTracking

/// A report with its destination.
struct WrittenReport<Format: Reporter>: ReportSink {
  /// Octets of output that are written together, over a file.
  ///
  /// What is written ends where a piece of this size ends in the file: the system keeps such pieces as one, where of what begins and ends
  /// anywhere it would make a dozen. That, and what is written still being in the processor's cache, saves a fourth of what writing costs.
  private static var pieceSize: Int { 256 << 10 }

  private var reporter: Format
  private let file: OutputFile
  /// What the format wants; asked once, since asking it again would copy it.
  let wishes: ReportWishes

  /// The report `reporter` in `file`.
  init(_ reporter: Format, to file: OutputFile) {
    self.reporter = reporter
    self.file = file
    wishes = ReportWishes(reporter)
  }

  /// Until the destination fails, or its reader has all it wants.
  var isOfUse: Bool { file.condition == .open }

  mutating func begin(_ capture: CaptureDescription) {
    reporter.begin(capture)
    flush()
  }

  mutating func firstPacket(at time: Int64) {
    reporter.firstPacket(at: time)
  }

  mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    reporter.comments(comments, frame: frame)
  }

  mutating func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {
    reporter.event(&event, findings: findings)
  }

  mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    reporter.connection(record, findings: findings)
  }

  mutating func damaged(_ packet: DamagedPacket) {
    reporter.damaged(packet)
    flushIfDue()
  }

  mutating func end(_ statistics: RunStatistics) {
    reporter.end(statistics)
    flush()
  }

  @inline(__always)
  mutating func flushIfDue() {
    if reporter.output.count > Self.pieceSize { flushPieces() }
  }

  private mutating func flushPieces() {
    let file = file
    let waiting = reporter.output.count
    let rest = Int(truncatingIfNeeded: (file.written &+ UInt64(waiting)) % UInt64(Self.pieceSize))
    reporter.drain(first: waiting - rest) { file.write($0) }
  }

  mutating func flush() {
    let file = file
    reporter.drain { file.write($0) }
  }
}
