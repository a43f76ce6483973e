import FlowDiagnosis
import FlowReporting
import FlowTracking

/// What a first pass over a file learns for the second, which writes the annotated capture: the findings, which come after the packets
/// that they are about; which connections are wanted; and how fine the times are.
final class Hindsight: ReportSink {
  /// Findings that are annotated at most; more are counted.
  private static let limit = 100_000

  private let selection: CaptureSelection
  /// What to say at a frame.
  private(set) var comments: [UInt64: [[UInt8]]] = [:]
  private var selected: Set<UInt64> = []
  private var annotated = 0
  /// Findings for which there was no room.
  private(set) var leftOut: UInt64 = 0
  /// Packets of the first pass.
  private(set) var packets: UInt64 = 0
  /// What came from each interface: the second pass ends with the last packet, and counts may stand behind it.
  private(set) var interfaces: [RunStatistics.InterfaceTally] = []
  /// Whether every time is a whole number of microseconds.
  private(set) var hasWholeMicroseconds = true

  /// Nothing learnt yet.
  init(_ selection: CaptureSelection) {
    self.selection = selection
  }

  var wishes: ReportWishes { [.connections, .packets] }
  var isOfUse: Bool { true }

  func begin(_ capture: CaptureDescription) {}
  func firstPacket(at time: Int64) {}
  func event(_ event: FlowEvent, findings: [Finding], isPlain: Bool) {}

  func packet(_ facts: PacketFacts, _ octets: RawSpan) {
    if facts.time % 1_000 != 0 { hasWholeMicroseconds = false }
  }

  func connection(_ record: ConnectionRecord, findings: [Finding]) {
    guard selection.matches(record, findings) else { return }
    if !selection.isEverything { selected.insert(record.number) }
    for finding in findings { annotate(finding) }
  }

  func end(_ statistics: RunStatistics) {
    packets = statistics.packets
    interfaces = statistics.interfaces
  }

  func flushIfDue() {}
  func flush() {}

  /// Whether the packets of connection `number` are wanted.
  func wants(_ number: UInt64) -> Bool {
    selection.isEverything || selected.contains(number)
  }

  private func annotate(_ finding: Finding) {
    guard annotated < Self.limit else {
      leftOut += 1
      return
    }
    annotated += 1
    // The packet that shows it is the last of the evidence, unless the time names another.
    let isLost = finding.loss?.location == .afterCapturePoint
    let main = finding.frames.last ?? 0
    for frame in finding.frames.prefix(64) where frame != main {
      comments[frame, default: []].append(
        PacketComment.reference(finding, isLost: isLost && frame == finding.frames.first))
    }
    comments[main, default: []].append(PacketComment.text(finding))
  }
}
