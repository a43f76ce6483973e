import ArgumentParser

/// When to use colour.
enum ColorChoice: String, WordChoice {
  /// On a terminal.
  case auto
  /// Always.
  case always
  /// Never.
  case never
}
