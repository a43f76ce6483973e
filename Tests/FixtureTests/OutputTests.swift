import Foundation
import Testing

/// Several outputs of one run, what becomes of them when one fails, and conditions, by the built tool.
@Suite struct OutputTests {
  private static let bad = "captures/handshake-ack-lost-once/middle.pcap"
  private static let good = "captures/clean-active-close/middle.pcap"

  private static func withFolder<Result>(_ body: (String) throws -> Result) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "outputs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    return try body(folder.path)
  }

  private static func trace(
    _ capture: String, _ options: [String], environment: [String: String] = [:], output: FileHandle? = nil
  ) throws -> ToolRun {
    try Fixtures.withFile(try Fixtures.octets(capture), named: "capture.pcap") {
      try Tool.run(["-r", $0] + options, environment: environment, output: output)
    }
  }

  private static func lines(_ path: String) throws -> [Substring] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
  }

  @Test func everyOutputOfARunIsWritten() throws {
    try Self.withFolder { folder in
      let alone = try Self.trace(Self.bad, ["--json"])
      let run = try Self.trace(
        Self.bad,
        [
          "--json-file", folder + "/a.json", "--csv", folder + "/a.csv", "--tsv", folder + "/a.tsv", "--zeek", folder,
          "--zeek-json", folder + "/z.json", "--eve", folder + "/eve.json",
        ])
      #expect(run.status == 0)
      #expect(run.complaint == "")
      #expect(run.text.contains("handshake-ack-lost (warning, likely"))
      // The name of the capture is the only difference: each run has a file of its own.
      #expect(try Self.lines(folder + "/a.json").dropFirst() == alone.text.split(separator: "\n").dropFirst())
      #expect(try Self.lines(folder + "/a.csv").count == 2)
      #expect(try Self.lines(folder + "/a.tsv").count == 2)
      #expect(try Self.lines(folder + "/conn.log").last?.hasPrefix("#close\t") == true)
      #expect(try Self.lines(folder + "/z.json").count == 1)
      #expect(try Self.lines(folder + "/eve.json").count == 1)
    }
  }

  @Test func anExportOnStandardOutputTakesTheTextsPlace() throws {
    let run = try Self.trace(Self.bad, ["--csv", "-"])
    #expect(run.status == 0)
    #expect(run.text.hasPrefix("connection,start,"))
    #expect(run.text.split(separator: "\n").count == 2)
  }

  @Test func aMissingFolderEndsTheRunBeforeItBegins() throws {
    let run = try Self.trace(Self.bad, ["--csv", "/nonexistent/folder/a.csv"])
    #expect(run.status == 74)
    #expect(run.output.isEmpty)
    #expect(run.complaint.contains("/nonexistent/folder/a.csv: cannot create: No such file or directory"))
  }

  @Test(arguments: [
    ["--tsv", "/nonexistent/folder/a.tsv"], ["--sqlite", "/nonexistent/a.db"], ["--tsv", "link"],
  ]) func aRefusedRunEmptiesNoReportOfAnEarlierOne(options: [String]) throws {
    try Self.withFolder { folder in
      let report = folder + "/a.csv"
      try Data("earlier".utf8).write(to: URL(fileURLWithPath: report))
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "a.csv")
      let run = try Self.trace(Self.bad, ["--csv", report] + options.map { $0 == "link" ? folder + "/link" : $0 })
      #expect(run.status != 0)
      #expect(run.output.isEmpty)
      #expect(try String(contentsOfFile: report, encoding: .utf8) == "earlier")
      #expect(try Self.trace(Self.bad, ["--csv", report]).status == 0)
      #expect(try Self.lines(report).first?.hasPrefix("connection,start,") == true)
    }
  }

  @Test(arguments: [
    ["--csv", "a", "--tsv", "./a"], ["--csv", "a", "--eve", "link"], ["--sqlite", "a", "--csv", "link"],
    ["--fail-on", "error", "--report", "tap=a", "--html", "link"],
  ])
  func oneFileUnderTwoNamesHoldsNoTwoReports(options: [String]) throws {
    try Fixtures.withFile(try Fixtures.octets("gate/regression.pcap")) { path in
      let folder = (path as NSString).deletingLastPathComponent
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "a")
      let placed = options.map { ["a", "./a", "link"].contains($0) ? "\(folder)/\($0)" : $0 }
        .map { $0 == "tap=a" ? "tap=\(folder)/a" : $0 }
      let run = try Tool.run(["-r", path] + placed)
      #expect(run.status == 64)
      #expect(run.complaint.contains("one file, which cannot hold two reports"))
    }
  }

  @Test(arguments: ["--csv", "--sqlite", "--write-baseline"])
  func whatStandardOutputGoesToHoldsNoReport(option: String) throws {
    try Self.withFolder { folder in
      let path = folder + "/a"
      try Data("earlier\n".utf8).write(to: URL(fileURLWithPath: path))
      let output = try #require(FileHandle(forWritingAtPath: path))
      let run = try Self.trace(Self.bad, [option, path], output: output)
      #expect(run.status == 64)
      #expect(run.complaint.contains("standard output and \(path) are one file"))
      #expect(try String(contentsOfFile: path, encoding: .utf8) == "earlier\n")
    }
  }

  @Test func whatIsReadIsNeverWritten() throws {
    let octets = try Fixtures.octets("gate/regression.pcap")
    let conditions = Array("all connections: all completed\n".utf8)
    try Fixtures.withFile(octets) { path in
      let folder = (path as NSString).deletingLastPathComponent
      try Fixtures.withFile(conditions, named: "expect.txt") { expect in
        for arguments in [["-r", folder, "--csv", path], ["-r", path, "--expect", expect, "--csv", expect]] {
          let run = try Tool.run(arguments)
          #expect(run.status == 74)
          #expect(run.complaint.contains("writing it would destroy it"))
        }
        #expect(try Data(contentsOf: URL(fileURLWithPath: expect)) == Data(conditions))
      }
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(octets))
    }
  }

  #if os(Linux)
    @Test(arguments: ["--csv \"$f\"", "--csv=\"$f\"", "-w\"$f\"", "--sqlite \"$f\"", "--report github=\"$f\""])
    func aReportWhoseNameIsNoTextIsWrittenUnderIt(options: String) throws {
      try Fixtures.withFile(try Fixtures.octets(Self.bad)) { path in
        let folder = (path as NSString).deletingLastPathComponent
        let script =
          "cd \"\(folder)\" && f=$(printf 'o\\377') && \"$0\" \"$@\" \(options) && test -s \"$f\" && ls | wc -l"
        let run = try Tool.run(["-q", "-r", path], launcher: ["/bin/sh", "-c", script])
        #expect(run.status == 0)
        #expect(run.complaint == "")
        #expect(run.text.hasSuffix("\n2\n"))
      }
    }

    @Test func aCaptureWhoseNameIsNoTextIsNeverOverwritten() throws {
      let octets = try Fixtures.octets(Self.bad)
      try Fixtures.withFile(octets) { path in
        let folder = (path as NSString).deletingLastPathComponent
        for input in ["\"$f\"", "."] {
          let script =
            "cd \"\(folder)\" && f=$(printf 'f\\377\\nx') && cp capture.pcap \"$f\" && "
            + "{ \"$0\" \"$@\" \(input) --csv \"$f\"; status=$?; cmp capture.pcap \"$f\" && exit $status; }"
          let run = try Tool.run(["-q", "-r"], launcher: ["/bin/sh", "-c", script])
          #expect(run.status == 74)
          #expect(run.complaint.contains("writing it would destroy it"))
        }
      }
    }
  #endif

  @Test func aNewlineInANameCannotPassForAMessage() throws {
    let run = try Self.trace(Self.bad, ["--csv", "/nonexistent/a\ntcptrace-swift: passed"])
    #expect(run.status == 74)
    #expect(run.complaint.split(separator: "\n").count == 1)
  }

  @Test(arguments: ["junit", "tap", "github"]) func whatANameHidesIsNotHiddenInVerdicts(kind: String) throws {
    try Fixtures.withFile(try Fixtures.octets(Self.bad), named: "\u{202E}pacp.\u{200B}한글") { path in
      let run = try Tool.run(["-q", "-r", path, "--fail-on", "warning", "--report", "\(kind)=\(path).txt"])
      #expect(run.status == 1)
      let text = try String(contentsOfFile: path + ".txt", encoding: .utf8)
      #expect(!text.unicodeScalars.contains { $0 == "\u{202E}" || $0 == "\u{200B}" })
      #expect(text.contains("한글") == (kind != "tap"))
    }
  }

  @Test func whatANameHidesIsNotHiddenInMessages() throws {
    let run = try Tool.run(["-r", "/nonexistent/\u{202E}pacp.\u{200B}한글"])
    #expect(run.status == 2)
    #expect(run.complaint == "tcptrace-swift: /nonexistent/?pacp.?한글: cannot open: No such file or directory\n")
  }

  @Test func theCaptureItselfIsNeverOverwritten() throws {
    let octets = try Fixtures.octets(Self.bad)
    try Fixtures.withFile(octets, named: "capture.pcap") { path in
      let run = try Tool.run(["-r", path, "--csv", path])
      #expect(run.status == 74)
      #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data(octets))
    }
  }

  #if os(Linux)
    @Test func oneOutputThatFailsLeavesTheOthersWhole() throws {
      try Self.withFolder { folder in
        let run = try Self.trace(Self.bad, ["--csv", "/dev/full", "--tsv", folder + "/a.tsv"])
        #expect(run.status == 74)
        #expect(run.complaint.contains("/dev/full: No space left on device; the first 0 octets are written"))
        #expect(run.text.contains("findings     1 warning"))
        #expect(try Self.lines(folder + "/a.tsv").count == 2)
      }
    }

    @Test func standardOutputThatFailsLeavesTheFilesWhole() throws {
      let full = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      try Self.withFolder { folder in
        let run = try Self.trace(Self.bad, ["--csv", folder + "/a.csv"], output: full)
        #expect(run.status == 74)
        #expect(run.complaint.contains("standard output: No space left on device"))
        #expect(try Self.lines(folder + "/a.csv").count == 2)
      }
    }

    @Test(arguments: ["junit", "tap", "github"]) func aReportThatCannotBeWrittenIsAFailure(kind: String) throws {
      let run = try Self.trace(Self.bad, ["-q", "--fail-on", "warning", "--report", "\(kind)=/dev/full"])
      #expect(run.status == 74)
      #expect(run.complaint.contains("/dev/full: No space left on device"))
    }
  #endif

  @Test func aReaderThatGoesAwayDoesNotStopTheFiles() throws {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    try Self.withFolder { folder in
      let run = try Self.trace(Self.bad, ["--json", "--csv", folder + "/a.csv"], output: pipe.fileHandleForWriting)
      #expect(run.status == 0)
      #expect(run.complaint == "")
      #expect(try Self.lines(folder + "/a.csv").count == 2)
    }
  }

  @Test(
    arguments: [
      (["--fail-on", "warning"], Int32(1)), (["--fail-on", "error"], 0), (["--fail-on", "handshake-ack-lost"], 1),
      (["--fail-on", "error,syn-lost"], 0), (["--fail-on", "note"], 1), ([], 0),
    ] as [([String], Int32)]) func findingsFailARunOnlyWhereAsked(options: [String], status: Int32) throws
  {
    let run = try Self.trace(Self.bad, ["-q"] + options)
    #expect(run.status == status)
    #expect(
      run.complaint.contains("connection 1 10.77.0.1:50694 -> 10.77.0.2:7016: handshake-ack-lost") == (status == 1))
  }

  @Test func notesNeverFailARunUnlessAsked() throws {
    let capture = "captures/clean-half-close/middle.pcap"
    #expect(try Self.trace(capture, ["-q", "--fail-on", "warning"]).status == 0)
    #expect(try Self.trace(capture, ["-q", "--fail-on", "note"]).status == 1)
  }

  @Test func aBaselineHoldsAndShowsARegression() throws {
    try Self.withFolder { folder in
      let path = folder + "/baseline.txt"
      #expect(try Self.trace(Self.good, ["-q", "--write-baseline", path], environment: ["CI": ""]).status == 0)
      let same = try Self.trace(Self.good, ["-q", "--baseline", path])
      #expect(same.status == 0)
      #expect(same.complaint.contains("passed: the condition"))
      let other = try Self.trace(Self.bad, ["-q", "--baseline", path])
      #expect(other.status == 1)
      #expect(other.complaint.contains("+ finding handshake-ack-lost (warning) of the client"))
    }
  }

  @Test func noBaselineIsWrittenInCI() throws {
    try Self.withFolder { folder in
      let run = try Self.trace(Self.good, ["--write-baseline", folder + "/b.txt"], environment: ["CI": "true"])
      #expect(run.status == 64)
      #expect(!FileManager.default.fileExists(atPath: folder + "/b.txt"))
    }
  }

  @Test func aWrongExpectationHasACaretUnderTheWord() throws {
    try Self.withFolder { folder in
      let path = folder + "/expect.txt"
      try "# first\nconnections to port 80: all complted\n".write(toFile: path, atomically: true, encoding: .utf8)
      let run = try Self.trace(Self.good, ["--expect", path])
      #expect(run.status == 64)
      #expect(run.output.isEmpty)
      #expect(run.complaint.contains("\(path):2: "))
      #expect(run.complaint.contains("\n                              ^~~~~~~~   did you mean \"completed\"?"))
    }
  }

  @Test func aCaptureThatIsCutIsToldEvenIfAConditionFails() throws {
    let octets = Array(try Fixtures.octets(Self.bad).dropLast(3))
    let run = try Fixtures.withFile(octets, named: "capture.pcap") {
      try Tool.run(["-r", $0, "-q", "--fail-on", "note"])
    }
    #expect(run.status == 3)
    #expect(run.complaint.contains("FAILED  --fail-on"))
  }

  @Test(
    arguments: [
      ["--json", "--csv", "-"], ["--csv", "-", "--tsv", "-"], ["--csv", "a", "--tsv", "a"], ["--report", "junit=x"],
      ["--report", "xml=x"], ["--report", "junit"], ["--fail-on", "errors"], ["--fail-on", ""],
      ["--baseline", "a", "--write-baseline", "b"], ["--baseline-times", "5%"], ["--baseline", "/nonexistent"],
      ["--expect", "/nonexistent"], ["--json", "--report", "github=-"],
      ["--baseline", "x", "--baseline-times", "much"],
    ]) func outputsThatContradictAreAUsageError(options: [String]) throws
  {
    let run = try Self.trace(Self.good, options)
    #expect(run.status == 64)
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }
}

/// Captures that are written with annotations, and databases, by the built tool.
@Suite struct AnnotatedCaptureTests {
  private static let bad = "captures/handshake-ack-lost-once/middle.pcap"

  /// Writes a capture of `octets` with `options`, and gives it with what the tool said.
  private static func annotate(
    _ octets: [UInt8], _ options: [String] = [], fromStream: Bool = false
  ) throws -> (run: ToolRun, capture: [UInt8]) {
    let run =
      fromStream
      ? try Tool.run(["-r", "-", "-w", "-"] + options, input: octets)
      : try Fixtures.withFile(octets) { try Tool.run(["-r", $0, "-w", "-"] + options) }
    return (run, run.output)
  }

  private static func report(_ octets: [UInt8]) throws -> [Substring] {
    let run = try Fixtures.withFile(octets) { try Tool.run(["-r", $0, "--json"]) }
    #expect(run.status == 0)
    // The first line names the file.
    return Array(run.text.split(separator: "\n").dropFirst())
  }

  @Test(arguments: CaptureFixtureTests.told) func theCopyTellsTheSameStory(name: String) throws {
    let original = try Fixtures.octets("captures/\(name)/middle.pcap")
    let (run, capture) = try Self.annotate(original)
    #expect(run.status == 0)
    let (before, after) = (try Self.report(original), try Self.report(capture))
    // Packets that belong to no connection are not copied, so frames may differ.
    if try Report(Array(before.joined(separator: "\n").utf8)).summary?.packets
      == Report(Array(after.joined(separator: "\n").utf8)).summary?.packets
    {
      #expect(before == after)
    }
    #expect(before.count == after.count)
  }

  @Test func findingsStandAtAllTheirEvidence() throws {
    let (_, capture) = try Self.annotate(try Fixtures.octets(Self.bad))
    let text = String(decoding: capture, as: UTF8.self)
    #expect(text.contains("handshake-ack-lost (warning, likely): lost after the capture point"))
    #expect(text.contains("handshake-ack-lost (warning, likely): evidence"))
    #expect(
      text.contains("handshake-ack-lost (warning, likely; frames 3, 4, 5 of the capture that was read): The client's"))
    #expect(
      text.contains("connection 1, client SYN_SENT → ESTABLISHED, server SYN_RCVD → ESTABLISHED?: confirms; open after")
    )
    #expect(text.contains("server SYN_RCVD, not ESTABLISHED"))
  }

  @Test func aFileThatComesIntoTheDirectoryMeanwhileMovesNoComment() throws {
    try Fixtures.withFile(try Fixtures.octets(Self.bad)) { path in
      // The capture that is written comes first by name, so that counted with them it would number the others anew.
      let written = (path as NSString).deletingLastPathComponent + "/a.pcapng"
      let run = try Tool.run(["-r", (path as NSString).deletingLastPathComponent, "-q", "-w", written])
      #expect(run.status == 0)
      let text = String(decoding: try Data(contentsOf: URL(fileURLWithPath: written)), as: UTF8.self)
      #expect(text.contains("handshake-ack-lost (warning, likely): evidence"))
      #expect(!text.contains("a.pcapng"))
    }
  }

  @Test func ofAStreamTheyStandWhereTheyBecameKnown() throws {
    let (run, capture) = try Self.annotate(try Fixtures.octets(Self.bad), fromStream: true)
    #expect(run.status == 0)
    let text = String(decoding: capture, as: UTF8.self)
    #expect(text.contains("handshake-ack-lost (warning, likely; frames 3, 4 of the capture that was read)"))
    #expect(!text.contains("evidence"))
  }

  @Test(arguments: [("handshake-ack-lost", 1), ("error", 0), ("1", 1), ("2", 0), ("2,warning", 1)])
  func onlyWhatIsAskedForIsWritten(what: String, connections: Int) throws {
    let (run, capture) = try Self.annotate(try Fixtures.octets(Self.bad), ["--only", what])
    #expect(run.status == 0)
    let copy = try Fixtures.withFile(capture) { try Tool.run(["-r", $0, "--json"]) }
    #expect(copy.status == 0)
    #expect(try Report(copy.output).connections.count == connections)
  }

  @Test(arguments: [
    ["--only", "error"], ["--only", "errors", "-w", "x"], ["--only", "0", "-w", "x"], ["-w", "-", "--json"],
  ])
  func choicesThatMeanNothingAreAUsageError(options: [String]) throws {
    let run = try Fixtures.withFile(try Fixtures.octets(Self.bad)) { try Tool.run(["-r", $0] + options) }
    #expect(run.status == 64)
  }

  @Test func findingsCannotBeChosenOfAStream() throws {
    let (run, capture) = try Self.annotate(try Fixtures.octets(Self.bad), ["--only", "error"], fromStream: true)
    #expect(run.status == 64)
    #expect(capture.isEmpty)
  }

  @Test func aFileThatIsMissingIsNotAStream() throws {
    let run = try Fixtures.withFile(try Fixtures.octets(Self.bad)) {
      try Tool.run(["-r", $0, "-r", "/nonexistent", "-w", "/dev/null", "--only", "error"])
    }
    #expect(run.status == 2)
    #expect(run.complaint.contains("/nonexistent: cannot open"))
  }

  #if os(Linux)
    @Test func aCaptureThatCannotBeWrittenIsAFailure() throws {
      let run = try Fixtures.withFile(try Fixtures.octets(Self.bad)) {
        try Tool.run(["-r", $0, "-q", "-w", "/dev/full"])
      }
      #expect(run.status == 74)
      #expect(run.text.contains("findings     1 warning"))
    }
  #endif

  @Test func aDatabaseIsWritten() throws {
    try Fixtures.withFile(try Fixtures.octets(Self.bad)) { path in
      let database = path + ".db"
      let run = try Tool.run(["-r", path, "-q", "--sqlite", database])
      #expect(run.status == 0)
      let octets = try Data(contentsOf: URL(fileURLWithPath: database))
      #expect(octets.starts(with: Data("SQLite format 3\0".utf8)))
      // Again over the same file: it is made anew.
      #expect(try Tool.run(["-r", path, "-q", "--sqlite", database]).status == 0)
      #expect(try Data(contentsOf: URL(fileURLWithPath: database)).count == octets.count)
      #expect(try Tool.run(["-r", path, "-q", "--sqlite", "/nonexistent/a.db"]).status == 74)
      #expect(try Tool.run(["-r", path, "-q", "--sqlite", path]).status == 74)
    }
  }

  #if os(Linux)
    @Test(arguments: [20, 60]) func aDatabaseThatCannotBeWrittenLeavesNoJournal(blocks: Int) throws {
      try Fixtures.withFile(try Fixtures.octets(Self.bad)) { path in
        let script = "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" \"$@\""
        let run = try Tool.run(
          ["-r", path, "-q", "--sqlite", path + ".db"], launcher: ["/bin/sh", "-c", script])
        #expect(run.status == 74)
        #expect(run.complaint.contains(".db: "))
        #expect(!FileManager.default.fileExists(atPath: path + ".db-journal"))
      }
    }

    @Test func aDeviceHoldsNoDatabase() throws {
      let run = try Fixtures.withFile(try Fixtures.octets(Self.bad)) {
        try Tool.run(["-r", $0, "-q", "--sqlite", "/dev/full"])
      }
      #expect(run.status == 74)
      #expect(run.complaint.contains("/dev/full: is no plain file"))
      #expect(!FileManager.default.fileExists(atPath: "/dev/full-journal"))
    }
  #endif
}
