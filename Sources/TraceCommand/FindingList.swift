import FlowDiagnosis

/// The catalogue as `--list-findings` prints it.
enum FindingList {
  /// One aligned line a code: code, severity, meaning, reference.
  static var text: String {
    let width = FindingCode.allCases.map(\.rawValue.count).max() ?? 0
    return FindingCode.allCases.map { code in
      let row = code.row
      let name = code.rawValue + String(repeating: " ", count: width - code.rawValue.count)
      let severity = row.severity.name + String(repeating: " ", count: 7 - row.severity.name.count)
      return "\(name)  \(severity)  \(row.title) (\(row.reference))"
    }.joined(separator: "\n")
  }
}
