import Foundation
import Testing

/// What others wrote into a capture about its packets and interfaces, by the built tool.
@Suite struct CommentTests {
  private static func withCapture<Result>(_ body: (String) throws -> Result) throws -> Result {
    let pcap = try Fixtures.octets("captures/handshake-ack-lost-once/middle.pcap")
    let comments = [2: ["look \u{1B}]0;evil\u{7} here", "둘째"], 7: ["a plain ACK"]]
    let octets = CommentedCapture.octets(Array(pcap), comments: comments)
    return try Fixtures.withFile(octets, named: "commented.pcapng", body)
  }

  @Test func commentsStandAtTheEventOfTheirPacket() throws {
    try Self.withCapture { path in
      let run = try Tool.run(["-r", path, "--json"])
      #expect(run.status == 0)
      let events = run.text.split(separator: "\n").filter { $0.contains(#""comments""#) }
      try #require(events.count == 2)
      #expect(events[0].contains(#""frame":2,"#))
      #expect(events[0].hasSuffix(#""comments":["look \u001b]0;evil\u0007 here","둘째"]}"#))
      // A plain ACK has no event unless somebody wrote about it.
      #expect(events[1].contains(#""frame":7,"#))
      #expect(events[1].hasSuffix(#""comments":["a plain ACK"]}"#))
    }
  }

  @Test func aCommentIsShownUnderItsSegmentWithoutItsEscapes() throws {
    try Self.withCapture { path in
      let run = try Tool.run(["-r", path])
      let lines = run.text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }
      let row = try #require(lines.firstIndex { $0.contains("SYN-ACK  seq 0 ack 1") })
      #expect(lines[row + 1] == #"“look \u{1b}]0;evil\u{07} here”"#)
      #expect(lines[row + 2] == "“둘째”")
      #expect(lines.contains("interfaces   eth0 (6 packets, 3 dropped), wlan0 (6 packets, 4 dropped)"))
    }
  }

  @Test func anAnnotatedCaptureKeepsInterfacesDropsAndTheCommentsOfOthers() throws {
    try Self.withCapture { path in
      let (once, twice) = (path + ".once", path + ".twice")
      defer { for path in [once, twice] { try? FileManager.default.removeItem(atPath: path) } }
      #expect(try Tool.run(["-q", "-r", path, "-w", once]).status == 0)
      #expect(try Tool.run(["-q", "-r", once, "-w", twice]).status == 0)
      // Our own comments are made anew, and not kept beside.
      let (first, second) = (try Data(contentsOf: URL(filePath: once)), try Data(contentsOf: URL(filePath: twice)))
      #expect(first.count == second.count || abs(first.count - second.count) < 16)
      let read = try Tool.run(["-r", twice, "--json"]).text.split(separator: "\n")
      #expect(read.filter { $0.contains(#""comments":["look \u001b]0;evil\u0007 here","둘째"]"#) }.count == 1)
      #expect(read.filter { $0.contains(#""comments""#) }.count == 2)
      let summary = try #require(read.last)
      #expect(
        summary.contains(
          #""interfaces":[{"name":"eth0","link_type":"EN10MB","packets":6,"received":100,"dropped_by_kernel":0,"#
            + #""dropped_by_interface":3},{"name":"wlan0","link_type":"EN10MB","packets":6,"received":100,"#
            + #""dropped_by_kernel":0,"dropped_by_interface":4}]"#))
    }
  }
}
