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
}
