import Foundation
import Testing

/// Capture files as people have them: cut in two, in other formats, growing, broken, oddly named; by the built tool.
@Suite struct CaptureFileTests {
  private static let captures = Fixtures.names(in: "captures", suffix: "/middle.pcap").map { $0 + "/middle.pcap" }

  private static func withFolder<Result>(
    _ files: [String: [UInt8]], _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appending(path: "captures-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, octets) in files { try Data(octets).write(to: folder.appending(path: name)) }
    return try body(folder.path)
  }

  /// The lines behind the first, which names the files.
  private static func lines(_ run: ToolRun) -> [Substring] {
    Array(run.text.split(separator: "\n").dropFirst())
  }

  @Test(arguments: captures) func splittingACaptureChangesNothing(capture: String) throws {
    let records = ClassicRecords(try Fixtures.octets(capture))
    let all = records.records.count
    let middle = all / 2
    let files = ["one": records.file(0..<all), "a": records.file(middle..<all), "b": records.file(0..<middle)]
    try Self.withFolder(files) { folder in
      let whole = try Tool.run(["--json", "--all-segments", "-r", folder + "/one"])
      let run = try Tool.run(["--json", "--all-segments", "-r", folder + "/a", "-r", folder + "/b"])
      let expected = try Report(whole.output)
      #expect(run.status == 0)
      #expect(run.complaint == "")
      let report = try Report(run.output)
      #expect(report.capture?.sources == [folder + "/a", folder + "/b"])
      func frame(_ number: Int, _ source: Int?) -> Int { source == 1 ? number + middle : number }
      #expect(report.events.map { frame($0.frame, $0.source) } == expected.events.map(\.frame))
      for (mine, its) in zip(report.connections, expected.connections) {
        for (one, other) in zip(mine.findings, its.findings) {
          #expect(zip(one.frames, one.sources ?? []).map(frame) == other.frames)
        }
      }
      // Beside the numbers of frames nothing differs.
      #expect(Self.lines(run).map(Self.withoutFrames) == Self.lines(whole).map(Self.withoutFrames))
    }
  }

  private static func withoutFrames(_ line: Substring) -> String {
    String(line).replacing(/,"(frame|source)":[0-9]+/, with: "").replacing(/,"(frames|sources)":\[[0-9,]*\]/, with: "")
  }

  @Test(arguments: captures) func otherFormatsGiveTheSameConnections(capture: String) throws {
    let octets = try Fixtures.octets(capture)
    let records = ClassicRecords(octets)
    try Self.withFolder(["one": octets, "two": records.bigEndian, "three": records.pcapng]) { folder in
      let whole = Self.lines(try Tool.run(["--json", "--all-segments", "-r", folder + "/one"]))
      for other in ["two", "three"] {
        let run = try Tool.run(["--json", "--all-segments", "-r", folder + "/" + other])
        #expect(run.status == 0)
        #expect(Self.lines(run) == whole)
      }
    }
  }

  @Test(arguments: captures) func otherLinkLayersGiveTheSameConnections(capture: String) throws {
    let octets = try Fixtures.octets(capture)
    let records = ClassicRecords(octets)
    var files = ["ethernet": octets]
    for link in LinkHeader.allCases { files["\(link)"] = records.rewritten(behind: link) }
    try Self.withFolder(files) { folder in
      let whole = Self.lines(try Tool.run(["--json", "--all-segments", "-r", folder + "/ethernet"]))
      for link in LinkHeader.allCases {
        let run = try Tool.run(["--json", "--all-segments", "-r", "\(folder)/\(link)"])
        #expect(run.status == 0)
        if link == .doubleTagged { #expect(run.text.contains(#""vlan":5,"inner_vlan":6"#)) }
        // Where a connection was is no part of what it was.
        let lines = Self.lines(run).map { String($0).replacing(/,"(inner_)?vlan":[0-9]+/, with: "") }
        #expect(lines == whole.map(String.init), "\(link)")
      }
    }
  }

  @Test func everyCutLeavesAPrefix() throws {
    let octets = ClassicRecords(try Fixtures.octets("captures/clean-active-close/middle.pcap")).pcapng
    let whole = try Tool.run(["--json", "--all-segments", "-r", "-"], input: octets).text.split(separator: "\n")
    let events = whole.filter { $0.contains("\"type\":\"event\"") }
    for length in stride(from: 3, to: octets.count, by: 61) {
      let run = try Tool.run(["--json", "--all-segments", "-r", "-"], input: Array(octets[..<length]))
      #expect([0, 2, 3].contains(run.status))
      let some = run.text.split(separator: "\n").filter { $0.contains("\"type\":\"event\"") }
      #expect(some == Array(events.prefix(some.count)))
    }
  }

  @Test func brokenFileStopsNoDirectory() throws {
    let good = try Fixtures.octets("captures/clean-active-close/middle.pcap")
    let files = ["a.pcap": good, "b.txt": Array("notes, and no capture\n".utf8), "c.pcap": Array(good[..<90])]
    try Self.withFolder(files) { folder in
      let run = try Tool.run(["-r", folder, "--json"])
      #expect(run.status == 2)
      #expect(run.complaint.contains("b.txt: is no capture"))
      #expect(run.complaint.contains("c.pcap: ends in the middle of packet"))
      #expect(run.complaint.contains("2 of 3 files could not be read"))
      #expect(try Report(run.output).summary?.capture_quality.cut_short == true)
      #expect(try Report(run.output).connections.count >= 1)
    }
  }

  @Test func framesAreNamedByTheirFile() throws {
    let records = ClassicRecords(try Fixtures.octets("captures/handshake-ack-lost-once/middle.pcap"))
    let files = ["a": records.file(0..<4), "b": records.file(4..<records.records.count)]
    try Self.withFolder(files) { folder in
      let run = try Tool.run(["-r", folder])
      #expect(run.status == 0)
      #expect(run.text.contains("frames 1:3, 1:4, 2:1"))
      #expect(run.text.contains("files        1 "))
    }
  }

  @Test func growingFileIsWaitedFor() throws {
    let octets = try Fixtures.octets("captures/handshake-ack-lost-once/middle.pcap")
    try Self.follow(octets, from: 500, by: 500)
  }

  @Test func growingFilesOfOtherFormatsAreReadAsTheyGrow() throws {
    let records = ClassicRecords(try Fixtures.octets("captures/handshake-ack-lost-once/middle.pcap"))
    for octets in [records.snoop, records.erf] {
      // Less than what the formats without a magic number are looked at for.
      try Self.follow(octets, from: 30, by: 700)
    }
  }

  /// Follows a recording of 12 packets, of which `start` octets are there at first, and so many that the SYN is among them by `middle`.
  private static func follow(_ octets: [UInt8], from start: Int, by middle: Int) throws {
    try withFolder(["growing": Array(octets[..<start])]) { folder in
      let path = folder + "/growing"
      let tool = try Tool(["-r", path, "--follow"])
      let handle = try #require(FileHandle(forWritingAtPath: path))
      try handle.seekToEnd()
      try handle.write(contentsOf: Data(octets[start..<middle]))
      #expect(tool.waitForOutput("SYN"))
      try handle.write(contentsOf: Data(octets[middle...]))
      try handle.close()
      #expect(tool.waitForOutput("TIME_WAIT"))
      tool.interrupt()
      let run = tool.wait()
      #expect(run.status == 0)
      #expect(run.complaint == "")
      #expect(run.text.contains("12 packets captured"))
    }
  }

  @Test func fileThatIsNoCaptureIsNotFollowed() throws {
    try Self.withFolder(["notes.txt": Array("notes, and no capture at all\n".utf8)]) { folder in
      let run = try Tool.run(["-r", folder + "/notes.txt", "--follow"])
      #expect(run.status == 2)
      #expect(run.complaint.contains("is no capture"))
    }
  }

  @Test func directoryIsNotFollowed() throws {
    try Self.withFolder(["a.pcap": try Fixtures.octets("captures/clean-active-close/middle.pcap")]) { folder in
      let run = try Tool.run(["-r", folder, "--follow"])
      #expect(run.status == 2)
      #expect(run.complaint.contains("is a directory, and only a single file can be followed"))
    }
  }

  @Test func nameThatIsNoTextIsOpened() throws {
    let octets = try Fixtures.octets("captures/clean-active-close/middle.pcap")
    try Self.withFolder(["plain.pcap": octets]) { folder in
      let script =
        "cd \"\(folder)\" && f=$(printf 'f\\377\\033[31m') && cp plain.pcap \"$f\" && exec \"$0\" \"$@\" \"$f\""
      let run = try Tool.run(["--json", "-r"], launcher: ["/bin/sh", "-c", script])
      #expect(run.status == 0)
      #expect(run.complaint == "")
      #expect(try Report(run.output).connections.count == 1)
      #expect(!run.output.contains(0x1B))
      let missing = "exec \"$0\" \"$@\" \"$(printf '/nonexistent/\\377\\033[31m')\""
      let refused = try Tool.run(["--json", "-r"], launcher: ["/bin/sh", "-c", missing])
      #expect(refused.status == 2)
      #expect(!refused.errors.contains(0x1B))
    }
  }

  @Test func followTakesOneFile() throws {
    for options in [["-r", "a", "-r", "b"], ["-r", "-"]] {
      #expect(try Tool.run(options + ["--follow"]).status == 64)
    }
  }
}
