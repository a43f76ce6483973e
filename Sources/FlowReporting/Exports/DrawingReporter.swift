package import FlowDiagnosis
package import FlowTracking

/// One connection of a run, drawn.
package struct DrawingReporter: Reporter {
  /// How it is drawn.
  package enum Form: Sendable {
    /// As text, the way the terminal shows it.
    case ladder
    /// As a picture.
    case svg
    /// As text that wikis draw.
    case mermaid
  }

  /// The drawing, once it is there.
  package var output = OctetBuffer()
  /// Never: a ladder comes from the record, which is corrected.
  package var wantsEvents: Bool { false }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Always.
  package var wantsTimelines: Bool { true }
  /// Never.
  package var wantsAllSegments: Bool { false }
  private let number: UInt64
  private let form: Form
  private let settings: TextSettings

  /// The drawing of connection `number`; nothing where the run has no such connection.
  package init(_ form: Form, of number: UInt64, settings: TextSettings) {
    self.form = form
    self.number = number
    self.settings = settings
  }

  /// Nothing.
  package mutating func begin(_ capture: CaptureDescription) {}
  /// Nothing.
  package mutating func firstPacket(at time: Int64) {}
  /// Nothing.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}
  /// Nothing.
  package mutating func end(_ statistics: RunStatistics) {}

  /// The drawing, if this is the connection.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    guard record.number == number else { return }
    switch form {
    case .ladder:
      Ladder(record: record, findings: findings, settings: settings).append(to: &output)
      if !findings.isEmpty { output.endLine() }
      for finding in findings { FindingText(finding: finding, settings: settings).append(to: &output) }
    case .svg:
      SVGFile(ladder: SVGLadder(record: record, findings: findings, language: settings.language)).append(to: &output)
    case .mermaid:
      MermaidLadder(record: record, findings: findings, language: settings.language).append(to: &output)
    }
  }
}
