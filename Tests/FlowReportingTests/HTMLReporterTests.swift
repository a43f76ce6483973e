import Foundation
import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

#if canImport(FoundationXML)
  import FoundationXML
#endif

@Suite struct HTMLReporterTests {
  private func page(
    _ connections: [(ConnectionRecord, [Finding])], source: String = "a.pcap", language: Language = .english,
    stories: [Story] = []
  ) -> String {
    var reporter = HTMLReporter(settings: TextSettings(utc: true, language: language))
    reporter.begin(CaptureDescription(source: source, linkType: "EN10MB", snapshotLength: 65_535, filter: nil))
    var statistics = RunStatistics()
    statistics.packets = 31
    statistics.firstPacketTime = Samples.start
    statistics.lastPacketTime = Samples.start + 5_000_000_000
    for (record, findings) in connections {
      reporter.connection(record, findings: findings)
      statistics.add(record, findings)
    }
    statistics.add(stories)
    reporter.end(statistics)
    return String(decoding: reporter.output.octets, as: UTF8.self)
  }

  private var three: [(ConnectionRecord, [Finding])] {
    [
      (Samples.refused(), [Samples.connectionRefused]), (Samples.clean(), []),
      (Samples.lostAck(), [Samples.handshakeAckLost]),
    ]
  }

  /// How often `part` is in `text`.
  private func count(_ part: String, in text: String) -> Int {
    text.components(separatedBy: part).count - 1
  }

  @Test func verdictSaysHowMuchIsWrongAndSinceWhen() {
    let text = page(three)
    #expect(
      text.contains(
        "<div class=\"verdict error\"><p>1 error and 1 warning in 2 of 3 connections, the first at 2021-03-04 "))
    #expect(page([(Samples.clean(), [])]).contains("<div class=\"verdict good\"><p>Nothing wrong.</p>"))
  }

  @Test func koreanPageSaysSo() {
    let text = page(three, language: .korean)
    #expect(text.contains("<html lang=\"ko\">"))
    #expect(text.contains("1개의 오류와 1개의 경고"))
    #expect(!text.contains("Handshakes by outcome"))
  }

  @Test func whatSeveralConnectionsShowStandsOnThePage() {
    let story = Story(
      code: .portScan, severity: .warning, grade: .likely, client: IPAddress(ipv4: 0x0A4D_0001), server: nil, port: nil,
      count: 40, connections: [1, 3, 900], frames: [1], start: Samples.start - 1, end: Samples.start,
      account: Phrase(en: "A <scan>.", ko: "스캔."))
    let text = page(three, stories: [story])
    #expect(text.contains("<h2>Across connections</h2>"))
    #expect(text.contains("A &lt;scan&gt;."))
    // Only what is drawn can be led to.
    #expect(text.contains("<a href=\"#c1\">#1</a>, <a href=\"#c3\">#3</a>, #900 … (40)"))
    #expect(text.contains("<details id=\"port-scan\">"))
    #expect(page(three, language: .korean, stories: [story]).contains("<h2>여러 연결에 걸친 문제</h2>"))
  }

  @Test func errorsComeBeforeWhatIsFrequent() throws {
    let text = page(three + (10...30).map { (Samples.lostAck($0), [Samples.handshakeAckLost]) })
    let first = try #require(text.range(of: "✖ connection-refused"))
    let second = try #require(text.range(of: "⚠ handshake-ack-lost"))
    #expect(first.lowerBound < second.lowerBound)
  }

  @Test func serversBeyondTheFirstAreFolded() {
    let text = page(
      (1...20).map { number in
        var record = Samples.clean(UInt64(number))
        record.server.port = UInt16(number)
        return (record, [])
      })
    #expect(text.contains("<details><summary>+ 8 more servers</summary>"))
  }

  @Test func hostileNameOfACaptureStaysText() {
    let text = page([], source: "</title><script>alert(1)</script>\u{1B}[2J&\"'.pcap")
    #expect(!text.contains("<script>alert"))
    #expect(text.contains("&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u{1b}[2J&amp;&quot;&#39;.pcap"))
    #expect(text.utf8.allSatisfy { $0 >= 0x20 || $0 == 0x0A })
  }

  @Test func pageAsksForNothingFromElsewhere() {
    let text = page(three)
    for word in ["http:", "https:", "src=", "@import", "url("] { #expect(!text.contains(word), "\(word)") }
  }

  @Test func everyTroubledConnectionHasARowAndALadderThatTheRowLeadsTo() {
    let text = page(three)
    #expect(count("<tr data-s=", in: text) == 3)
    // The clean one was made without a timeline.
    for number in [1, 3] {
      #expect(text.contains("<a href=\"#c\(number)\">\(number)</a>"))
      #expect(text.contains("<details id=\"c\(number)\">"))
    }
    #expect(text.contains("<details id=\"handshake-ack-lost\">"))
  }

  @Test func ladderIsWellFormedAndItsLostArrowEndsShort() throws {
    var output = OctetBuffer()
    SVGLadder(record: Samples.lostAck(), findings: [Samples.handshakeAckLost], language: .english).append(to: &output)
    let parser = XMLParser(data: Data(output.octets))
    #expect(parser.parse(), "\(String(describing: parser.parserError))")
    let text = String(decoding: output.octets, as: UTF8.self)
    #expect(text.contains("the server never got the ACK"))
    // The line itself and the two strokes of the cross; no head.
    #expect(count("class=\"arrow warning\"", in: text) == 3)
    #expect(count("head warning", in: text) == 0)
    #expect(count("class=\"head\"", in: text) == Samples.lostAck().timeline.count - 1)
  }

  @Test func floodOfConnectionsIsCountedAndNotListed() {
    let extra = 25
    let clean = HTMLContent.cleanRowLimit + extra
    let text = page((1...clean).map { (Samples.lostAck(UInt64($0)), []) })
    #expect(count("<tr data-s=", in: text) == HTMLContent.cleanRowLimit)
    #expect(text.contains("\(extra) more connections are counted above"))
    #expect(count("<details id=\"c", in: text) == HTMLContent.cleanLadders)
  }

  @Test func laddersOfOneKindEndWhereTheyShowNothingNew() {
    let text = page((1...60).map { (Samples.lostAck(UInt64($0)), [Samples.handshakeAckLost]) })
    #expect(count("<details id=\"c", in: text) == HTMLContent.laddersForACode)
    #expect(text.contains("\(60 - HTMLContent.laddersForACode) more connections in trouble are not drawn"))
  }

  @Test func binsJoinWhenTimeGoesOnAndCountEverything() {
    var bins = TimeBins()
    for second in 0..<1_000 { bins.add(TimeBins.Bin(opened: 1), at: Int64(second) * 1_000_000_000) }
    bins.add(TimeBins.Bin(findings: 2), at: .max)
    bins.add(TimeBins.Bin(opened: 1), at: .min)
    #expect(bins.bins.reduce(0) { $0 + $1.opened } == 1_001)
    #expect(bins.bins.reduce(0) { $0 + $1.findings } == 2)
    #expect(bins.width > 0)
  }

  @Test func groupsPastTheLimitAreCountedTogether() {
    var table = GroupTable(.server, limit: 2)
    for port: UInt16 in [443, 80, 22, 443] {
      var record = Samples.clean()
      record.server.port = port
      table.add(record, port == 80 ? [Samples.connectionRefused] : [])
    }
    let ordered = table.ordered()
    #expect(ordered.map(\.name) == ["10.77.0.2:80", "10.77.0.2:443"])
    #expect(ordered.map(\.statistics.connections) == [1, 2])
    #expect(table.others.connections == 1)
  }
}
