#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A program that shows long text on a terminal page by page: what `PAGER` names, else less.
@safe
final class Pager {
  /// What takes the text.
  let descriptor: Int32
  private let stream: UnsafeMutablePointer<FILE>

  /// The command to page with; nil where standard output is no terminal, or no pager is wanted or there.
  static var command: String? {
    // In the background the shell would stop it before it shows anything.
    guard Terminal.isOutputTerminal, Terminal.isForeground(STDOUT_FILENO) else { return nil }
    guard let wish = Terminal.variable("PAGER"), !isMissing(wish) else { return isInstalled("less") ? "less" : nil }
    return wish.isEmpty || wish == "cat" ? nil : wish
  }

  /// Whether `command` begins with the name of a program that is not there, which would take the text with it. What only a shell understands is
  /// left to it.
  static func isMissing(_ command: String) -> Bool {
    guard let program = command.split(separator: " ").first,
      program.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || "+-./_".contains($0)) })
    else { return false }
    return program.utf8.contains(UInt8(ascii: "/"))
      ? unsafe access(String(program), X_OK) != 0 : !isInstalled(String(program))
  }

  /// Starts `command`, as the shell understands it; nil where that fails.
  init?(_ command: String) {
    // Colours shown, short text printed and left there, as git has it; who set LESS knows better.
    _ = unsafe setenv("LESS", "FRX", 0)
    guard let stream = unsafe popen(command, "w") else { return nil }
    unsafe self.stream = stream
    descriptor = unsafe fileno(stream)
  }

  /// Tells the pager that this was all, and waits until its reader has left it.
  func wait() {
    // The terminal's interrupt is the pager's while it is there.
    _ = signal(SIGINT, SIG_IGN)
    _ = unsafe pclose(stream)
    _ = signal(SIGINT, SIG_DFL)
  }

  private static func isInstalled(_ program: String) -> Bool {
    (Terminal.variable("PATH") ?? "/usr/bin:/bin").split(separator: ":").contains {
      unsafe access("\($0)/\(program)", X_OK) == 0
    }
  }
}
