import ArgumentParser
import FlowReporting

/// A file for CI with the verdicts of a run (`--report junit=FILE`).
struct VerdictReport: Sendable {
  /// The form.
  enum Kind: String, CaseIterable, Sendable {
    /// JUnit XML.
    case junit
    /// The Test Anything Protocol.
    case tap
    /// Workflow commands, which GitHub Actions shows as annotations.
    case github
  }

  /// The form.
  var kind: Kind
  /// Where it goes; "-" is standard output.
  var path: String

  /// The report that "junit=FILE" asks for.
  @Sendable init(argument: String) throws {
    let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let names = Kind.allCases.map(\.rawValue)
    guard let kind = Kind(rawValue: String(parts[0])) else {
      let nearest = NearestWord.of(parts[0], among: names)
      throw ValidationError(
        "\"\(parts[0])\" is no kind of report: junit, tap or github"
          + (nearest.map { "; did you mean \"\($0)\"?" } ?? "."))
    }
    guard parts.count == 2, !parts[1].isEmpty else {
      throw ValidationError("--report \(kind.rawValue) needs a file: --report \(kind.rawValue)=FILE")
    }
    self.kind = kind
    path = String(parts[1])
  }

  /// The text of the report.
  func document(_ verdicts: [Verdict], of gate: Gate) -> OctetBuffer {
    switch kind {
    case .junit: JUnitReport.document(verdicts, source: gate.source)
    case .tap: TAPReport.document(verdicts)
    case .github: gate.gitHubAnnotations(verdicts)
    }
  }
}
