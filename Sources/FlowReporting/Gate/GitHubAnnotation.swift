import FlowDiagnosis

/// A finding as a workflow command, which GitHub Actions shows at the capture and in the summary of the run.
struct GitHubAnnotation {
  /// The capture.
  let file: String
  /// The finding.
  let trace: FindingTrace

  /// Appends the command.
  func append(to output: inout OctetBuffer) {
    let level: StaticString = trace.finding.severity == .error ? "error" : "warning"
    Self.append(
      level, file: file, title: trace.finding.code.rawValue,
      "\(trace.place): \(trace.finding.account.text(in: trace.language)) (\(trace.frames))", to: &output)
  }

  /// Appends a command of `level`.
  static func append(
    _ level: StaticString, file: String, title: String, _ message: String, to output: inout OctetBuffer
  ) {
    output.append("::")
    output.append(level)
    output.append(" file=")
    output.append(string: escaped(file, isProperty: true))
    output.append(",title=")
    output.append(string: escaped(title, isProperty: true))
    output.append("::")
    output.append(string: escaped(message, isProperty: false))
    output.endLine()
  }

  // As the runner's own toolkit escapes; everything else that a terminal could obey or hide is replaced.
  private static func escaped(_ text: String, isProperty: Bool) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "%": result += "%25"
      case "\n": result += "%0A"
      case "\r": result += "%0D"
      case ":" where isProperty: result += "%3A"
      case "," where isProperty: result += "%2C"
      case _ where HarmlessText.isDangerous(scalar): result += "?"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
