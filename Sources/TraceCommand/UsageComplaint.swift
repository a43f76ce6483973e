import ArgumentParser

/// A wrong command line, told like every other failure: what is wrong, and a caret under the word that is.
enum UsageComplaint {
  /// The words for `message`, which the parser found about `arguments`.
  static func text(_ message: String, arguments: [String]) -> String {
    // The parser quotes what it does not know; the longest argument that it can mean is the one.
    let quoted = arguments.filter {
      message.contains("'\($0)'") || message.contains("\"\($0)\"") || message.contains("'\($0.prefix { $0 != "=" })'")
    }
    // Where none is quoted by itself, the option is that the message names.
    let named = arguments.last { message.contains("'\($0) <") || message.hasPrefix("\($0) ") }
    guard let word = quoted.max(by: { $0.count < $1.count }) ?? named, let index = arguments.firstIndex(of: word) else {
      return message + "\n  tcptrace-swift --help lists the options."
    }
    let before = (["tcptrace-swift"] + arguments[..<index]).map(shown).joined(separator: " ")
    let line = (["tcptrace-swift"] + arguments).map(shown).joined(separator: " ")
    let mark =
      String(repeating: " ", count: before.count + 1) + "^" + String(repeating: "~", count: shown(word).count - 1)
    return "\(message)\n  \(line)\n  \(mark)\n  tcptrace-swift --help lists the options."
  }

  /// The first argument that is no option although it looks like one, with the nearest that there is; nil where there is none.
  ///
  /// The parser says so itself, but only after everything else was found right: "nothing to read" would hide it.
  static func unknownOption(in arguments: [String], help: String) -> (word: String, nearest: String?)? {
    let known = Set(help.split { " ,\n".contains($0) }.filter { $0.hasPrefix("-") }.map(String.init))
    for argument in arguments.prefix(while: { $0 != "--" }) where argument.hasPrefix("--") {
      let name = String(argument.prefix { $0 != "=" })
      if known.contains(name) || name == "--generate-completion-script" { continue }
      let names = known.filter { $0.hasPrefix("--") }.map { String($0.dropFirst(2)) }.sorted()
      return (name, NearestWord.of(name.dropFirst(2), among: names))
    }
    let letters = arguments.filter { $0.count == 2 && $0.hasPrefix("-") && $0 != "--" && $0.last?.isNumber == false }
    return letters.first { !known.contains($0) }.map { ($0, nil) }
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
    let arguments = Array(CommandLine.arguments.dropFirst())
    var message = message(for: error)
    if let (word, nearest) = UsageComplaint.unknownOption(in: arguments, help: helpMessage()) {
      message = "Unknown option '\(word)'" + (nearest.map { ". Did you mean '--\($0)'?" } ?? "")
    }
    StandardStream.complain(UsageComplaint.text(message, arguments: arguments))
    exit(withError: ExitCode(ExitStatus.usage.rawValue))
  }
}
