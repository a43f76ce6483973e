package import FlowDiagnosis
import FlowTracking

/// The page that `--explain` prints about a code: 80 columns at most, whatever the terminal has.
package struct ExplanationText {
  private let code: FindingCode
  private let settings: TextSettings
  private let glyphs: Glyphs

  private static let width = 80
  private static let stateWidth = 12
  private static let arrowWidth = 28
  private static let arrowColumn = 2 + stateWidth + 1
  private static let noteColumn = arrowColumn + arrowWidth + 1 + stateWidth + 1

  /// The page about `code`; of `settings`, its width is not asked.
  package init(_ code: FindingCode, settings: TextSettings) {
    self.code = code
    self.settings = settings
    glyphs = Glyphs(unicode: settings.unicode)
  }

  private var language: Language { settings.language }

  /// Appends the page.
  package func append(to output: inout OctetBuffer) {
    let explanation = code.explanation
    appendHeading(to: &output)
    output.endLine()
    append(paragraph: "\(explanation.story.text(in: language))", indent: 0, to: &output)
    output.endLine()
    appendColumnNames(to: &output)
    for rung in explanation.ladder { append(rung, to: &output) }
    output.endLine()
    output.append(.bold, settings.style) {
      $0.append(Words("Likely causes, the likeliest first", ko: "원인, 가능성이 큰 것부터").text(in: language))
    }
    output.endLine()
    for (index, cause) in explanation.causes.enumerated() { append(cause, number: index + 1, to: &output) }
  }

  private func appendHeading(to output: inout OctetBuffer) {
    output.append(.bold, settings.style) { $0.append(string: code.rawValue) }
    output.append("  (")
    output.append(string: code.row.severity.name(in: language))
    output.append("; ")
    output.append(string: ascii(code.reference(in: language)))
    output.append(")")
    output.endLine()
    let title = "\(code.title(in: language))"
    append(paragraph: title.prefix(1).uppercased() + title.dropFirst() + ".", indent: 0, to: &output)
  }

  private func append(paragraph text: String, indent: Int, to output: inout OctetBuffer) {
    output.append(wrapped: ascii(text), since: output.lineStart, indent: indent, width: Self.width)
    output.endLine()
  }

  private func appendColumnNames(to output: inout OctetBuffer) {
    let start = output.count
    output.append(.dim, settings.style) {
      $0.append("  ")
      $0.append(string: Side.client.name(in: language))
      $0.pad(since: start, to: Self.arrowColumn + Self.arrowWidth + 1)
      $0.append(string: Side.server.name(in: language))
    }
    output.endLine()
  }

  private func append(_ rung: Explanation.Rung, to output: inout OctetBuffer) {
    switch rung {
    case .pause(let words):
      output.append(.dim, settings.style) { text in
        text.append(spaces: Self.arrowColumn)
        text.append(glyphs.ellipsis)
        text.append(" ")
        text.append(string: ascii("\(words.text(in: language))"))
        text.append(" ")
        text.append(glyphs.ellipsis)
      }
    case .segment(let segment):
      append(segment, to: &output)
    }
    output.endLine()
  }

  private func append(_ segment: Explanation.Rung.Segment, to output: inout OctetBuffer) {
    let start = output.count
    output.append("  ")
    output.append(segment.client, isPresumed: false, style: settings.style)
    output.pad(since: start, to: Self.arrowColumn)
    var label = OctetBuffer()
    label.append(segment.label)
    if segment.isAgain { label.append(Words(" again", ko: " 다시").text(in: language)) }
    Arrow(width: Self.arrowWidth, glyphs: glyphs, style: settings.style, language: language).append(
      label, to: segment.from.peer, lost: segment.isLost ? .warning : nil, isICMP: false, into: &output)
    output.append(" ")
    output.append(segment.server, isPresumed: false, style: settings.style)
    guard let note = segment.note else { return }
    var text = OctetBuffer()
    text.append(string: ascii("\(note.text(in: language))"))
    if Self.noteColumn + text.columns(since: 0) <= Self.width {
      output.pad(since: start, to: Self.noteColumn)
    } else {
      output.endLine()
      output.append(spaces: Self.arrowColumn + 3)
    }
    output.append(.dim, settings.style) { $0.append(text) }
  }

  private func append(_ cause: Explanation.Cause, number: Int, to output: inout OctetBuffer) {
    let indent = 4
    output.append(" ")
    output.append(decimal: UInt64(number))
    output.append(". ")
    append(paragraph: "\(cause.cause.text(in: language))", indent: indent, to: &output)
    output.append(spaces: indent)
    let check = Words("To confirm: ", ko: "확인: ").text(in: language)
    append(paragraph: "\(check)\(cause.check.text(in: language))", indent: indent, to: &output)
    output.append(spaces: indent)
    output.append(.bold, settings.style) {
      $0.append("  $ ")
      $0.append(cause.command)
    }
    output.endLine()
  }

  private func ascii(_ text: String) -> String {
    Self.spelled(text, unicode: settings.unicode)
  }

  /// `text` in the characters there are: where only ASCII is, a section is called one and dots are three.
  package static func spelled(_ text: String, unicode: Bool) -> String {
    if unicode { return text }
    return text.replacing("§", with: "section ").replacing("…", with: "...")
  }
}
