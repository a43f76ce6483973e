/// The completion script for zsh, which the parser's library makes.
enum ZshCompletion {
  /// `script` without what makes zsh refuse it; nil where it is none for zsh.
  ///
  /// The library offers its "help" command beside the filter, and `_arguments` takes one rest argument only ("doubled rest argument
  /// definition").
  static func mended(_ script: String) -> String? {
    guard script.hasPrefix("#compdef ") else { return nil }
    return script.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.contains("'(-): :->command'") && !$0.contains("'(-)*:: :->arg'") }
      .joined(separator: "\n")
  }
}
