package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// One line a connection in columns, with a header, for spreadsheets and data frames: CSV (RFC 4180) or TSV.
///
/// The columns are a contract: kept in name and order, additions come last. No value holds a comma, a tab or a quote, so that none needs
/// quoting. What is not known is empty.
package struct TableReporter: Reporter {
  /// What stands between two columns.
  package enum Separator: UInt8, Sendable {
    /// CSV.
    case comma = 0x2C
    /// TSV.
    case tab = 0x09
  }

  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Never.
  package var wantsEvents: Bool { false }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Never: a line has the counts and the verdict.
  package var wantsTimelines: Bool { false }
  /// Never.
  package var wantsAllSegments: Bool { false }
  private let separator: Separator

  /// The columns, in order.
  package static let columns = [
    "connection", "start", "duration", "client_address", "client_port", "server_address", "server_port", "vlan",
    "handshake", "handshake_kind", "handshake_seconds", "server_round_trip", "client_round_trip", "close",
    "close_initiator", "close_seconds", "midstream", "client_state", "server_state", "client_packets", "client_bytes",
    "client_retransmitted_packets", "client_retransmitted_bytes", "server_packets", "server_bytes",
    "server_retransmitted_packets", "server_retransmitted_bytes", "errors", "warnings", "notes", "findings",
    "community_id", "zeek_conn_state", "zeek_history",
  ]

  /// A report of a new run.
  package init(_ separator: Separator) {
    self.separator = separator
  }

  /// The header.
  package mutating func begin(_ capture: CaptureDescription) {
    for (index, column) in Self.columns.enumerated() {
      if index > 0 { output.append(octet: separator.rawValue) }
      output.append(string: column)
    }
    output.endLine()
  }

  /// Nothing: a line has its own time.
  package mutating func firstPacket(at time: Int64) {}
  /// Nothing.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}
  /// Nothing.
  package mutating func end(_ statistics: RunStatistics) {}

  /// A line.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    output.append(decimal: record.number)
    cell { $0.append(rfc3339: record.start) }
    cell { $0.append(jsonSeconds: record.end - record.start) }
    for end in [record.client, record.server] {
      cell { $0.append(end.address) }
      cell(UInt64(end.port))
    }
    cell(record.vlan.map { UInt64($0) })
    cell { $0.append(record.outcome.name) }
    cell { if record.outcome != .unseen { $0.append(record.kind.name) } }
    cell(seconds: record.handshakeDuration)
    cell(seconds: record.serverRoundTrip)
    cell(seconds: record.clientRoundTrip)
    cell { $0.append(record.close.name) }
    cell { if let initiator = record.closeInitiator { $0.append(initiator.name) } }
    cell(seconds: record.closeDuration)
    cell { $0.append(record.marks.contains(.midstream) ? "true" : "false") }
    for end in [record.client, record.server] { cell { if let state = end.state { $0.append(state.name) } } }
    for end in [record.client, record.server] {
      cell(end.packets)
      cell(end.octets)
      cell(end.retransmittedPackets)
      cell(end.retransmittedOctets)
    }
    for severity in Severity.allCases.reversed() { cell(UInt64(findings.count { $0.severity == severity })) }
    cell { $0.append(codesOf: findings, separatedBy: " ") }
    cell { text in
      CommunityID.append(
        between: (record.client.address, record.client.port), and: (record.server.address, record.server.port),
        to: &text)
    }
    cell { $0.append(string: ZeekState.name(of: record)) }
    cell { $0.append(contentsOf: record.zeekHistory.octets[...]) }
    output.endLine()
  }

  private mutating func cell(_ body: (inout OctetBuffer) -> Void) {
    output.append(octet: separator.rawValue)
    body(&output)
  }

  private mutating func cell(_ number: UInt64?) {
    cell { if let number { $0.append(decimal: number) } }
  }

  private mutating func cell(seconds duration: Int64?) {
    cell { if let duration { $0.append(jsonSeconds: duration) } }
  }
}

extension OctetBuffer {
  /// Appends the codes of `findings`, each once, in order.
  mutating func append(codesOf findings: [Finding], separatedBy separator: StaticString) {
    var seen: [FindingCode] = []
    for finding in findings where !seen.contains(finding.code) {
      if !seen.isEmpty { append(separator) }
      append(string: finding.code.rawValue)
      seen.append(finding.code)
    }
  }
}

extension ZeekState {
  /// The state that Zeek would log for `record`.
  static func name(of record: ConnectionRecord) -> String {
    name(history: record.zeekHistory.octets, hasPayload: record.client.octets > 0 || record.server.octets > 0)
  }
}
