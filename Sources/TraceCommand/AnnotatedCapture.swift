import FlowDiagnosis
import FlowReporting
import FlowTracking
import PacketCapture

/// The packets of connections as pcapng, with what is known of them as comments, which Wireshark and tshark show.
///
/// States are told as they were known when a packet passed. Findings stand at all their evidence where the capture could be read twice
/// (`Hindsight`); of a stream they stand at the packet with which they became known.
struct AnnotatedCapture: ReportSink {
  private static let writeSize = 60 << 10

  private let file: OutputFile
  private let selection: CaptureSelection
  private let hindsight: Hindsight?
  private let isLive: Bool
  private let linkType: Int32
  private let application: String
  private var writer: PcapngWriter?
  // The packet at hand, and whether it is to be written before the next one takes its place.
  private var facts = PacketFacts(time: 0, originalLength: 0, linkType: 1, frame: 0)
  private var octets: [UInt8] = []
  private var isWanted = false
  private var comments: [[UInt8]] = []
  // What others had written about it.
  private var kept: [[UInt8]] = []
  private var interface = CaptureInterface(linkType: -1)

  /// The capture in `file`; after a first pass, if there was one.
  init(
    _ file: OutputFile, _ selection: CaptureSelection, _ hindsight: Hindsight?, isLive: Bool, linkType: Int32,
    application: String
  ) {
    self.file = file
    self.selection = selection
    self.hindsight = hindsight
    self.isLive = isLive
    self.linkType = linkType
    self.application = application
  }

  var wishes: ReportWishes { [.events, .packets] }
  var isOfUse: Bool { file.condition == .open }

  mutating func begin(_ capture: CaptureDescription) {
    let hasWholeMicroseconds = hindsight?.hasWholeMicroseconds ?? false
    writer = PcapngWriter(
      application: application, digits: hasWholeMicroseconds ? 6 : 9,
      comment: "Annotated by \(application) from "
        + (capture.sources.isEmpty ? capture.source : capture.sources.prefix(16).joined(separator: ", "))
        + (capture.sources.count > 16 ? " and \(capture.sources.count - 16) more" : ""))
    interface.linkType = linkType
    interface.snapLength = UInt32(clamping: capture.snapshotLength)
    if isLive {
      interface.name = Array(capture.source.utf8)
      writer?.describe(interface)
    }
    flush()
  }

  mutating func interface(_ interface: PacketInterface) {
    // The packet at hand is still of the other one.
    write()
    self.interface = CaptureInterface(interface)
  }

  mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    kept = comments
  }

  mutating func firstPacket(at time: Int64) {}

  mutating func packet(_ facts: PacketFacts, _ octets: RawSpan) {
    write()
    self.facts = facts
    self.octets.removeAll(keepingCapacity: true)
    self.octets.append(copying: octets)
  }

  // A later segment may need it, and of which connection that is will be known too late.
  mutating func packetIsPart() {
    isWanted = true
  }

  mutating func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {
    comments.append(PacketComment.text(&event))
    if hindsight == nil { comments += findings.map(PacketComment.text) }
  }

  mutating func followed(frame: UInt64, connection: UInt64) {
    // The start of a datagram whose rest never came is followed long after it was written.
    if frame == facts.frame, hindsight?.wants(connection) ?? selection.matches(number: connection) {
      isWanted = true
    } else {
      comments.removeAll(keepingCapacity: true)
    }
  }

  private mutating func write() {
    defer {
      isWanted = false
      comments.removeAll(keepingCapacity: true)
      kept = []
    }
    guard isWanted else { return }
    if let told = hindsight?.comments[facts.frame] { comments += told }
    let octets = octets
    var interface = interface
    interface.linkType = facts.linkType
    writer?.packet(
      octets.span, time: facts.time, original: facts.originalLength, interface: interface, comments: kept + comments)
    flushIfDue()
  }

  mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {}

  mutating func end(_ statistics: RunStatistics) {
    write()
    let time = statistics.lastPacketTime ?? 0
    if let live = statistics.live {
      writer?.statistics(CaptureStatistics(live), of: interface, at: time)
    }
    var counts: [CaptureInterface: CaptureStatistics] = [:]
    let told = (hindsight?.interfaces ?? statistics.interfaces).map { (CaptureInterface($0.interface), $0.counters) }
    for (interface, counters) in told {
      if let counters {
        counts[interface] = (counts[interface] ?? CaptureStatistics()).adding(CaptureStatistics(counters))
      }
    }
    // In the file's order, each once.
    for (interface, _) in told {
      if let sum = counts.removeValue(forKey: interface) { writer?.statistics(sum, of: interface, at: time) }
    }
    if interface.linkType >= 0 { writer?.describe(interface) }
    flush()
  }

  mutating func flushIfDue() {
    if let writer, writer.octets.count > Self.writeSize { flushWritten() }
  }

  mutating func flush() {
    if isLive && isWanted { write() }
    flushWritten()
  }

  private mutating func flushWritten() {
    guard let writer, !writer.octets.isEmpty else { return }
    file.write(writer.octets.span)
    self.writer?.octets.removeAll(keepingCapacity: true)
  }
}

extension [UInt8] {
  /// Appends the octets of a span.
  fileprivate mutating func append(copying span: RawSpan) {
    unsafe span.withUnsafeBytes { unsafe append(contentsOf: $0) }
  }
}
