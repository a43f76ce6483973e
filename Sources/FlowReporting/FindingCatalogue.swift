import FlowDiagnosis

/// The catalogue of findings for programs.
package enum FindingCatalogue {
  /// One JSON object a line for every code: `code`, `severity`, `title` and `reference`, in English like all JSON.
  package static var json: String {
    var output = OctetBuffer()
    for code in FindingCode.allCases {
      output.line { line in
        line.member("code", code.rawValue)
        line.member("severity", code.row.severity.name)
        line.member("title", word: code.title(in: .english))
        line.member("reference", code.reference(in: .english))
      }
    }
    return String(decoding: output.octets, as: UTF8.self)
  }
}
