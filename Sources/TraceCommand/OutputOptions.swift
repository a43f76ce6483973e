import ArgumentParser
import FlowReporting

/// What is printed.
struct OutputOptions: ParsableArguments {
  @Flag(name: .customShort("v"), help: "Draw the ladder of every connection, not only of those in trouble.")
  var verbose: Int

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Print the summary only.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Print one JSON object a line.")
  var json = false

  @Flag(name: .customLong("all-segments"), help: "Report plain data and plain ACKs too.")
  var allSegments = false

  @Flag(
    name: .customShort("t"),
    help: ArgumentHelp(
      "Times as tcpdump: -t none, -tt seconds since 1970, -ttt since the line before, -tttt with the date, -ttttt since the first packet."
    ))
  var timeStyle: Int

  @Flag(name: .customLong("utc"), help: "Print times of day in UTC, not in local time.")
  var utc = false

  @Flag(name: .customShort("n"), help: "Print numbers for addresses and ports; always so, taken for tcpdump's sake.")
  var numeric = false

  @Option(
    name: .customLong("color"),
    help: ArgumentHelp("Use colour: auto (on a terminal), always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(name: .customLong("ascii"), help: "Draw with ASCII characters only.")
  var ascii = false

  @Flag(
    name: .customLong("list-findings"), help: "List every finding with its severity and where RFC 9293 describes it.")
  var listFindings = false

  /// How text is laid out.
  var settings: TextSettings {
    TextSettings(
      width: Terminal.width, style: Terminal.usesColor(color) ? .ansi : .off, unicode: !ascii && Terminal.isUnicode,
      timeFormat: TimeFormat(count: timeStyle), utc: utc, verbosity: quiet ? .quiet : verbose > 0 ? .verbose : .normal)
  }
}
