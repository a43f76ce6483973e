import FlowDiagnosis

/// The catalogue of findings for programs.
package enum FindingCatalogue {
  /// One JSON object a line for every code: `code`, `severity`, `title` and `reference`, in English like all JSON.
  package static var json: String {
    var output = OctetBuffer()
    for code in FindingCode.allCases {
      output.beginObject()
      output.member("code", code.rawValue)
      output.member("severity", code.row.severity.name)
      output.member("title", word: code.title(in: .english))
      output.member("reference", code.reference(in: .english))
      output.endObject()
      output.endLine()
    }
    return String(decoding: output.octets, as: UTF8.self)
  }
}
