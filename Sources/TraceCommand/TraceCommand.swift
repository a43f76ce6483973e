package import ArgumentParser
import FlowDiagnosis
import FlowReporting
import PacketCapture
import PacketDecoding

/// The command line: options as people type them, checked, then the pipeline.
package struct TraceCommand: ParsableCommand {
  /// How `--help` introduces the tool.
  package static let configuration = CommandConfiguration(
    commandName: "tcptrace-swift",
    abstract: "Watches TCP connections and says what each side believed, segment by segment, and why it failed.",
    usage: """
      tcptrace-swift -r FILE [options] [filter expression]
      tcptrace-swift -i INTERFACE [options] [filter expression]
      """,
    discussion: """
      Reads a capture file or an interface through libpcap, follows the RFC 9293 state of both endpoints of every connection, \
      and names what went wrong, with the frames that prove it. The filter expression is tcpdump's (pcap-filter(7)).
      """,
    version: "\(name)\n\(LibpcapVersion.text)\n\(CompressionVersions.text)\n\(SQLiteVersion.text)")

  /// The program with its version, as files that it writes name it.
  static let name = "tcptrace-swift 0.1.0"

  @OptionGroup(title: "Where packets come from")
  var input: InputOptions

  @OptionGroup(title: "Limits")
  var limits: LimitOptions

  @OptionGroup(title: "What is printed")
  var output: OutputOptions

  @OptionGroup(title: "Reports for other programs")
  var exports: ExportOptions

  @OptionGroup(title: "One connection, on standard output in the place of the text")
  var drawing: DrawingOptions

  @OptionGroup(title: "Conditions, for CI (status 1 where one is not met)")
  var gate: GateOptions

  @Argument(parsing: .remaining, help: ArgumentHelp("A filter, as tcpdump takes it: 'port 443'.", valueName: "filter"))
  var filter: [String] = []

  /// A command with its options still to be parsed.
  package init() {}

  /// Parses the process's arguments and does what they ask; does not return where the status is not 0.
  package static func start() {
    StandardStream.prepare()
    // Who asks while options are parsed is answered a little later: without, the signal would end the process.
    CountsRequest.install()
    do {
      var command = try parseAsRoot()
      try command.run()
    } catch {
      guard exitCode(for: error) == .success, !(error is ExitCode) else { end(withError: error) }
      // Help, the version or completions, which the parser would print without a look at whether it can be.
      let text = fullMessage(for: error)
      let file = OutputFile.standardOutput()
      file.write(Array(((ZshCompletion.mended(text) ?? text) + "\n").utf8).span)
      exit(withError: file.condition == .failed ? ExitCode(ExitStatus.outputFailed.rawValue) : nil)
    }
  }

  /// Refuses options that contradict each other.
  package func validate() throws {
    if let word = output.explain, output.explained == nil {
      throw ValidationError(FindingPages.complaint(about: word))
    }
    if output.json, output.explain != nil {
      throw ValidationError("--explain prints text only; --list-findings --json tells of all findings.")
    }
    if output.json, input.listInterfaces { throw ValidationError("-D prints text only, without --json.") }
    if output.printSchema || output.listFindings || output.explain != nil || input.listInterfaces { return }
    if input.read.isEmpty && input.interface == nil {
      if let file = misplacedFile { throw ValidationError("Nothing to read: put -r before the file \"\(file)\".") }
      throw ValidationError(
        "Nothing to read: give a capture with -r FILE, or an interface with -i NAME (-D lists them).")
    }
    if !input.read.isEmpty && input.interface != nil {
      throw ValidationError("-r reads a file and -i an interface: give one of them.")
    }
    if output.json && output.quiet { throw ValidationError("--json and -q contradict each other.") }
    if output.quiet && output.verbose > 0 { throw ValidationError("-q and -v contradict each other.") }
    try validateDestinations()
    if output.timeStyle > 5 { throw ValidationError("-t may be given five times at most.") }
  }

  // Two reports in one stream would be of use to nobody; GitHub's runner alone picks its lines out of a text.
  private func validateDestinations() throws {
    var takers = exports.destinations.filter { $0.path == "-" }.map { "\($0.option) -" }
    if output.json { takers.append("--json") }
    takers += drawing.given
    takers += gate.reports.filter { $0.path == "-" && $0.kind != .github }.map { "--report \($0.kind.rawValue)=-" }
    let others = gate.reports.contains { $0.path == "-" && $0.kind == .github } ? ["--report github=-"] : []
    if takers.count + (takers.isEmpty ? 0 : others.count) > 1 {
      throw ValidationError(
        "\((takers + others).joined(separator: " and ")) want standard output: let it go to a file but for one.")
    }
    var seen: Set<String> = []
    for path in exports.destinations.map(\.path) + gate.reports.map(\.path) + [gate.writeBaseline].compactMap(\.self)
    where path != "-" && !seen.insert(path).inserted {
      throw ValidationError("\(path): two reports cannot be written to one file.")
    }
  }

  /// Does what was asked; ends the process with the status of `ExitStatus` where that is not 0.
  package func run() throws {
    if output.printSchema { return try printOnly(OutputSchema.text) }
    if output.listFindings {
      return try printOnly(
        output.json ? FindingCatalogue.json : FindingPages.list(output.settings), isPaged: !output.json)
    }
    if let code = output.explained {
      return try printOnly(FindingPages.page(of: code, output.settings), isPaged: true)
    }
    InterruptHandler.install()
    do throws(CaptureError) {
      if input.listInterfaces {
        try printDevices()
      } else {
        try trace()
      }
    } catch {
      if error.kind != .interrupted { StandardStream.complain(error.description + remark(on: error)) }
      throw ExitCode(ExitStatus(error).rawValue)
    }
  }

  /// The first word of the filter that names a file, which nothing of pcap-filter(7) does.
  private var misplacedFile: String? {
    filter.first { CapturePath(typed: $0).isFile }
  }

  // "-r *.pcap" is what a shell makes "-r a.pcap b.pcap" of.
  private func remark(on error: CaptureError) -> String {
    guard error.kind == .filter, let file = misplacedFile else { return "" }
    return "\n  \"\(file)\" is a file: each takes an -r of its own, and a directory stands for all that are in it."
  }

  private func printDevices() throws(CaptureError) {
    let listing = CaptureDevice.listing(try CaptureDevice.list())
    do {
      try printOnly(listing)
    } catch {
      Self.exit(withError: error)
    }
  }

  private func printOnly(_ text: String, isPaged: Bool = false) throws {
    let file = OutputFile.standardOutput(pager: isPaged && !output.noPager ? Pager.command : nil)
    file.write(Array((text.hasSuffix("\n") ? text : text + "\n").utf8).span)
    file.finish()
    if file.condition == .failed { throw ExitCode(ExitStatus.outputFailed.rawValue) }
  }

  private func trace() throws(CaptureError) {
    let inner = innerFilter
    var source: CaptureSource
    if let word = input.interface {
      let interface = CaptureDevice.name(meantBy: word) { (try? CaptureDevice.list()) ?? [] }
      source = try CaptureSource.live(
        interface: interface, options: input.live, filter: filter, widened: inner != nil)
    } else {
      // A filter that is to look inside sees every packet decoded; libpcap only judges its spelling.
      if inner != nil { try CaptureFilter.validate(filter) }
      source = try files()
    }
    for warning in source.warnings { StandardStream.complain(warning) }
    // A file without an interface has no packets either.
    if source.linkType >= 0 && !PacketDecoder(linkType: source.linkType).isSupported {
      StandardStream.complain(
        "\(source.name): packets of link type \(source.linkTypeName) are counted, but cannot be decoded by this version."
      )
    }
    let plan = plan(of: source)
    let printed = OutputFile.standardOutput(pager: isPaged(source.isLive || source.follows) ? Pager.command : nil)
    printed.progress = ProgressBar(of: source)
    var problem: CaptureError?
    do throws(CaptureError) {
      try trace(&source, plan, printed)
    } catch {
      problem = error
    }
    printed.progress?.clear()
    // Whoever reads on in a pager sees what comes next when they have left it.
    printed.finish()
    if let (file, hindsight) = plan.secondPass { writeCapture(of: source, file, hindsight) }
    for warning in source.closingWarnings { StandardStream.complain(warning) }
    let status = plan.finish(standardOutput: printed)
    if status == .done && problem == nil && plan.lacksDrawing {
      StandardStream.complain("\(source.name): has no connection \(drawing.number ?? 0).")
      Self.exit(withError: ExitCode(ExitStatus.usage.rawValue))
    }
    if status == .outputFailed || (status == .failed && problem == nil) {
      if let problem { StandardStream.complain(problem.description) }
      Self.exit(withError: ExitCode(status.rawValue))
    }
    if let problem { throw problem }
    tellProblems(of: source)
  }

  // Text that has an end, and is for people.
  private func isPaged(_ isEndless: Bool) -> Bool {
    !isEndless && !output.json && !output.noPager
  }

  // Ends the process where some of several files could not be read: the status is that of the first.
  private func tellProblems(of source: borrowing CaptureSource) {
    guard let first = source.problems.first else { return }
    for problem in source.problems { StandardStream.complain(problem.description) }
    StandardStream.complain(
      "\(source.problems.count) of \(source.sources.count) files could not be read, or not to their end.")
    Self.exit(withError: ExitCode(ExitStatus(first).rawValue))
  }

  private func files() throws(CaptureError) -> CaptureSource {
    try CaptureSource.files(input.paths, filter: outerFilter, follows: input.follow)
  }

  // What libpcap is to drop.
  private var outerFilter: [String] { innerFilter == nil ? filter : [] }

  // The findings are known now; what stops the second pass stopped the first, and has been told.
  private func writeCapture(of first: borrowing CaptureSource, _ file: OutputFile, _ hindsight: Hindsight) {
    if InterruptHandler.isRaised {
      StandardStream.complain("\(file.name): not written, since the run was stopped before its packets were.")
      return
    }
    if hindsight.leftOut > 0 {
      StandardStream.complain("\(file.name): \(hindsight.leftOut) more findings are not annotated.")
    }
    do throws(CaptureError) {
      var source = try CaptureSource.files(of: first, filter: outerFilter)
      let sink = OutputPlan.capture(
        file, exports.only ?? CaptureSelection(), hindsight, isLive: false, linkType: source.linkType)
      let tracer = Tracer(
        isLive: false, packetLimit: hindsight.packets, memory: limits.memory.octets, filter: innerFilter,
        readsBeside: limits.readsBeside(isCompressed: source.isCompressed))
      try tracer.run(&source, filter: nil, to: sink)
    } catch {
      if error.kind == .cannotOpen { StandardStream.complain("\(file.name): not written: \(error.description)") }
    }
  }

  // Ends the process where an output or a file of conditions is refused.
  private func plan(of source: borrowing CaptureSource) -> OutputPlan {
    do {
      var settings = output.settings
      settings.style = .off
      return try OutputPlan(
        exports, drawing, gate, settings: settings, allSegments: output.allSegments,
        input: OutputPlan.Input(
          // A directory as what is in it.
          paths: source.isLive ? [] : input.paths + source.paths,
          isRepeatable: !input.read.isEmpty && !input.follow && input.paths.allSatisfy(OutputFile.isRepeatable),
          isLive: source.isLive || source.follows, linkType: source.linkType, memory: limits.memory.octets))
    } catch let refusal as OutputRefusal {
      StandardStream.complain(refusal.message)
      Self.exit(withError: ExitCode(ExitStatus.outputFailed.rawValue))
    } catch let complaint as GateFileComplaint {
      StandardStream.complain(complaint.description)
      Self.exit(withError: ExitCode(ExitStatus.usage.rawValue))
    } catch {
      Self.end(withError: error)
    }
  }

  private func trace(
    _ source: inout CaptureSource, _ plan: OutputPlan, _ printed: OutputFile
  ) throws(CaptureError) {
    if source.isLive && !output.json {
      StandardStream.complain(
        "listening on \(source.name), link type \(source.linkTypeName), snapshot length \(source.snapshotLength)")
    }
    if plan.takesStandardOutput {
      try trace(&source, to: SeveralSinks(plan.sinks), printed.progress)
    } else if output.json {
      try trace(&source, JSONReporter(allSegments: output.allSegments, grouping: output.grouping), printed, plan)
    } else if source.isLive || source.follows {
      try trace(&source, LiveReporter(settings: output.settings, allSegments: output.allSegments), printed, plan)
    } else {
      let ladderLimit = min(TextReporter.ladderLimit, limits.memory.octets / 32)
      try trace(&source, TextReporter(settings: output.settings, ladderLimit: ladderLimit), printed, plan)
    }
  }

  private func trace(
    _ source: inout CaptureSource, _ reporter: some Reporter, _ printed: OutputFile, _ plan: OutputPlan
  ) throws(CaptureError) {
    let report = WrittenReport(reporter, to: printed)
    if plan.sinks.isEmpty {
      try trace(&source, to: report, printed.progress)
    } else {
      try trace(&source, to: SeveralSinks([report] + plan.sinks), printed.progress)
    }
  }

  /// The filter that is to be applied to what was decoded; nil where there is none, or libpcap applies it.
  private var innerFilter: SegmentFilter? {
    input.filterOuter ? nil : SegmentFilter(CaptureFilter.expression(filter), port: ServicePort.number)
  }

  private func trace(
    _ source: inout CaptureSource, to sink: some ReportSink, _ progress: ProgressBar?
  ) throws(CaptureError) {
    let tracer = Tracer(
      isLive: source.isLive || source.follows, packetLimit: input.count, memory: limits.memory.octets,
      filter: innerFilter, showsDamage: output.showMalformed, progress: progress,
      readsBeside: limits.readsBeside(isCompressed: source.isCompressed))
    try tracer.run(&source, filter: filter.isEmpty ? nil : filter.joined(separator: " "), to: sink)
  }
}
