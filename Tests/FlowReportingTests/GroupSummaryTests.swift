import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct GroupSummaryTests {
  private func refused(_ number: UInt64, client: UInt32, port: UInt16) -> (ConnectionRecord, [Finding]) {
    var record = Samples.refused(number)
    record.client.address = IPAddress(ipv4: client)
    record.server.port = port
    return (record, [Samples.connectionRefused])
  }

  private func text(
    _ connections: [(ConnectionRecord, [Finding])], width: Int = 120, grouping: Grouping? = nil,
    language: Language = .english, verbosity: TextSettings.Verbosity = .quiet, stories: [Story] = []
  ) -> String {
    var reporter = TextReporter(
      settings: TextSettings(
        width: width, utc: true, verbosity: verbosity, language: language, grouping: grouping))
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

  private var several: [(ConnectionRecord, [Finding])] {
    (10...14).map { (Samples.clean($0), []) } + [
      (Samples.clean(1), []), (Samples.clean(2), []), (Samples.lostAck(3), [Samples.handshakeAckLost]),
      refused(4, client: 0x0A4D_0003, port: 81), refused(5, client: 0x0A4D_0003, port: 81),
    ]
  }

  @Test func serversInTroubleStandInASummaryOfSeveral() {
    let report = text(several, verbosity: .normal)
    #expect(
      report.contains(
        """
        trouble      3 of 10 connections, since 08:35:37.907; from 10.77.0.3 (2 errors), 10.77.0.1 (1 warning)

        by server       attempts  completed  refused     p50     p99   resent  findings  since
        10.77.0.2:81           2          0        2                  20.00 %  ✖ 2       08:35:37.907
        10.77.0.2:7016         1          1        0  1.06 s  1.06 s  20.00 %  ⚠ 1       08:35:38.949
          … and 1 without trouble; --json with --group-by lists all

        """), "\(report)")
  }

  @Test func oneServerOrNoTroubleNeedsNoTable() {
    #expect(!text(Array(repeating: several[7], count: 20), verbosity: .normal).contains("by server"))
    #expect(!text(Array(several[..<7]), verbosity: .normal).contains("by server"))
    // What is seen at a glance needs none either.
    #expect(!text(Array(several[5...]), verbosity: .normal).contains("by server"))
    // Nor does a quiet run count by group unasked.
    #expect(!TextReporter(settings: TextSettings(verbosity: .quiet)).wantsConnections)
  }

  @Test(arguments: [
    (Grouping.server, "10.77.0.2:443 "), (.client, "10.77.0.3 "), (.subnet, "10.77.0.0/24 "), (.port, "7016 "),
    (.vlan, "- "),
  ])
  func whatIsAskedForIsListedWhole(grouping: Grouping, name: String) {
    let report = text(several, grouping: grouping)
    #expect(report.contains("\nby \(grouping == .vlan ? "VLAN" : grouping.rawValue)"))
    #expect(report.contains("\n" + name), "\(report)")
    #expect(!report.contains(" more"))
  }

  @Test(arguments: Language.allCases, Grouping.allCases) func noLineIsWiderThanTheTerminal(
    language: Language, grouping: Grouping
  ) {
    var wide = several
    for index in wide.indices {
      wide[index].0.client.address = IPAddress(high: 0x2001_0DB8_1111_2222, low: 0x3333_4444_5555_6666)
      wide[index].0.server.address = IPAddress(high: 0x2001_0DB8_AAAA_BBBB, low: 0xCCCC_DDDD_EEEE_FFFF)
      if index == 0 { wide[index].0.outcome = .unanswered }
      if index == 1 { wide[index].0.outcome = .reset }
    }
    for line in text(wide, width: 80, grouping: grouping, language: language).split(separator: "\n") {
      #expect(DisplayWidth.columns(of: line.utf8.span) <= 80, "\(line)")
    }
  }

  @Test func aStoryCountsForItsGroup() {
    let story = Story(
      code: .portScan, severity: .warning, grade: .likely, client: IPAddress(ipv4: 0x0A4D_0003), server: nil, port: nil,
      count: 2, connections: [4, 5], frames: [1], start: Samples.start, end: Samples.start,
      account: Samples.same("A scan."))
    let report = text(several, grouping: .client, stories: [story])
    #expect(report.contains("✖ 2 ⚠ 1"), "\(report)")
    #expect(report.contains("from 10.77.0.3 (2 errors, 1 warning)"))
  }

  @Test func jsonListsEveryGroupBeforeTheSummary() {
    var reporter = JSONReporter(allSegments: false, grouping: .port)
    for (record, findings) in several { reporter.connection(record, findings: findings) }
    reporter.end(RunStatistics())
    let lines = String(decoding: reporter.output.octets, as: UTF8.self).split(separator: "\n").suffix(4)
    #expect(
      lines.first?.hasPrefix(#"{"type":"group","by":"port","name":"81","attempts":2,"completed":0,"refused":2,"#)
        == true)
    #expect(lines.dropLast().allSatisfy { $0.contains(#""type":"group""#) })
    #expect(lines.last?.contains(#""type":"summary""#) == true)
  }
}
