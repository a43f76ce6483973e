extension CaptureError {
  /// Why `expression` is no filter, with its bad word marked where that can be found.
  static func filter(_ expression: String, text: String) -> Self {
    let reason = text.contains("syntax error") ? "syntax error" : text
    let advice = FilterAdvice(expression: expression, text: text)
    var lines = [expression]
    if let advice {
      var marks = String(repeating: " ", count: advice.column) + "^"
      marks += String(repeating: "~", count: max(0, advice.length - 1))
      if let suggestion = advice.suggestion {
        marks += String(repeating: " ", count: max(0, expression.count - marks.count) + 2) + suggestion
      }
      lines.append(marks)
    }
    return CaptureError(.filter, "cannot parse the filter: \(reason)", advice: lines, badWord: advice)
  }
}
