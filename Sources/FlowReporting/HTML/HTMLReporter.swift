package import FlowDiagnosis
package import FlowTracking

/// The report as one HTML file that needs nothing else: the verdict, what happened when and to which server, every connection in a table
/// that can be sorted and filtered, ladders with explanations of those in trouble.
///
/// What it holds is bounded: the table keeps the connections in trouble first, ladders are kept for the first few of each code, and what
/// was left out is counted and said.
package struct HTMLReporter: Reporter {
  /// The page, once the run has ended.
  package var output = OctetBuffer()
  /// Never: the ladders come from the records.
  package var wantsEvents: Bool { false }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Always.
  package var wantsTimelines: Bool { true }
  /// Never.
  package var wantsAllSegments: Bool { false }

  private let settings: TextSettings
  private var capture = CaptureDescription(source: "", linkType: "", snapshotLength: 0, filter: nil)
  private var content = HTMLContent()

  /// A report of a new run; of `settings`, the language and the time zone are asked.
  package init(settings: TextSettings) {
    self.settings = settings
  }

  /// Keeps what the capture is called.
  package mutating func begin(_ capture: CaptureDescription) {
    self.capture = capture
  }

  /// Nothing: the statistics know it.
  package mutating func firstPacket(at time: Int64) {}
  /// Nothing: see `wantsEvents`.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}

  /// A row of the table, and a ladder where there is something to see.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    content.add(record, findings, settings)
  }

  /// The page.
  package mutating func end(_ statistics: RunStatistics) {
    content.add(statistics.stories)
    HTMLPage(capture: capture, statistics: statistics, content: content, settings: settings).append(to: &output)
  }
}
