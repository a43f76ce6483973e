import FlowDiagnosis

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is known of where text goes.
enum Terminal {
  /// Whether standard output is a terminal.
  static var isOutputTerminal: Bool {
    isatty(STDOUT_FILENO) == 1
  }

  /// Whether standard error is a terminal.
  static var isErrorTerminal: Bool {
    isatty(STDERR_FILENO) == 1
  }

  /// Whether the process is in the foreground of the terminal that `descriptor` is.
  static func isForeground(_ descriptor: Int32) -> Bool {
    tcgetpgrp(descriptor) == getpgrp()
  }

  /// Columns to use: the terminal's, else `COLUMNS`, else 120; at least 80.
  static var width: Int {
    var size = winsize()
    if unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 { return max(80, Int(size.ws_col)) }
    if let text = variable("COLUMNS"), let columns = Int(text), columns > 0 { return min(max(80, columns), 1000) }
    return 120
  }

  /// Whether the locale's character set is UTF-8.
  static var isUnicode: Bool {
    let locale = [variable("LC_ALL"), variable("LC_CTYPE"), variable("LANG")].compactMap { $0 }.first { !$0.isEmpty }
    // Without a locale text mostly goes into files and logs, which are UTF-8 today.
    guard let locale else { return true }
    let lower = locale.lowercased()
    // Compared by parts, as searching a string would draw in the code for regular expressions.
    return lower.split { $0 == "." || $0 == "@" }.contains { $0 == "utf-8" || $0 == "utf8" }
      || (!isOutputTerminal && (lower == "c" || lower == "posix"))
  }

  /// The language of the locale; English where text is not UTF-8, since ASCII cannot spell Korean.
  static var language: Language {
    isUnicode ? Language(locale: ["LC_ALL", "LC_MESSAGES", "LANG"].map(variable)) : .english
  }

  /// Whether colour was asked for or makes sense: `NO_COLOR` (no-color.org) and dumb terminals say no.
  static func usesColor(_ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: true
    case .never: false
    case .auto: isOutputTerminal && (variable("NO_COLOR") ?? "").isEmpty && variable("TERM") != "dumb"
    }
  }

  /// The value of an environment variable; nil where it is not set.
  static func variable(_ name: String) -> String? {
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
