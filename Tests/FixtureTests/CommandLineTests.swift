import Foundation
import ScenarioKit
import Testing

@testable import FlowDiagnosis
@testable import TraceCommand

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The built tool as scripts see it: output, errors and exit status, each apart.
@Suite struct CommandLineTests {
  /// A capture of a connection whose SYN was lost.
  private static func capture(_ name: String = "scenarios/open/syn-lost") throws -> [UInt8] {
    try Scenario.parse(try Fixtures.octets(name + ".pkt")).pcap()
  }

  private static func trace(
    _ octets: [UInt8], _ options: [String] = [], named name: String = "capture.pcap",
    environment: [String: String] = [:]
  ) throws -> ToolRun {
    try Fixtures.withFile(octets, named: name) { try Tool.run(["-r", $0] + options, environment: environment) }
  }

  @Test(arguments: [("port 1", true), ("tcp", false)])
  func conditionsThatNothingIsHeldAgainstAreToldApart(filter: String, isEmpty: Bool) throws {
    let run = try CommandLineTests.trace(
      try CommandLineTests.capture(), ["--fail-on", "reset-injected", "-q", "-l", filter])
    #expect(run.status == 0)
    #expect(run.complaint.contains("passed: the condition"))
    #expect(run.complaint.contains("there was no connection") == isEmpty)
  }

  // MARK: Captures that are none

  @Test func missingFileIsNoCapture() throws {
    let run = try Tool.run(["-r", "/nonexistent/capture.pcap"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(run.complaint.contains("/nonexistent/capture.pcap"))
  }

  @Test(arguments: [[], Array("this is no capture, but a text that is long enough".utf8)] as [[UInt8]])
  func emptyFileAndGarbageAreNoCaptures(octets: [UInt8]) throws {
    let run = try Self.trace(octets)
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func closedStandardInputIsAnError() throws {
    let run = try Tool.run(["-r", "-"], launcher: ["/bin/sh", "-c", "exec \"$0\" \"$@\" 0<&-"])
    #expect(run.status == 2)
    #expect(run.complaint.contains("standard input: cannot read"))
  }

  @Test func closedStandardOutputIsAnError() throws {
    try Fixtures.withFile(try Self.capture(), named: "capture.pcap") { path in
      let run = try Tool.run(["-r", path], launcher: ["/bin/sh", "-c", "exec \"$0\" \"$@\" >&-"])
      #expect(run.status == 74)
    }
  }

  @Test(arguments: [["--list-findings"], ["-r", "FILE", "--svg", "1"]])
  func readerThatLeavesIsNoError(arguments: [String]) throws {
    try Fixtures.withFile(try Self.capture(), named: "capture.pcap") { path in
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let run = try Tool.run(arguments.map { $0 == "FILE" ? path : $0 }, output: pipe.fileHandleForWriting)
      #expect(run.status == 0)
      #expect(run.complaint.isEmpty)
    }
  }

  @Test(arguments: ["--expect", "--baseline"])
  func settingsAreText(option: String) throws {
    try Fixtures.withFile(try Self.capture(), named: "capture.pcap") { path in
      let run = try Tool.run(["-r", path, option, "/dev/zero"])
      #expect(run.status == 64)
      #expect(run.complaint.contains("/dev/zero: is no text: octet 1 is 0."))
    }
  }

  @Test func nameIsOneLineOfAMessage() throws {
    let run = try Tool.run(["-r", "/nonexistent/a\ntcptrace-swift: b.pcap"])
    #expect(run.status == 2)
    #expect(run.complaint.hasPrefix("tcptrace-swift: /nonexistent/a?tcptrace-swift: b.pcap: "))
  }

  @Test func directoryIsNoCapture() throws {
    let run = try Tool.run(["-r", "/"])
    #expect(run.status == 2)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test func truncatedCaptureIsReportedUpToItsEnd() throws {
    let whole = try Self.capture()
    let run = try Self.trace(whole.dropLast(7), ["--json"])
    #expect(run.status == 3)
    let report = try Report(run.output)
    #expect(report.summary?.packets == 7)
    #expect(report.summary?.capture_quality.cut_short == true)
    #expect(report.summary?.capture_quality.verdict == "fair")
    #expect(report.connections.first?.findings.map(\.code) == ["syn-lost"])
    #expect(run.complaint.hasPrefix("tcptrace-swift: "))
    #expect(run.complaint.split(separator: "\n").count >= 1)
  }

  // MARK: Pipes and outputs

  @Test func standardInputIsRead() throws {
    let run = try Tool.run(["-r", "-", "--json"], input: try Self.capture())
    #expect(run.status == 0)
    #expect(run.complaint == "")
    #expect(try Report(run.output).summary?.packets == 8)
  }

  @Test func readerThatGoesAwayIsNoError() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    let octets = try Self.capture()
    let run = try Fixtures.withFile(octets) { path in
      try Tool.run(["-r", path, "--json"], output: pipe.fileHandleForWriting)
    }
    #expect(run.status == 0)
    #expect(run.complaint == "")
  }

  #if os(Linux)
    @Test(arguments: [["--json"], ["-v"], ["-q"]]) func fullDiskIsToldWithWhatIsWritten(options: [String]) throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let octets = try Self.capture()
      let run = try Fixtures.withFile(octets) { try Tool.run(["-r", $0] + options, output: full) }
      #expect(run.status == 74)
      #expect(run.complaint.contains("standard output: No space left on device; the first 0 octets are written"))
    }
  #endif

  #if os(Linux)
    @Test(arguments: [
      ["--help"], ["--version"], ["--list-findings"], ["--generate-completion-script", "bash"],
      ["--generate-completion-script", "zsh"],
    ]) func whatIsPrintedWithoutACaptureTellsOfAFullDiskToo(options: [String]) throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let run = try Tool.run(options, output: full)
      #expect(run.status == 74)
      #expect(run.complaint.contains("standard output: No space left on device"))
    }
  #endif

  @Test func advisesToFreeSpaceOnlyWhereItLacks() throws {
    let octets = try Self.capture()
    let run = try Fixtures.withFile(octets) {
      try Tool.run(["-r", $0], launcher: ["/bin/sh", "-c", "exec \"$0\" \"$@\" >&-"])
    }
    #expect(run.status == 74)
    #expect(run.complaint == "tcptrace-swift: standard output: Bad file descriptor; the first 0 octets are written.\n")
  }

  @Test func rerunGivesIdenticalOctets() throws {
    let octets = try Self.capture("scenarios/open/stale-syn-other-isn")
    for options in [["--json"], ["-v", "--utc"]] {
      try Fixtures.withFile(octets) { path in
        let first = try Tool.run(["-r", path] + options)
        let second = try Tool.run(["-r", path] + options)
        #expect(first.output == second.output)
      }
    }
  }

  // MARK: Words

  @Test func aFileInThePlaceOfTheFilterIsToldApart() throws {
    try Fixtures.withFile(try Self.capture()) { path in
      let globbed = try Tool.run(["-r", path, path])
      #expect(globbed.status == 64)
      #expect(globbed.complaint.contains("\" is a file: each takes an -r of its own, and a directory stands for all"))
      let bare = try Tool.run(["-q", path])
      #expect(bare.status == 64)
      #expect(bare.complaint.hasPrefix("tcptrace-swift: Nothing to read: put -r before the file \"\(path)\".\n"))
    }
  }

  @Test func wrongFilterHasACaretUnderTheWord() throws {
    let run = try Self.trace(try Self.capture(), ["tcp", "prot", "80"])
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    let lines = run.complaint.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let caret = try #require(lines.firstIndex { $0.contains("^") })
    let column = try #require(lines[caret].firstIndex(of: "^")).utf16Offset(in: lines[caret])
    #expect(lines[caret - 1].utf16.count > column)
    #expect(lines[caret - 1].dropFirst(column).hasPrefix("prot"))
  }

  @Test(
    arguments: [
      ["--nonsense"], [], ["-r", "x", "-i", "lo"], ["-r", "x", "--json", "-q"], ["-r", "x", "-q", "-v"],
      ["-r", "x", "-tttttt"], ["-r", "x", "-c", "0"], ["-r", "x", "-c", "many"], ["-i", "lo", "-s", "-1"],
      ["-i", "lo", "-s", "262145"], ["-r", "x", "--color", "mauve"], ["-r"],
    ]) func wrongOptionIsAUsageError(options: [String]) throws
  {
    let run = try Tool.run(options)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test(arguments: [
    (["--bogus"], "Unknown option '--bogus'", "--bogus"),
    (["--list-findigs"], "Did you mean '--list-findings'?", "--list-findigs"),
    (["-z"], "Unknown option '-z'", "-z"), (["--grup-by=port"], "Did you mean '--group-by'?", "--grup-by"),
    (["-r", "x", "-c", "-5"], "a number of packets, 1 or more", "-5"),
    (["-r", "x", "--csv"], "Missing value", "--csv"),
    (["-r", "x", "-s", "-3"], "0 through 262144", "-s"),
  ])
  func caretStandsUnderTheWrongWord(arguments: [String], message: String, word: String) throws {
    let run = try Tool.run(arguments)
    #expect(run.status == 64)
    #expect(run.complaint.contains(message))
    let lines = run.complaint.split(separator: "\n").map(String.init)
    let caret = try #require(lines.firstIndex { $0.contains("^") })
    let column = lines[caret].prefix { $0 == " " }.count
    #expect(lines[caret - 1].dropFirst(column).hasPrefix(word))
  }

  @Test func valuesMayStandAtTheirLetters() throws {
    try Fixtures.withFile(try Self.capture()) { path in
      let run = try Tool.run(["-r\(path)", "-c3", "--json"])
      #expect(try Report(run.output).summary?.packets == 3)
    }
  }

  @Test func groupsAreInTheSchema() throws {
    for what in ["server", "client", "subnet", "port", "vlan"] {
      let run = try Self.trace(try Self.capture(), ["--json", "--group-by", what])
      #expect(run.status == 0)
      let groups = run.text.split(separator: "\n").filter { $0.contains(#""type":"group""#) }
      #expect(!groups.isEmpty)
      for group in groups { #expect(try SchemaCheck.printed.get().faults(of: String(group)) == []) }
    }
  }

  @Test func catalogueIsJSONForPrograms() throws {
    let run = try Tool.run(["--list-findings", "--json", "--lang", "ko"])
    #expect(run.status == 0)
    let lines = run.text.split(separator: "\n")
    #expect(lines.count == FindingCode.allCases.count)
    struct Line: Decodable {
      var code: String
      var severity: String
      var title: String
      var reference: String
    }
    let codes = try lines.map { try JSONDecoder().decode(Line.self, from: Data($0.utf8)).code }
    #expect(codes == FindingCode.allCases.map(\.rawValue))
  }

  @Test func signalAsksForTheCountsSoFar() throws {
    try Fixtures.withFile(try Self.capture()) { path in
      let tool = try Tool(["-r", path, "--follow", "--json"])
      #expect(tool.waitForOutput("syn"))
      tool.signal(SIGUSR1)
      #expect(tool.waitForComplaint("tcptrace-swift: so far "))
      tool.interrupt()
      let run = tool.wait()
      #expect(run.status == 0)
      #expect(run.complaint.contains(" TCP, connections: "))
    }
  }

  @Test func zshTakesItsCompletions() throws {
    let script = try Tool.run(["--generate-completion-script", "zsh"])
    #expect(script.status == 0)
    #expect(script.text.hasPrefix("#compdef tcptrace-swift\n"))
    // More than one of them is "doubled rest argument definition".
    #expect(script.text.split(separator: "\n").count { $0.contains("'*:") || $0.contains("'(-)*:") } == 2)
    #expect(script.text.contains("_files"))
    for shell in ["bash", "fish"] {
      #expect(try Tool.run(["--generate-completion-script", shell]).text.contains("group-by"))
    }
  }

  @Test(arguments: [
    ("no-such-pager", true), ("no-such-pager -R", true), ("/no/such/pager", true), ("sh", false),
    ("/bin/sh -c less", false),
    ("LESS=R less", false), ("", false), ("no-such-pager | cat", true), ("{ cat; }", false),
  ])
  func pagerThatIsNotThereIsKnown(command: String, isMissing: Bool) {
    #expect(Pager.isMissing(command) == isMissing)
  }

  @Test func pagerTakesWhatIsPrintedAndIsWaitedFor() throws {
    try Fixtures.withFile([]) { path in
      let pager = try #require(Pager("sleep 0.2; tr a-z A-Z > '\(path)'"))
      var stream = StandardStream(pager.descriptor)
      try stream.write(Array("text".utf8).span)
      pager.wait()
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "TEXT")
    }
  }

  @Test func filterWordsFollowOptions() throws {
    let octets = try Self.capture()
    let words = try Self.trace(octets, ["--json", "src", "host", "192.0.2.1"])
    let quoted = try Self.trace(octets, ["--json", "src host 192.0.2.1"])
    #expect(words.status == 0)
    let report = try Report(words.output)
    #expect(report.capture?.filter == "src host 192.0.2.1")
    #expect(report.summary?.packets == 5)
    #expect(try Report(quoted.output).summary?.packets == 5)
  }

  @Test func countStopsAfterThatManyPackets() throws {
    let run = try Self.trace(try Self.capture(), ["-c", "3", "--json"])
    #expect(run.status == 0)
    #expect(try Report(run.output).summary?.packets == 3)
  }

  @Test func quietPrintsTheSummaryOnly() throws {
    let quiet = try Self.trace(try Self.capture(), ["-q"])
    let normal = try Self.trace(try Self.capture())
    #expect(quiet.status == 0)
    #expect(quiet.text.hasPrefix("capture "))
    #expect(quiet.text.contains("syn-lost"))
    #expect(quiet.output.count < normal.output.count)
  }

  @Test func findingsAreListed() throws {
    let run = try Tool.run(["--list-findings"])
    #expect(run.status == 0)
    #expect(run.text.contains("handshake-ack-lost"))
    #expect(run.complaint == "")
    let plain = try Tool.run(["--list-findings", "--ascii"])
    #expect(plain.text.contains("(RFC 9293 section 3.8.1)"))
    #expect(plain.output.allSatisfy { $0 < 0x80 })
  }

  @Test func findingIsExplained() throws {
    let run = try Tool.run(["--explain", "syn-lost"])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("syn-lost  (warning; RFC 9293 §3.8.1)\n"))
    #expect(run.complaint == "")
    let wrong = try Tool.run(["--explain", "syn-lots"])
    #expect(wrong.status == 64)
    #expect(wrong.output.isEmpty)
    #expect(wrong.complaint.contains("no finding is called \"syn-lots\"; did you mean syn-lost?"))
    #expect(try Tool.run(["--explain", "zebra"]).complaint.contains("--list-findings lists them all"))
    let loud = try Tool.run(["--explain", "SYN-LOST"])
    #expect(loud.status == 0)
    #expect(loud.output == run.output)
  }

  @Test(arguments: [["--explain", "syn-lost", "--json"], ["-D", "--json"], ["-i", "lo", "-i", "eth0"]])
  func whatWouldBeIgnoredIsAUsageError(options: [String]) throws {
    let run = try Tool.run(options)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(run.complaint.contains(options[0] == "--explain" ? "--list-findings --json" : options[0]))
  }

  @Test(
    arguments: [
      (["LC_ALL": "", "LANG": "ko_KR.UTF-8"], [], true), (["LC_ALL": "ko_KR.UTF-8"], [], true),
      (["LC_ALL": "", "LC_MESSAGES": "ko", "LANG": "C.UTF-8"], [], true),
      (["LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "ko_KR.UTF-8"], [], false),
      (["LC_ALL": "C.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8", "LANG": "ko_KR.UTF-8"], [], false),
      (["LC_ALL": "kok_IN.UTF-8"], [], false), (["LC_ALL": "ko_KR.eucKR"], [], false), ([:], [], false),
      ([:], ["--lang", "ko"], true), (["LC_ALL": "ko_KR.UTF-8"], ["--lang", "en"], false),
      (["LC_ALL": "ko_KR.UTF-8"], ["--ascii"], false), ([:], ["--ascii", "--lang", "ko"], true),
    ] as [([String: String], [String], Bool)])
  func languageIsAskedForOrTheLocales(environment: [String: String], options: [String], isKorean: Bool) throws {
    let run = try Tool.run(["--explain", "syn-lost"] + options, environment: environment)
    #expect(run.status == 0)
    #expect(run.text.contains("경고") == isKorean)
    #expect(run.text.contains("warning") != isKorean)
  }

  @Test func otherLanguagesAreAUsageError() throws {
    let run = try Tool.run(["--list-findings", "--lang", "tlh"])
    #expect(run.status == 64)
    #expect(run.complaint.contains("tlh"))
  }

  @Test func jsonIsEnglishWhateverTheLanguage() throws {
    let octets = try Self.capture()
    try Fixtures.withFile(octets) { path in
      let english = try Tool.run(["-r", path, "--json"])
      let korean = try Tool.run(["-r", path, "--json", "--lang", "ko"])
      #expect(english.output == korean.output)
    }
  }

  @Test func versionAndHelpGoToStandardOutput() throws {
    for option in ["--version", "--help"] {
      let run = try Tool.run([option])
      #expect(run.status == 0)
      #expect(run.text.contains("tcptrace-swift"))
      #expect(run.complaint == "")
    }
  }

  // MARK: Looks

  @Test func colorIsForTerminalsUnlessAskedFor() throws {
    let octets = try Self.capture()
    #expect(try Self.trace(octets, ["-v", "--color", "always"]).text.contains("\u{1B}["))
    #expect(try !Self.trace(octets, ["-v", "--color", "never"]).text.contains("\u{1B}"))
    #expect(try !Self.trace(octets, ["-v"]).text.contains("\u{1B}"))
    #expect(
      try Self.trace(octets, ["-v", "--color", "always"], environment: ["NO_COLOR": "1"]).text.contains("\u{1B}["))
  }

  @Test func colorChangesNothingButColor() throws {
    let octets = try Self.capture()
    let plain = try Self.trace(octets, ["-v", "--color", "never"]).text
    let colored = try Self.trace(octets, ["-v", "--color", "always"]).text
    #expect(colored.replacing(/\u{1B}\[[0-9;]*m/, with: "") == plain)
  }

  @Test func asciiPrintsNothingElse() throws {
    let run = try Self.trace(try Self.capture(), ["-v", "--ascii"])
    #expect(run.output.allSatisfy { $0 == 10 || (32..<127).contains($0) })
  }

  @Test func timesComeInTcpdumpsStyles() throws {
    let octets = try Self.capture()
    let texts = try ["-t", "-tt", "-ttt", "-tttt", "-ttttt"].map { try Self.trace(octets, ["-v", "--utc", $0]).text }
    #expect(Set(texts).count >= 4)
    #expect(texts[1].contains("1767225600.000"))
    #expect(texts[3].contains("2026-01-01 00:00:00.000"))
    #expect(texts[4].contains("00:00:00.000"))
  }

  @Test func escapeSequencesInNamesAreNotPassedOn() throws {
    let octets = try Self.capture()
    for options in [["-v"], ["--json"], []] {
      let run = try Self.trace(octets, options, named: "evil\u{1B}]0;x\u{7}\n.pcap")
      #expect(run.status == 0)
      #expect(!run.output.contains(0x1B) && !run.errors.contains(0x1B))
    }
    let missing = try Tool.run(["-r", "/nonexistent/\u{1B}[2J.pcap"])
    #expect(missing.status == 2)
    #expect(!missing.errors.contains(0x1B))
    let filter = try Self.trace(octets, ["port \u{1B}[2J"])
    #expect(filter.status == 64)
    #expect(!filter.errors.contains(0x1B))
  }

  @Test(arguments: [14, 34, 40, 54, 60, 70]) func shortSnapLengthsAreSurvived(length: Int) throws {
    let text = "snap \(length)\n" + String(decoding: try Fixtures.octets("scenarios/open/syn-lost.pkt"), as: UTF8.self)
    let run = try Self.trace(try Scenario.parse(text).pcap(), ["--json"])
    #expect(run.status == 0)
    let report = try Report(run.output)
    #expect(report.summary?.packets == 8)
    if length >= 54 { #expect(report.connections.count == 1) }
  }

  // MARK: Interfaces

  @Test func unknownInterfaceIsNoInput() throws {
    let run = try Tool.run(["-i", "no-such-interface0"])
    #expect(run.status == 66 || run.status == 77)
    #expect(run.output.isEmpty)
    if run.status == 66 { #expect(run.complaint.contains("no-such-interface0: no such interface")) }
  }

  @Test func interfacesAreListed() throws {
    let run = try Tool.run(["-D"])
    #expect(run.status == 0)
    #expect(run.text.contains("lo"))
  }

  #if os(Linux)
    @Test(.enabled(if: geteuid() == 0, "needs root, to give its rights up"))
    func missingRightComesWithTheExactCommand() throws {
      // A copy where anybody may reach it: the build may be inside a home.
      let folder = "/tmp/tcptrace-right-\(UUID().uuidString)"
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
      defer { try? FileManager.default.removeItem(atPath: folder) }
      try FileManager.default.copyItem(atPath: try Tool.path(), toPath: folder + "/tcptrace-swift")
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/setpriv")
      process.arguments = [
        "--reuid", "65534", "--regid", "65534", "--clear-groups", folder + "/tcptrace-swift", "-i", "lo",
      ]
      let errors = Pipe()
      process.standardError = errors
      process.standardOutput = FileHandle.nullDevice
      try process.run()
      let complaint = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
      process.waitUntilExit()
      #expect(process.terminationStatus == 77)
      #expect(complaint.contains("sudo setcap cap_net_raw+ep \(folder)/tcptrace-swift"), "\(complaint)")
    }
  #endif
}
