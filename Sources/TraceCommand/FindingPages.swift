import FlowDiagnosis
import FlowReporting
import PacketCapture

/// What `--list-findings` and `--explain` print.
enum FindingPages {
  /// The catalogue: one aligned line a code, with severity, meaning and reference.
  static func list(_ settings: TextSettings) -> String {
    let language = settings.language
    let width = FindingCode.allCases.map(\.rawValue.count).max() ?? 0
    return FindingCode.allCases.map { code in
      let severity = code.row.severity.name(in: language)
      let columns = DisplayWidth.columns(of: severity.utf8.span)
      let name = code.rawValue + String(repeating: " ", count: width - code.rawValue.count)
      let line =
        name + "  " + severity + String(repeating: " ", count: max(0, 7 - columns))
        + "  \(code.title(in: language)) (\(code.reference(in: language)))"
      return ExplanationText.spelled(line, unicode: settings.unicode)
    }.joined(separator: "\n")
  }

  /// The page about `code`.
  static func page(of code: FindingCode, _ settings: TextSettings) -> String {
    var text = OctetBuffer()
    ExplanationText(code, settings: settings).append(to: &text)
    return String(decoding: text.octets, as: UTF8.self)
  }

  /// What to say of a code that is none.
  static func complaint(about word: String) -> String {
    let nearest = EditDistance.nearest(to: word.lowercased(), among: FindingCode.allCases.map(\.rawValue))
    return "no finding is called \"\(word)\""
      + (nearest.map { "; did you mean \($0)?" } ?? "; --list-findings lists them all.")
  }
}
