import ArgumentParser

/// A wrong command line, told like every other failure: what is wrong, and a caret under the word that is.
enum UsageComplaint {
  /// The words for `message`, which the parser found about `arguments`.
  static func text(_ message: String, arguments: [String]) -> String {
    // The parser quotes what it does not know; the longest argument that it can mean is the one.
    let quoted = arguments.filter { message.contains("'\($0)'") || message.contains("\"\($0)\"") }
    guard let word = quoted.max(by: { $0.count < $1.count }), let index = arguments.firstIndex(of: word) else {
      return message + "\n  tcptrace-swift --help lists the options."
    }
    let before = (["tcptrace-swift"] + arguments[..<index]).map(shown).joined(separator: " ")
    let line = (["tcptrace-swift"] + arguments).map(shown).joined(separator: " ")
    let mark =
      String(repeating: " ", count: before.count + 1) + "^" + String(repeating: "~", count: shown(word).count - 1)
    return "\(message)\n  \(line)\n  \(mark)\n  tcptrace-swift --help lists the options."
  }

  // As a shell would need it, so that columns are those of what was typed, or near.
  private static func shown(_ argument: String) -> String {
    let isPlain = !argument.isEmpty && argument.allSatisfy { $0 != " " && $0 != "'" && $0 != "\n" }
    return isPlain ? argument : "'" + argument.replacing("\n", with: " ") + "'"
  }
}

extension TraceCommand {
  /// Ends the process with the status of `error`: a usage error in our own words, anything else as the parser does.
  static func end(withError error: any Error) -> Never {
    guard exitCode(for: error).rawValue == ExitStatus.usage.rawValue, !(error is ExitCode) else {
      exit(withError: error)
    }
    StandardStream.complain(
      UsageComplaint.text(message(for: error), arguments: Array(CommandLine.arguments.dropFirst())))
    exit(withError: ExitCode(ExitStatus.usage.rawValue))
  }
}
