import PacketCapture

/// The command line as the system hands it over, before it is taken for text.
enum CommandLineOctets {
  /// The arguments after the program's name, each without its final 0.
  static var arguments: [[UInt8]] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { index in
      guard let argument = unsafe CommandLine.unsafeArgv[index] else { return nil }
      var octets: [UInt8] = []
      var at = 0
      while unsafe argument[at] != 0 {
        unsafe octets.append(UInt8(bitPattern: argument[at]))
        at += 1
      }
      return octets
    }
  }

  /// What was typed for `text`, an argument or the value in one: where that is no UTF-8, text has U+FFFD for it.
  static func octets(of text: String) -> [UInt8] {
    guard text.unicodeScalars.contains("\u{FFFD}") else { return Array(text.utf8) }
    for argument in arguments {
      // A value stands alone, behind "-w", or behind the "=" of "--csv=" and of "junit=".
      let starts = [0, 2] + argument.indices.filter { argument[$0] == UInt8(ascii: "=") }.map { $0 + 1 }
      for start in starts where start < argument.count {
        if String(decoding: argument[start...], as: UTF8.self) == text { return Array(argument[start...]) }
      }
    }
    return Array(text.utf8)
  }
}

extension CapturePath {
  /// The path that was typed as `text`: options are parsed as text, and names need not be text.
  init(typed text: String) {
    self.init(octets: CommandLineOctets.octets(of: text))
  }
}
