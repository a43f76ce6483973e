import ArgumentParser
import FlowDiagnosis
import FlowReporting

/// What is printed.
struct OutputOptions: ParsableArguments {
  @Flag(name: .customShort("v"), help: "Draw the ladder of every connection, not only of those in trouble.")
  var verbose: Int

  @Flag(name: [.customShort("q"), .customLong("quiet")], help: "Print the summary only.")
  var quiet = false

  @Flag(name: .customLong("json"), help: "Print one JSON object a line.")
  var json = false

  @Option(
    name: .customLong("group-by"),
    help: ArgumentHelp(
      "Count connections by server, client, subnet, port or vlan in the summary, those with the most trouble first.",
      valueName: "what"))
  var grouping: Grouping?

  @Flag(name: .customLong("all-segments"), help: "Report plain data and plain ACKs too.")
  var allSegments = false

  @Flag(
    name: .customLong("show-malformed"),
    help: "List each packet that cannot be decoded: which header, at which octet, and what it lacks.")
  var showMalformed = false

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

  @Flag(
    name: .customShort("l"), help: "Write each line of a live capture at once; always so, taken for tcpdump's sake.")
  var lineBuffered = false

  @Option(
    name: .customLong("color"),
    help: ArgumentHelp("Use colour: auto (on a terminal), always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(name: .customLong("no-pager"), help: "Do not hand long text on a terminal to $PAGER (or less).")
  var noPager = false

  @Flag(name: .customLong("ascii"), help: "Draw with ASCII characters only.")
  var ascii = false

  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp(
      "Speak en (English) or ko (Korean); the locale's language otherwise. JSON is English always.",
      valueName: "language"
    ))
  var language: Language?

  @Flag(name: .customLong("print-schema"), help: "Print the JSON Schema of the lines that --json prints.")
  var printSchema = false

  @Flag(
    name: .customLong("list-findings"),
    help: "List every finding with its severity and where RFC 9293 describes it; with --json an object a line.")
  var listFindings = false

  @Option(
    name: .customLong("explain"),
    help: ArgumentHelp(
      "Explain a finding: what happened, why, and the commands that tell which cause it was.", valueName: "code"),
    completion: .list(FindingCode.allCases.map(\.rawValue)))
  var explain: String?

  /// The finding to be explained, however its code is typed; nil where none is, or there is no such finding.
  var explained: FindingCode? { explain.flatMap { FindingCode(rawValue: $0.lowercased()) } }

  /// What text is written in. ASCII alone cannot spell Korean, so that `--ascii` speaks English unless Korean is asked for by name.
  var spokenLanguage: Language {
    language ?? (ascii ? .english : Terminal.language)
  }

  /// How text is laid out.
  var settings: TextSettings {
    TextSettings(
      width: Terminal.width, style: Terminal.usesColor(color) ? .ansi : .off, unicode: !ascii && Terminal.isUnicode,
      timeFormat: TimeFormat(count: timeStyle), utc: utc, verbosity: quiet ? .quiet : verbose > 0 ? .verbose : .normal,
      language: spokenLanguage, grouping: grouping)
  }
}
