import ArgumentParser

/// Reports for other programs, each in a file of its own, beside what is printed.
struct ExportOptions: ParsableArguments {
  @Option(
    name: .customLong("json-file"), help: ArgumentHelp("Write what --json prints to a file.", valueName: "file"))
  var json: String?

  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp("Write a line a connection, separated by commas; - is standard output.", valueName: "file"))
  var csv: String?

  @Option(
    name: .customLong("tsv"),
    help: ArgumentHelp("Write a line a connection, separated by tabs; - is standard output.", valueName: "file"))
  var tsv: String?

  @Option(
    name: .customLong("zeek"),
    help: ArgumentHelp("Write Zeek's conn.log, into a folder or a file; - is standard output.", valueName: "file"))
  var zeek: String?

  @Option(
    name: .customLong("zeek-json"),
    help: ArgumentHelp("Write Zeek's conn.log in its JSON form; - is standard output.", valueName: "file"))
  var zeekJSON: String?

  @Option(
    name: .customLong("eve"),
    help: ArgumentHelp("Write Suricata's EVE flow records; - is standard output.", valueName: "file"))
  var eve: String?

  @Option(
    name: .customLong("html"),
    help: ArgumentHelp("Write a report for a browser, one file that needs no network.", valueName: "file"))
  var html: String?

  /// Every destination that was given, with the option's name.
  var destinations: [(option: String, path: String)] {
    let given: [(String, String?)] = [
      ("--json-file", json), ("--csv", csv), ("--tsv", tsv), ("--zeek", zeek), ("--zeek-json", zeekJSON),
      ("--eve", eve), ("--html", html),
    ]
    return given.compactMap { option, path in path.map { (option, $0) } }
  }
}
