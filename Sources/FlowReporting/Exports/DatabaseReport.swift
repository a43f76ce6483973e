package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// Connections, events and findings in an SQLite database. Rows are committed in batches, so that what is in the file is whole whatever
/// happens.
package final class DatabaseReport: ReportSink {
  /// Rows of one transaction.
  private static let batch = 50_000
  /// Rows that are worth a transaction of their own.
  private static let worthwhile = 1_000

  private let database: Database
  private let connections: Database.Statement
  private let events: Database.Statement
  private let findings: Database.Statement
  private var capture: CaptureDescription?
  private var rows = 0
  private var committed: UInt64 = 0
  private var pending: UInt64 = 0
  /// Why it could not be written, and how much of it is safe; nil while it can.
  package private(set) var failure: String?

  /// A report in the file at `path`, octets with a 0 behind them; it must be empty.
  package init(path: [CChar]) throws(DatabaseError) {
    let database = try Database(path: path)
    self.database = database
    // The system may order writes as it likes, since a run that a power cut ended is made again; the journal keeps a full disk from
    // tearing the file.
    do throws(DatabaseError) {
      try database.run("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = OFF;")
      try database.run(DatabaseSchema.tables)
    } catch {
      Self.removeJournal(of: database)
      throw error
    }
    connections = try database.prepare("INSERT INTO connections VALUES(\(Self.places(30)))")
    events = try database.prepare("INSERT INTO events VALUES(NULL,\(Self.places(13)))")
    findings = try database.prepare("INSERT INTO findings VALUES(NULL,\(Self.places(10)))")
    try database.run("BEGIN")
  }

  /// Events and connections.
  package var wishes: ReportWishes { [.events, .connections] }
  /// Until it fails.
  package var isOfUse: Bool { failure == nil }

  /// Keeps what the last row says.
  package func begin(_ capture: CaptureDescription) {
    self.capture = capture
  }

  /// Nothing: times are absolute.
  package func firstPacket(at time: Int64) {}

  /// A row of `events`.
  package func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {
    guard failure == nil, !isPlain else { return }
    let segment = event.segment
    events.bind(event.connection)
    events.bind(FrameReference(segment.frame).number)
    events.bind(segment.time)
    events.bind(event.from.name)
    events.bind(event.step.name)
    let isWhole = segment.present.contains(.fullHeader)
    events.bind { text in
      guard isWhole else { return }
      segment.flags.forEachName { name in
        if !text.isEmpty { text.append(",") }
        text.append(name)
      }
    }
    events.bind(isWhole || segment.present.contains(.sequence) ? segment.sequence.rawValue : nil)
    events.bind(isWhole && segment.flags.contains(.ack) ? segment.acknowledgement.rawValue : nil)
    let shift = segment.flags.contains(.syn) ? 0 : min(event.windowShift, 14)
    events.bind(isWhole ? UInt32(segment.window) << UInt32(shift) : nil)
    events.bind(segment.payloadLength)
    events.bind(event.clientState?.name)
    events.bind(event.serverState?.name)
    events.bind { Annotation(unicode: true, language: .english).append(SegmentSketch(&event), findings: [], to: &$0) }
    insert(events)
  }

  /// A row of `connections`, and one of `findings` for each finding.
  package func connection(_ record: ConnectionRecord, findings: [Finding]) {
    guard failure == nil else { return }
    bind(record)
    insert(connections)
    for finding in findings {
      bind(finding, of: record)
      insert(self.findings)
    }
    pending += 1
  }

  /// The row of `capture`, and the indexes.
  package func end(_ statistics: RunStatistics) {
    for story in statistics.stories {
      bind(story)
      insert(findings)
    }
    attempt { () throws(DatabaseError) in
      let row = try database.prepare("INSERT INTO capture VALUES(\(Self.places(9)))")
      row.bind { $0.append(string: capture?.source ?? "") }
      row.bind { $0.append(string: capture?.linkType ?? "") }
      row.bind(capture.map { Int64($0.snapshotLength) })
      row.bind { $0.append(string: capture?.filter ?? "") }
      row.bind(statistics.firstPacketTime)
      row.bind(statistics.lastPacketTime)
      row.bind(statistics.packets)
      row.bind(statistics.tcpPackets)
      row.bind { $0.append(string: statistics.quality.name) }
      try row.step()
      try database.run("COMMIT")
      committed += pending
      rows = 0
      try database.run(DatabaseSchema.indexes)
      // Takes the journal away, which is empty by now.
      try database.run("PRAGMA journal_mode = DELETE")
    }
  }

  /// Nothing: SQLite has a cache of its own.
  package func flushIfDue() {}

  /// Commits what waits if it is worth a transaction: a live capture asks for each packet.
  package func flush() {
    if rows >= Self.worthwhile { commit() }
  }

  private func insert(_ statement: Database.Statement) {
    guard failure == nil else { return }
    attempt { () throws(DatabaseError) in try statement.step() }
    rows += 1
    if rows >= Self.batch { commit() }
  }

  private func commit() {
    guard rows > 0 else { return }
    rows = 0
    attempt { () throws(DatabaseError) in
      try database.run("COMMIT; BEGIN")
      committed += pending
      pending = 0
    }
  }

  private func attempt(_ body: () throws(DatabaseError) -> Void) {
    guard failure == nil else { return }
    do throws(DatabaseError) {
      try body()
    } catch {
      failure = "\(error.message); the first \(committed) connections are in it"
      // What was not committed goes; that it may have gone already is no news.
      do throws(DatabaseError) { try database.run("ROLLBACK") } catch {}
      Self.removeJournal(of: database)
    }
  }

  // Nothing is written any more, so that its journal need not lie beside it.
  private static func removeJournal(of database: Database) {
    do throws(DatabaseError) { try database.run("PRAGMA journal_mode = DELETE") } catch {}
  }

  private func bind(_ record: ConnectionRecord) {
    let row = connections
    row.bind(record.number)
    row.bind(record.start)
    row.bind(record.end - record.start)
    for end in [record.client, record.server] {
      row.bind { $0.append(end.address) }
      row.bind(end.port)
    }
    row.bind(record.vlan)
    row.bind(record.outcome.name)
    row.bind(record.outcome == .unseen ? nil : record.kind.name)
    row.bind(record.handshakeDuration)
    row.bind(record.serverRoundTrip)
    row.bind(record.clientRoundTrip)
    row.bind(record.close.name)
    row.bind(record.closeInitiator?.name)
    row.bind(record.closeDuration)
    row.bind(record.marks.contains(.midstream) ? 1 as Int64 : 0)
    row.bind(record.client.state?.name)
    row.bind(record.server.state?.name)
    for end in [record.client, record.server] {
      row.bind(end.packets)
      row.bind(end.octets)
      row.bind(end.retransmittedPackets)
      row.bind(end.retransmittedOctets)
    }
    row.bind { text in
      CommunityID.append(
        between: (record.client.address, record.client.port), and: (record.server.address, record.server.port),
        to: &text)
    }
    row.bind { $0.append(string: ZeekState.name(of: record)) }
    row.bind { $0.append(contentsOf: record.zeekHistory.octets[...]) }
  }

  private func bind(_ finding: Finding, of record: ConnectionRecord) {
    let row = findings
    row.bind(record.number)
    row.bind { $0.append(string: finding.code.rawValue) }
    row.bind { $0.append(string: finding.severity.name) }
    row.bind { $0.append(string: finding.grade.name) }
    row.bind(finding.endpoint.name)
    row.bind(finding.time)
    row.bind { $0.append(list: finding.frames) }
    row.bind { if let loss = finding.loss { $0.append(string: "\(loss.what)") } }
    row.bind { if let loss = finding.loss { $0.append(string: "\(loss.location.name)") } }
    row.bind { $0.append(string: finding.summary) }
  }

  // What several connections together show belongs to none of them.
  private func bind(_ story: Story) {
    let row = findings
    row.bind(Int64?.none)
    row.bind { $0.append(string: story.code.rawValue) }
    row.bind { $0.append(string: story.severity.name) }
    row.bind { $0.append(string: story.grade.name) }
    row.bind(StaticString?.none)
    row.bind(story.start)
    row.bind { $0.append(list: story.frames) }
    row.bind(StaticString?.none)
    row.bind(StaticString?.none)
    row.bind { $0.append(string: story.summary) }
  }

  private static func places(_ count: Int) -> String {
    Array(repeating: "?", count: count).joined(separator: ",")
  }
}

extension OctetBuffer {
  /// Appends a JSON array, for json_each.
  fileprivate mutating func append(list numbers: [UInt64]) {
    append("[")
    for (index, number) in numbers.enumerated() {
      if index > 0 { append(",") }
      append(decimal: FrameReference(number).number)
    }
    append("]")
  }
}
