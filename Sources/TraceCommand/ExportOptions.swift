import ArgumentParser

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Reports for other programs, each in a file of its own, beside what is printed.
struct ExportOptions: ParsableArguments {
  @Option(
    name: [.customShort("w", allowingJoined: true), .customLong("write")],
    help: ArgumentHelp(
      "Write the packets as pcapng with states and findings as comments; - is standard output.", valueName: "file"),
    completion: .file())
  var capture: String?

  @Option(
    name: .customLong("only"),
    help: ArgumentHelp(
      "With -w: only connections with these findings, severities or numbers, with commas between.", valueName: "what"),
    transform: CaptureSelection.init(argument:))
  var only: CaptureSelection?

  @Option(
    name: .customLong("json-file"), help: ArgumentHelp("Write what --json prints to a file.", valueName: "file"),
    completion: .file())
  var json: String?

  @Option(
    name: .customLong("csv"),
    help: ArgumentHelp("Write a line a connection, separated by commas; - is standard output.", valueName: "file"),
    completion: .file())
  var csv: String?

  @Option(
    name: .customLong("tsv"),
    help: ArgumentHelp("Write a line a connection, separated by tabs; - is standard output.", valueName: "file"),
    completion: .file())
  var tsv: String?

  @Option(
    name: .customLong("zeek"),
    help: ArgumentHelp("Write Zeek's conn.log, into a folder or a file; - is standard output.", valueName: "file"),
    completion: .file())
  var zeek: String?

  @Option(
    name: .customLong("zeek-json"),
    help: ArgumentHelp("Write Zeek's conn.log in its JSON form; - is standard output.", valueName: "file"),
    completion: .file())
  var zeekJSON: String?

  @Option(
    name: .customLong("eve"),
    help: ArgumentHelp("Write Suricata's EVE flow records; - is standard output.", valueName: "file"),
    completion: .file())
  var eve: String?

  @Option(
    name: .customLong("html"),
    help: ArgumentHelp("Write a report for a browser, one file that needs no network.", valueName: "file"),
    completion: .file())
  var html: String?

  @Option(
    name: .customLong("sqlite"),
    help: ArgumentHelp("Write an SQLite database of connections, events and findings.", valueName: "file"),
    completion: .file())
  var sqlite: String?

  /// Refuses a choice of what is not written.
  func validate() throws {
    if only != nil && capture == nil { throw ValidationError("--only chooses what -w writes: give -w FILE too.") }
    if capture == "-", isatty(STDOUT_FILENO) == 1 {
      throw ValidationError("-w - writes a capture, which no terminal can show: send it to a file or another program.")
    }
    if sqlite == "-" { throw ValidationError("--sqlite writes a database, which cannot go to a stream.") }
  }

  /// Every destination that was given, with the option's name.
  var destinations: [(option: String, path: String)] {
    let given: [(String, String?)] = [
      ("-w", capture), ("--json-file", json), ("--csv", csv), ("--tsv", tsv), ("--zeek", zeek),
      ("--zeek-json", zeekJSON), ("--eve", eve), ("--html", html), ("--sqlite", sqlite),
    ]
    return given.compactMap { option, path in path.map { (option, $0) } }
  }
}
