import FlowReporting

/// Where a run's results go: every destination that the options name, opened before anything is read.
struct OutputPlan {
  private let exports: ExportOptions
  private let gateOptions: GateOptions
  private let inputs: [String]
  /// The files of the run, for their condition at the end.
  private(set) var files: [OutputFile] = []
  /// Reports beside the printed one.
  private(set) var sinks: [any ReportSink] = []
  /// The judge; nil where nothing is to be judged.
  private(set) var gate: Gate?
  private var verdictFiles: [(report: VerdictReport, file: OutputFile)] = []
  private var baselineFile: OutputFile?

  /// Whether one of the reports takes standard output, so that no text is printed.
  let takesStandardOutput: Bool

  /// Opens every destination.
  ///
  /// - Throws: `OutputRefusal` where one cannot be opened; a usage error for files of conditions.
  init(
    _ exports: ExportOptions, _ gate: GateOptions, settings: TextSettings, allSegments: Bool, inputs: [String]
  ) throws {
    self.exports = exports
    gateOptions = gate
    self.inputs = inputs
    takesStandardOutput =
      exports.destinations.contains { $0.path == "-" }
      || gate.reports.contains { $0.kind != .github && $0.path == "-" }
    if gate.isUsed {
      let conditions = try gate.conditions(settings: settings)
      let judge = Gate(conditions, collectsAnnotations: gate.reports.contains { $0.kind == .github })
      self.gate = judge
      sinks.append(judge)
    }
    try openExports(settings: settings, allSegments: allSegments)
    for report in gate.reports { verdictFiles.append((report, try open(report.path))) }
    if let path = gate.writeBaseline { baselineFile = try open(path) }
  }

  private mutating func openExports(settings: TextSettings, allSegments: Bool) throws {
    if let path = exports.json { add(JSONReporter(allSegments: allSegments), try open(path)) }
    if let path = exports.csv { add(TableReporter(.comma), try open(path)) }
    if let path = exports.tsv { add(TableReporter(.tab), try open(path)) }
    if let path = exports.zeek { add(ZeekReporter(.log), try open(OutputFile.path(path, inFolder: "conn.log"))) }
    if let path = exports.zeekJSON { add(ZeekReporter(.json), try open(OutputFile.path(path, inFolder: "conn.log"))) }
    if let path = exports.html { add(HTMLReporter(settings: settings), try open(path)) }
    if let path = exports.eve { add(EVEReporter(), try open(path)) }
  }

  private mutating func add(_ reporter: some Reporter, _ file: OutputFile) {
    sinks.append(WrittenReport(reporter, to: file))
  }

  private mutating func open(_ path: String) throws -> OutputFile {
    let file = try OutputFile(path: path, inputs: inputs)
    files.append(file)
    return file
  }

  /// Writes what only the whole run tells, closes every file, and gives the status of the run: 74 where an output failed, 1 where a condition
  /// is not met, else 0.
  func finish(standardOutput: OutputFile) -> ExitStatus {
    var status = ExitStatus.done
    if let gate {
      let verdicts = gate.verdicts
      for (report, file) in verdictFiles { file.write(report.document(verdicts, of: gate).octets.span) }
      if let file = baselineFile, let baseline = gate.recorded { file.write(Array(baseline.text.utf8).span) }
      for verdict in verdicts {
        guard let failure = verdict.failure else { continue }
        StandardStream.complain("FAILED  --\(verdict.gate)  \(verdict.name)\n" + Self.indented(failure))
        status = .failed
      }
      if !verdicts.isEmpty && status == .done {
        StandardStream.complain("passed: \(verdicts.count == 1 ? "the condition" : "all \(verdicts.count) conditions")")
      }
    }
    for file in files { file.finish() }
    return (files + [standardOutput]).contains { $0.condition == .failed } ? .outputFailed : status
  }

  private static func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}
