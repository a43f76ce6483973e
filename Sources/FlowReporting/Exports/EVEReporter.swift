package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// Suricata's EVE: one `flow` record a connection, one JSON object a line.
///
/// What Suricata counts and this program does not (octets with their headers) is left out; what only this program knows stands in the
/// object `tcptrace`.
package struct EVEReporter: Reporter {
  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Never.
  package var wantsEvents: Bool { false }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Never.
  package var wantsTimelines: Bool { false }
  /// Never.
  package var wantsAllSegments: Bool { false }

  /// A report of a new run.
  package init() {}

  /// Nothing.
  package mutating func begin(_ capture: CaptureDescription) {}
  /// Nothing.
  package mutating func firstPacket(at time: Int64) {}
  /// Nothing.
  package mutating func event(_ event: FlowEvent, findings: [Finding]) {}
  /// Nothing.
  package mutating func end(_ statistics: RunStatistics) {}

  /// A record.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    output.beginObject()
    output.member("timestamp") { $0.append(eveTime: record.end) }
    // Positive and under 2⁵³, so that readers that take numbers for doubles keep it apart from others.
    output.member("flow_id", Self.identifier(of: record))
    output.member("event_type", word: "flow")
    if let vlan = record.vlan {
      output.beginArray("vlan")
      output.element(UInt64(vlan))
      output.endArray()
    }
    output.member("src_ip") { $0.append(record.client.address) }
    output.member("src_port", record.client.port)
    output.member("dest_ip") { $0.append(record.server.address) }
    output.member("dest_port", record.server.port)
    output.member("ip_v", UInt8(record.client.address.isIPv4 ? 4 : 6))
    output.member("proto", word: "TCP")
    appendFlow(record)
    output.member("community_id") { text in
      CommunityID.append(
        between: (record.client.address, record.client.port), and: (record.server.address, record.server.port),
        to: &text)
    }
    appendTCP(record)
    appendOurs(record, findings)
    output.endObject()
    output.endLine()
  }

  private mutating func appendFlow(_ record: ConnectionRecord) {
    output.beginObject("flow")
    output.member("pkts_toserver", record.client.packets)
    output.member("pkts_toclient", record.server.packets)
    output.member("start") { $0.append(eveTime: record.start) }
    output.member("end") { $0.append(eveTime: record.end) }
    output.member("age", UInt64(max(record.end - record.start, 0) / 1_000_000_000))
    let isClosed = record.close == .fin || record.close == .reset
    let isOpen = record.outcome == .completed || record.outcome == .unseen
    output.member("state", word: isClosed ? "closed" : isOpen ? "established" : "new")
    output.member("reason", word: record.isCutByEndOfCapture ? "shutdown" : "timeout")
    output.member("alerted", false)
    output.endObject()
  }

  private mutating func appendTCP(_ record: ConnectionRecord) {
    output.beginObject("tcp")
    output.member("syn", ifTrue: record.client.synCount + record.server.synCount > 0)
    output.member("fin", ifTrue: record.client.finCount + record.server.finCount > 0)
    output.member("rst", ifTrue: record.client.rstCount + record.server.rstCount > 0)
    output.member("state", word: Self.state(of: record))
    output.endObject()
  }

  private mutating func appendOurs(_ record: ConnectionRecord, _ findings: [Finding]) {
    output.beginObject("tcptrace")
    output.member("connection", record.number)
    output.member("handshake", word: record.outcome.name)
    output.member("handshake_duration", seconds: record.handshakeDuration)
    output.member("close", word: record.close.name)
    output.member("client_state", word: record.client.state?.name)
    output.member("server_state", word: record.server.state?.name)
    output.member("payload_toserver", record.client.octets)
    output.member("payload_toclient", record.server.octets)
    output.beginArray("findings")
    for finding in findings {
      output.beginObject()
      output.members(of: finding)
      output.member("summary", finding.summary)
      output.endObject()
    }
    output.endArray()
    output.endObject()
  }

  // One state for both sides, in Suricata's words.
  private static func state(of record: ConnectionRecord) -> StaticString {
    switch record.close {
    case .fin, .reset: "closed"
    case .half: "fin_wait2"
    case .none:
      switch record.outcome {
      case .completed, .unseen: "established"
      case .halfOpen: "syn_recv"
      case .refused, .rejected, .unanswered, .reset: "syn_sent"
      }
    }
  }

  private static func identifier(of record: ConnectionRecord) -> UInt64 {
    var text = OctetBuffer()
    text.append(zeekUID: record)
    return SHA1.digest(of: text.octets).prefix(8).reduce(0) { $0 << 8 | UInt64($1) } >> 12
  }
}

extension OctetBuffer {
  /// Appends a time as EVE has it, in UTC: 2026-11-24T22:45:53.123456+0000.
  fileprivate mutating func append(eveTime time: Int64) {
    var text = OctetBuffer()
    text.append(rfc3339: time)
    append(contentsOf: text.octets.prefix(26))
    append("+0000")
  }
}
