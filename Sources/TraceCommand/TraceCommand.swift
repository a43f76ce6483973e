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
    version: "tcptrace-swift 0.1.0\n\(LibpcapVersion.text)")

  @OptionGroup(title: "Where packets come from")
  var input: InputOptions

  @OptionGroup(title: "What is printed")
  var output: OutputOptions

  @Argument(parsing: .remaining, help: ArgumentHelp("A filter, as tcpdump takes it: 'port 443'.", valueName: "filter"))
  var filter: [String] = []

  /// A command with its options still to be parsed.
  package init() {}

  /// Parses the process's arguments and does what they ask; does not return where the status is not 0.
  package static func start() {
    main()
  }

  /// Refuses options that contradict each other.
  package func validate() throws {
    if let word = output.explain, FindingCode(rawValue: word) == nil {
      throw ValidationError(FindingPages.complaint(about: word))
    }
    if output.listFindings || output.explain != nil || input.listInterfaces { return }
    if input.read == nil && input.interface == nil {
      throw ValidationError(
        "Nothing to read: give a capture with -r FILE, or an interface with -i NAME (-D lists them).")
    }
    if input.read != nil && input.interface != nil {
      throw ValidationError("-r reads a file and -i an interface: give one of them.")
    }
    if output.json && output.quiet { throw ValidationError("--json and -q contradict each other.") }
    if output.quiet && output.verbose > 0 { throw ValidationError("-q and -v contradict each other.") }
    if output.timeStyle > 5 { throw ValidationError("-t may be given five times at most.") }
  }

  /// Does what was asked; ends the process with the status of `ExitStatus` where that is not 0.
  package func run() throws {
    if output.listFindings { return try printOnly(FindingPages.list(in: output.spokenLanguage)) }
    if let code = output.explain.flatMap(FindingCode.init(rawValue:)) {
      return try printOnly(FindingPages.page(of: code, output.settings))
    }
    InterruptHandler.install()
    do throws(CaptureError) {
      if input.listInterfaces {
        try printDevices()
      } else {
        try trace()
      }
    } catch {
      if error.kind != .interrupted { StandardStream.complain(error.description) }
      throw ExitCode(ExitStatus(error).rawValue)
    }
  }

  private func printDevices() throws(CaptureError) {
    let listing = CaptureDevice.listing(try CaptureDevice.list())
    do {
      try printOnly(listing)
    } catch {
      Self.exit(withError: error)
    }
  }

  private func printOnly(_ text: String) throws {
    var stream = StandardStream(1)
    let octets = Array((text.hasSuffix("\n") ? text : text + "\n").utf8)
    do {
      try stream.write(octets.span)
    } catch {
      throw status(of: error)
    }
  }

  private func trace() throws(CaptureError) {
    var source: CaptureSource
    if let path = input.read {
      source = try CaptureSource.file(path: path, filter: filter)
    } else {
      source = try CaptureSource.live(interface: input.interface ?? "any", options: input.live, filter: filter)
    }
    for warning in source.warnings { StandardStream.complain(warning) }
    if !PacketDecoder(linkType: source.linkType).isSupported {
      StandardStream.complain(
        "\(source.name): packets of link type \(source.linkTypeName) are counted, but cannot be decoded by this version."
      )
    }
    do {
      if output.json {
        try trace(&source, JSONReporter(allSegments: output.allSegments))
      } else if source.isLive {
        StandardStream.complain(
          "listening on \(source.name), link type \(source.linkTypeName), snapshot length \(source.snapshotLength)")
        try trace(&source, LiveReporter(settings: output.settings, allSegments: output.allSegments))
      } else {
        try trace(&source, TextReporter(settings: output.settings))
      }
    } catch let error as CaptureError {
      throw error
    } catch {
      Self.exit(withError: status(of: error))
    }
  }

  private func trace(_ source: inout CaptureSource, _ reporter: some Reporter) throws {
    var tracer = Tracer(reporter, isLive: source.isLive, packetLimit: input.count)
    try tracer.run(&source, filter: filter.isEmpty ? nil : filter.joined(separator: " "))
  }

  private func status(of error: any Error) -> any Error {
    switch error {
    case OutputError.closed:
      return ExitCode(ExitStatus.done.rawValue)
    case OutputError.failed(let number, let written):
      StandardStream.complain(
        "standard output: \(SystemError.text(number)); the first \(written) octets are written. Free some space, or write elsewhere."
      )
      return ExitCode(ExitStatus.outputFailed.rawValue)
    default:
      return error
    }
  }
}
