import ArgumentParser
import FlowDiagnosis
import FlowReporting
import PacketCapture

/// Where a run's results go: every destination that the options name, opened before anything is read.
struct OutputPlan {
  private let exports: ExportOptions
  private let gateOptions: GateOptions
  private let input: Input
  private let language: Language
  /// The files of the run, for their condition at the end.
  private(set) var files: [OutputFile] = []
  /// Reports beside the printed one.
  private(set) var sinks: [any ReportSink] = []
  /// The judge; nil where nothing is to be judged.
  private(set) var gate: Gate?
  private var verdictFiles: [(report: VerdictReport, file: OutputFile)] = []
  private var baselineFile: OutputFile?
  private var drawn: OutputFile?
  private var database: (path: String, report: DatabaseReport)?
  /// The annotated capture that a second pass writes; nil where none is asked for, or the first pass writes it.
  private(set) var secondPass: (capture: OutputFile, hindsight: Hindsight)?

  /// Whether one of the reports takes standard output, so that no text is printed.
  let takesStandardOutput: Bool

  /// Whether a connection was to be drawn that the run does not have; a reader who left has not waited to see.
  var lacksDrawing: Bool { drawn.map { $0.isUntouched && $0.condition == .open } ?? false }

  /// What is read, as far as outputs have to know.
  struct Input {
    /// The files.
    var paths: [CapturePath]
    /// Whether they can be read once more from the beginning.
    var isRepeatable: Bool
    /// Whether packets come as they happen.
    var isLive: Bool
    /// What packets begin with, libpcap's number.
    var linkType: Int32
    /// Octets that the process may take.
    var memory: Int
  }

  /// Opens every destination.
  ///
  /// - Throws: `OutputRefusal` where one cannot be opened; a usage error for files of conditions.
  init(
    _ exports: ExportOptions, _ drawing: DrawingOptions, _ gate: GateOptions, settings: TextSettings, allSegments: Bool,
    input: Input
  ) throws {
    self.exports = exports
    gateOptions = gate
    self.input = input
    language = settings.language
    takesStandardOutput =
      drawing.number != nil || exports.destinations.contains { $0.path == "-" }
      || gate.reports.contains { $0.kind != .github && $0.path == "-" }
    if gate.isUsed {
      let conditions = try gate.conditions(settings: settings)
      let judge = Gate(conditions, collectsAnnotations: gate.reports.contains { $0.kind == .github })
      self.gate = judge
      sinks.append(judge)
    }
    try openExports(settings: settings, allSegments: allSegments)
    if drawing.number != nil {
      let file = try open("-")
      if let sink = drawing.sink(settings: settings, file: file) { sinks.append(sink) }
      drawn = file
    }
    if let path = exports.capture { try openCapture(path, exports.only ?? CaptureSelection()) }
    for report in gate.reports { verdictFiles.append((report, try open(report.path))) }
    if let path = gate.writeBaseline { baselineFile = try open(path) }
    if let path = exports.sqlite { try openDatabase(path) }
    // Nothing is refused any more.
    for file in files { file.empty() }
  }

  private mutating func openExports(settings: TextSettings, allSegments: Bool) throws {
    if let path = exports.json {
      add(JSONReporter(allSegments: allSegments, grouping: settings.grouping), try open(path))
    }
    if let path = exports.csv { add(TableReporter(.comma), try open(path)) }
    if let path = exports.tsv { add(TableReporter(.tab), try open(path)) }
    if let path = exports.zeek { add(ZeekReporter(.log), try open(path, inFolder: "conn.log")) }
    if let path = exports.zeekJSON { add(ZeekReporter(.json), try open(path, inFolder: "conn.log")) }
    if let path = exports.html { add(HTMLReporter(settings: settings), try open(path)) }
    if let path = exports.eve { add(EVEReporter(), try open(path)) }
  }

  private mutating func openCapture(_ path: String, _ selection: CaptureSelection) throws {
    if !input.isRepeatable && !selection.isByNumber {
      throw ValidationError(
        "--only with findings needs to read the capture twice, and a stream comes by once: save it first, or choose by number."
      )
    }
    let file = try open(path)
    if input.isRepeatable {
      let hindsight = Hindsight(selection, limit: input.memory / 8)
      secondPass = (file, hindsight)
      sinks.append(hindsight)
    } else {
      sinks.append(Self.capture(file, selection, nil, isLive: input.isLive, linkType: input.linkType))
    }
  }

  /// The sink that writes an annotated capture.
  static func capture(
    _ file: OutputFile, _ selection: CaptureSelection, _ hindsight: Hindsight?, isLive: Bool, linkType: Int32
  ) -> AnnotatedCapture {
    AnnotatedCapture(file, selection, hindsight, isLive: isLive, linkType: linkType, application: TraceCommand.name)
  }

  // Created like any other file, with the same refusals, and then left to SQLite.
  private mutating func openDatabase(_ typed: String) throws {
    let path = CapturePath(typed: typed)
    // SQLite would try all the same, and leave its journal beside the device.
    if path.isSpecial { throw OutputRefusal("\(path.name): is no plain file, which a database has to be.") }
    let file = try create(path)
    file.empty()
    file.finish()
    do throws(DatabaseError) {
      let report = try DatabaseReport(path: path.characters)
      database = (path.name, report)
      sinks.append(report)
    } catch {
      throw OutputRefusal("\(path.name): cannot create: \(error.message).")
    }
  }

  private mutating func add(_ reporter: some Reporter, _ file: OutputFile) {
    sinks.append(WrittenReport(reporter, to: file))
  }

  // What is read in this run, which no output may be.
  private var inputs: [CapturePath] {
    input.paths + [gateOptions.expect, gateOptions.baseline].compactMap(\.self).map(CapturePath.init(typed:))
  }

  // Opens the file that was typed as `text`, or the file `name` in it where it is a folder; "-" is standard output.
  private mutating func open(_ text: String, inFolder name: String? = nil) throws -> OutputFile {
    if text == "-" {
      let file = OutputFile.standardOutput()
      files.append(file)
      return file
    }
    var path = CapturePath(typed: text)
    if let name, path.isDirectory { path = path.file(named: Array(name.utf8)) }
    let file = try create(path)
    files.append(file)
    return file
  }

  private func create(_ path: CapturePath) throws -> OutputFile {
    let file = try OutputFile(path: path, inputs: inputs)
    let other = files.first { $0.isSameFile(as: file) }?.name
    if let other = other ?? (file.isStandardOutputsFile ? "standard output" : nil) {
      throw ValidationError("\(other) and \(path.name) are one file, which cannot hold two reports.")
    }
    return file
  }

  /// Writes what only the whole run tells, closes every file, and gives the status of the run: 74 where an output failed, 1 where a condition
  /// is not met, else 0.
  func finish(standardOutput: OutputFile) -> ExitStatus {
    var status = ExitStatus.done
    let isKorean = language == .korean
    if let gate {
      let verdicts = gate.verdicts
      for (report, file) in verdictFiles { file.write(report.document(verdicts, of: gate).octets.span) }
      if let file = baselineFile, let baseline = gate.recorded {
        file.write(Array(baseline.text.utf8).span)
        if let lack = gate.baselineLack { StandardStream.complain("\(file.name): \(lack).") }
      }
      for verdict in verdicts {
        guard let failure = verdict.failure else { continue }
        StandardStream.complain(
          "\(isKorean ? "실패" : "FAILED")  --\(verdict.gate)  \(verdict.name)\n" + Self.indented(failure))
        status = .failed
      }
      if !verdicts.isEmpty && status == .done {
        StandardStream.complain(
          isKorean
            ? "통과: 조건 \(verdicts.count)개"
            : "passed: \(verdicts.count == 1 ? "the condition" : "all \(verdicts.count) conditions")")
        // It would pass for ever.
        if gate.sawNothing {
          StandardStream.complain(
            isKorean
              ? "조건을 적용할 connection이 하나도 없었습니다. capture와 filter가 맞는지 확인하십시오."
              : "there was no connection to hold against that: check that the capture and the filter are the right ones."
          )
        }
      }
    }
    for file in files { file.finish() }
    if let (path, report) = database, let failure = report.failure {
      StandardStream.complain("\(path): \(failure). Free some space, or write elsewhere.")
      return .outputFailed
    }
    return (files + [standardOutput]).contains { $0.condition == .failed } ? .outputFailed : status
  }

  private static func indented(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { $0.isEmpty ? "" : "  " + $0 }.joined(separator: "\n")
  }
}
