import FlowDiagnosis
import FlowReporting
import FlowTracking

/// What a first pass over a file learns for the second, which writes the annotated capture: the findings, which come after the packets
/// that they are about; which connections are wanted; and how fine the times are.
final class Hindsight: ReportSink {
  /// Octets that a comment takes beside its own: two arrays, and a table that is twice there while it grows.
  private static let overhead = 256

  private let selection: CaptureSelection
  /// What to say at a frame.
  private(set) var comments: [UInt64: [[UInt8]]] = [:]
  private var selected: Set<UInt64> = []
  private let limit: Int
  /// Octets that the comments take.
  private var octets = 0
  /// Findings for which there was no room.
  private(set) var leftOut: UInt64 = 0
  /// Packets of the first pass.
  private(set) var packets: UInt64 = 0
  /// What came from each interface: the second pass ends with the last packet, and counts may stand behind it.
  private(set) var interfaces: [RunStatistics.InterfaceTally] = []
  /// Whether every time is a whole number of microseconds.
  private(set) var hasWholeMicroseconds = true

  /// Nothing learnt yet; comments may take `limit` octets, and the findings that there is no room for are counted.
  init(_ selection: CaptureSelection, limit: Int) {
    self.selection = selection
    self.limit = limit
  }

  var wishes: ReportWishes { [.connections, .packets] }
  var isOfUse: Bool { true }

  func begin(_ capture: CaptureDescription) {}
  func firstPacket(at time: Int64) {}
  func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {}

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
    guard octets < limit else {
      leftOut += 1
      return
    }
    // The packet that shows it is the last of the evidence, unless the time names another.
    let isLost = finding.loss?.location == .afterCapturePoint
    let main = finding.frames.last ?? 0
    for frame in finding.frames.prefix(64) where frame != main {
      add(PacketComment.reference(finding, isLost: isLost && frame == finding.frames.first), at: frame)
    }
    add(PacketComment.text(finding), at: main)
  }

  private func add(_ comment: [UInt8], at frame: UInt64) {
    comments[frame, default: []].append(comment)
    octets += comment.count + Self.overhead
  }
}
