import ArgumentParser
import FlowReporting
import FlowTracking

/// One connection of a run, drawn on standard output in the place of the text.
struct DrawingOptions: ParsableArguments {
  @Option(
    name: .customLong("ladder"),
    help: ArgumentHelp("Draw the ladder of one connection, by its number.", valueName: "number"))
  var ladder: UInt64?

  @Option(
    name: .customLong("svg"), help: ArgumentHelp("Draw it as an SVG picture.", valueName: "number"))
  var svg: UInt64?

  @Option(
    name: .customLong("mermaid"),
    help: ArgumentHelp(
      "Draw it as a Mermaid sequence diagram, which wikis and pull requests show.", valueName: "number"))
  var mermaid: UInt64?

  @Option(
    name: .customLong("xplot"),
    help: ArgumentHelp(
      "Draw the time-sequence graph of what the client sent, or with :server the server, for xplot.",
      valueName: "number"), transform: GraphChoice.init(argument:))
  var xplot: GraphChoice?

  @Option(
    name: .customLong("gnuplot"),
    help: ArgumentHelp("The same as a gnuplot script with its data.", valueName: "number"),
    transform: GraphChoice.init(argument:))
  var gnuplot: GraphChoice?

  /// The options that were given.
  var given: [String] {
    let all = [
      ("--ladder", ladder != nil), ("--svg", svg != nil), ("--mermaid", mermaid != nil), ("--xplot", xplot != nil),
      ("--gnuplot", gnuplot != nil),
    ]
    return all.filter(\.1).map(\.0)
  }

  /// The number of the connection that is asked for; nil where none is.
  var number: UInt64? { ladder ?? svg ?? mermaid ?? xplot?.number ?? gnuplot?.number }

  /// The drawing in `file`; nil where none is asked for.
  func sink(settings: TextSettings, file: OutputFile) -> (any ReportSink)? {
    if let ladder { return WrittenReport(DrawingReporter(.ladder, of: ladder, settings: settings), to: file) }
    if let svg { return WrittenReport(DrawingReporter(.svg, of: svg, settings: settings), to: file) }
    if let mermaid { return WrittenReport(DrawingReporter(.mermaid, of: mermaid, settings: settings), to: file) }
    if let xplot { return WrittenReport(TimeSequence(.xplot, of: xplot.number, from: xplot.sender), to: file) }
    if let gnuplot { return WrittenReport(TimeSequence(.gnuplot, of: gnuplot.number, from: gnuplot.sender), to: file) }
    return nil
  }
}

/// Which direction of which connection a graph shows: "3", "3:client" or "3:server".
struct GraphChoice: Sendable {
  /// The connection's number.
  var number: UInt64
  /// Whose segments.
  var sender: Side

  /// The choice that `argument` asks for.
  @Sendable init(argument: String) throws {
    let parts = argument.split(separator: ":", omittingEmptySubsequences: false)
    guard let number = UInt64(parts[0]), number > 0, parts.count <= 2,
      parts.count == 1 || ["client", "server"].contains(parts[1])
    else {
      throw ValidationError("\"\(argument)\" is no connection's number, such as 3 or 3:server.")
    }
    self.number = number
    sender = parts.last == "server" ? .server : .client
  }
}
