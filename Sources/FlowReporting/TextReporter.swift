package import FlowDiagnosis
package import FlowTracking

/// Text for people about a file: a line a connection, the ladders of those with trouble, a summary.
package struct TextReporter: Reporter {
  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Never: the ladder comes from the record.
  package var wantsEvents: Bool { false }
  /// Unless only the summary is asked for, and that counts nothing by group.
  package var wantsConnections: Bool { settings.verbosity > .quiet || settings.grouping != nil }
  /// Only where each connection gets its ladder: a record with findings comes with its timeline anyway.
  package var wantsTimelines: Bool { settings.verbosity == .verbose }
  /// Never.
  package var wantsAllSegments: Bool { false }

  private let settings: TextSettings
  private var table: ConnectionTable
  // A connection that is told with others has its place, but no row.
  private var window = ReorderWindow<ConnectionRow?>(limit: 16_384)
  private var folding = Folding()
  private var groups: GroupSummary
  private var ladders: [(number: UInt64, text: Range<Int>)] = []
  private var ladderText = OctetBuffer()
  private var laddersLeftOut: UInt64 = 0
  private var comments = CommentBook()

  /// The most octets of ladders to hold, whatever memory there is: beyond them nobody reads on.
  package static let ladderLimit = 8 << 20
  /// Octets of ladders that are held until the table is complete.
  private let ladderLimit: Int

  /// A reporter of a new run.
  ///
  /// - Parameter ladderLimit: Octets of ladders to hold until the table is complete; the ladders past it are counted only.
  package init(settings: TextSettings, ladderLimit: Int = TextReporter.ladderLimit) {
    self.settings = settings
    self.ladderLimit = ladderLimit
    table = ConnectionTable(settings: settings)
    groups = GroupSummary(settings.grouping)
  }

  /// Nothing: who asked for a file knows its name.
  package mutating func begin(_ capture: CaptureDescription) {}

  /// Where relative times count from.
  package mutating func firstPacket(at time: Int64) {
    table.firstPacket(at: time)
  }

  /// Nothing: see `wantsEvents`.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}

  /// Kept for the packet's row in a ladder.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    if settings.verbosity > .quiet { self.comments.add(comments, frame: frame) }
  }

  /// A row of the table, once its turn has come, and a ladder to be printed after the table.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    groups.add(record, findings)
    guard settings.verbosity > .quiet else { return }
    let isShown = settings.verbosity == .verbose || folding.shows(record, findings: findings)
    let row =
      isShown ? ConnectionRow(record, findings: findings, unicode: settings.unicode, language: settings.language) : nil
    window.add(row, number: record.number) { if let row = $0 { table.add(row, to: &output) } }
    guard isShown else { return }
    if settings.verbosity == .verbose || findings.contains(where: { $0.severity > .note }) {
      keepLadder(of: record, findings)
    }
  }

  /// A line of its own, as it comes.
  package mutating func damaged(_ packet: DamagedPacket) {
    packet.appendText(to: &output, in: settings.language)
  }

  /// The rest of the table, the ladders, the summary.
  package mutating func end(_ statistics: RunStatistics) {
    window.finish { if let row = $0 { table.add(row, to: &output) } }
    table.finish(to: &output)
    FoldingText(folding: folding, settings: settings).append(to: &output)
    groups.add(statistics.stories)
    var summary = SummaryText(statistics: statistics, settings: settings)
    summary.groups = GroupText(summary: groups, statistics: statistics, settings: settings)
    if !ladders.isEmpty, statistics.quality != .good {
      // What follows rests on the capture: what is wrong with it is said first.
      output.endLine()
      summary.appendCapture(to: &output)
      summary.isCaptureTold = true
    }
    appendLadders()
    if settings.verbosity > .quiet && statistics.connections > 0 { output.endLine() }
    summary.append(to: &output)
  }

  private mutating func keepLadder(of record: ConnectionRecord, _ findings: [Finding]) {
    guard ladderText.count < ladderLimit else {
      laddersLeftOut += 1
      return
    }
    let start = ladderText.count
    ladderText.endLine()
    Ladder(record: record, findings: findings, settings: settings, comments: comments).append(to: &ladderText)
    if !findings.isEmpty { ladderText.endLine() }
    for severity in Severity.allCases.reversed() {
      for finding in findings where finding.severity == severity {
        FindingText(finding: finding, settings: settings).append(to: &ladderText)
      }
    }
    ladders.append((record.number, start..<ladderText.count))
  }

  private mutating func appendLadders() {
    ladders.sort { $0.number < $1.number }
    for ladder in ladders { output.append(contentsOf: ladderText.octets[ladder.text]) }
    guard laddersLeftOut > 0 else { return }
    output.endLine()
    output.append(
      Words("and @ more ladders; a filter or --json shows them", ko: "ladder @개는 생략했습니다. 필터나 --json으로 볼 수 있습니다."),
      in: settings.language
    ) { $0.append(grouped: laddersLeftOut) }
    output.endLine()
  }
}
