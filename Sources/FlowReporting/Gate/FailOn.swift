package import FlowDiagnosis
import FlowTracking

/// Which findings fail a run (`--fail-on`).
package struct FailOn: Sendable {
  /// One thing asked for.
  package enum Item: Hashable, Sendable {
    /// Findings of this weight or more.
    case severity(Severity)
    /// Findings of this code, whatever they weigh.
    case code(FindingCode)

    /// As it is typed.
    package var name: String {
      switch self {
      case .severity(let severity): severity.name
      case .code(let code): code.rawValue
      }
    }

    /// Whether `finding` is meant.
    package func matches(_ finding: Finding) -> Bool {
      switch self {
      case .severity(let least): finding.severity >= least
      case .code(let code): finding.code == code
      }
    }

    /// Whether `story` is meant.
    func matches(_ story: Story) -> Bool {
      switch self {
      case .severity(let least): story.severity >= least
      case .code(let code): story.code == code
      }
    }

    /// The item with this name; nil for a word that is none.
    package init?(_ name: String) {
      if let severity = Severity.allCases.first(where: { $0.name == name }) {
        self = .severity(severity)
      } else if let code = FindingCode(rawValue: name) {
        self = .code(code)
      } else {
        return nil
      }
    }

    /// Every name there is.
    package static var names: [String] {
      Severity.allCases.map(\.name) + FindingCode.allCases.map(\.rawValue)
    }
  }

  /// The items, as typed.
  package var items: [Item]

  /// The condition that no finding of `items` occurs.
  package init(_ items: [Item]) {
    self.items = items
  }
}

/// Counts what `--fail-on` asks for.
struct FailOnTally {
  private static let shown = 20

  private let items: [FailOn.Item]
  private var counts: [UInt64]
  private var traces: [[String]]
  private let language: Language

  /// Nothing counted.
  init(_ condition: FailOn, language: Language) {
    self.language = language
    items = condition.items
    counts = items.map { _ in 0 }
    traces = items.map { _ in [] }
  }

  /// Counts the findings of a connection.
  mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    for finding in findings {
      for index in items.indices where items[index].matches(finding) {
        counts[index] += 1
        guard traces[index].count < Self.shown else { continue }
        traces[index].append(FindingTrace(record: record, finding: finding, language: language).text)
      }
    }
  }

  /// Counts a finding that belongs to no single connection.
  mutating func add(_ story: Story) {
    for index in items.indices where items[index].matches(story) {
      counts[index] += 1
      guard traces[index].count < Self.shown else { continue }
      let (severity, grade) = (story.severity.name(in: language), story.grade.name(in: language))
      traces[index].append("\(story.code.rawValue) (\(severity), \(grade)): \(story.account.text(in: language))")
    }
  }

  /// A verdict an item.
  var verdicts: [Verdict] {
    items.indices.map { index in
      let name = "no \(items[index].name)"
      guard counts[index] > 0 else { return Verdict(gate: "fail-on", name: name, failure: nil) }
      var lines = [language == .korean ? "\(counts[index])개 발견" : "\(counts[index]) found"] + traces[index]
      let more = counts[index] - UInt64(traces[index].count)
      if more > 0 { lines.append(language == .korean ? "외 \(more)개" : "and \(more) more") }
      return Verdict(gate: "fail-on", name: name, failure: lines.joined(separator: "\n"))
    }
  }
}
