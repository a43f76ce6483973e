import FlowDiagnosis
import FlowTracking

/// What a page holds of the connections, gathered while they end.
struct HTMLContent {
  /// A piece of the page about one connection.
  struct Piece {
    /// The connection's number.
    let number: UInt64
    /// The markup.
    let markup: OctetBuffer
  }

  /// Rows of connections with findings; past this many they are only counted.
  static let troubledRowLimit = 10_000
  /// Rows of connections without any.
  static let cleanRowLimit = 2_000
  /// Ladders for one code; more of the same show nothing new.
  static let laddersForACode = 25
  /// Ladders of clean connections, to compare with.
  static let cleanLadders = 3
  /// Octets of ladders in all.
  static let ladderOctetLimit = 16 << 20

  /// Rows of the table.
  private(set) var rows: [Piece] = []
  /// Connections that have no row.
  private(set) var rowsLeftOut: UInt64 = 0
  /// Ladders with their findings.
  private(set) var ladders: [Piece] = []
  /// Connections in trouble that have no ladder.
  private(set) var laddersLeftOut: UInt64 = 0
  /// Counted by server.
  private(set) var servers = GroupTable(.server)
  /// Counted over time.
  private(set) var time = TimeBins()
  /// When the first error or warning was found, in nanoseconds since the epoch; nil while there is none.
  private(set) var firstTrouble: Int64?
  private var troubledRows = 0
  private var cleanRows = 0
  private var cleanLaddersKept = 0
  private var ladderOctets = 0
  private var laddersOfCode: [FindingCode: Int] = [:]

  /// Takes in a connection.
  mutating func add(_ record: ConnectionRecord, _ findings: [Finding], _ settings: TextSettings) {
    servers.add(record, findings)
    let opened = record.outcome == .completed || record.outcome == .unseen
    time.add(TimeBins.Bin(opened: 1, failed: opened ? 0 : 1), at: record.start)
    for finding in findings where finding.severity > .note {
      time.add(TimeBins.Bin(findings: 1), at: finding.time)
      firstTrouble = min(firstTrouble ?? .max, finding.time)
    }
    let hasLadder = keepLadder(record, findings, settings)
    let hasRoom = findings.isEmpty ? cleanRows < Self.cleanRowLimit : troubledRows < Self.troubledRowLimit
    guard hasRoom else {
      rowsLeftOut += 1
      return
    }
    if findings.isEmpty { cleanRows += 1 } else { troubledRows += 1 }
    var markup = OctetBuffer()
    HTMLRow(record: record, findings: findings, hasLadder: hasLadder, settings: settings).append(to: &markup)
    rows.append(Piece(number: record.number, markup: markup))
  }

  /// Takes in what several connections together show.
  mutating func add(_ stories: [Story]) {
    for story in stories {
      servers.add(story)
      guard story.severity > .note else { continue }
      time.add(TimeBins.Bin(findings: 1), at: story.start)
      firstTrouble = min(firstTrouble ?? .max, story.start)
    }
  }

  private mutating func keepLadder(
    _ record: ConnectionRecord, _ findings: [Finding], _ settings: TextSettings
  ) -> Bool {
    guard !record.timeline.isEmpty else { return false }
    let codes = Set(findings.map(\.code))
    let isNew =
      findings.isEmpty
      ? cleanLaddersKept < Self.cleanLadders
      : codes.contains { laddersOfCode[$0, default: 0] < Self.laddersForACode }
    guard isNew, ladderOctets < Self.ladderOctetLimit else {
      if findings.contains(where: { $0.severity > .note }) { laddersLeftOut += 1 }
      return false
    }
    if findings.isEmpty { cleanLaddersKept += 1 }
    for code in codes { laddersOfCode[code, default: 0] += 1 }
    var markup = OctetBuffer()
    HTMLConnection(record: record, findings: findings, settings: settings).append(to: &markup)
    ladderOctets += markup.count
    ladders.append(Piece(number: record.number, markup: markup))
    return true
  }
}
