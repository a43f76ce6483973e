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
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}
  /// Nothing.
  package mutating func end(_ statistics: RunStatistics) {}

  /// A record.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    output.line { Self.append(record, findings, to: &$0) }
  }

  private static func append(_ record: ConnectionRecord, _ findings: [Finding], to line: inout JSONLine) {
    line.member("timestamp", eveTime: record.end)
    // Positive and under 2⁵³, so that readers that take numbers for doubles keep it apart from others.
    line.member("flow_id", Self.identifier(of: record))
    line.member("event_type", word: "flow")
    if let vlan = record.vlan {
      line.beginArray("vlan")
      line.element(UInt64(vlan))
      line.endArray()
    }
    line.member("src_ip", record.client.address)
    line.member("src_port", record.client.port)
    line.member("dest_ip", record.server.address)
    line.member("dest_port", record.server.port)
    line.member("ip_v", UInt8(record.client.address.isIPv4 ? 4 : 6))
    line.member("proto", word: "TCP")
    appendFlow(record, to: &line)
    line.members(ofFlow: record)
    appendTCP(record, to: &line)
    appendOurs(record, findings, to: &line)
  }

  private static func appendFlow(_ record: ConnectionRecord, to line: inout JSONLine) {
    line.beginObject("flow")
    line.member("pkts_toserver", record.client.packets)
    line.member("pkts_toclient", record.server.packets)
    line.member("start", eveTime: record.start)
    line.member("end", eveTime: record.end)
    line.member("age", UInt64(max(record.end - record.start, 0) / 1_000_000_000))
    let isClosed = record.close == .fin || record.close == .reset
    let isOpen = record.outcome == .completed || record.outcome == .unseen
    line.member("state", word: isClosed ? "closed" : isOpen ? "established" : "new")
    line.member("reason", word: record.isCutByEndOfCapture ? "shutdown" : "timeout")
    line.member("alerted", false)
    line.endObject()
  }

  private static func appendTCP(_ record: ConnectionRecord, to line: inout JSONLine) {
    line.beginObject("tcp")
    line.member("syn", ifTrue: record.client.synCount + record.server.synCount > 0)
    line.member("fin", ifTrue: record.client.finCount + record.server.finCount > 0)
    line.member("rst", ifTrue: record.client.rstCount + record.server.rstCount > 0)
    line.member("state", word: Self.state(of: record))
    line.endObject()
  }

  private static func appendOurs(_ record: ConnectionRecord, _ findings: [Finding], to line: inout JSONLine) {
    line.beginObject("tcptrace")
    line.member("connection", record.number)
    line.member("handshake", word: record.outcome.name)
    line.member("handshake_duration", seconds: record.handshakeDuration)
    line.member("close", word: record.close.name)
    line.member("client_state", word: record.client.state?.name)
    line.member("server_state", word: record.server.state?.name)
    line.member("payload_toserver", record.client.octets)
    line.member("payload_toclient", record.server.octets)
    line.beginArray("findings")
    for finding in findings {
      line.beginObject()
      line.members(of: finding)
      line.member("summary", finding.summary)
      line.endObject()
    }
    line.endArray()
    line.endObject()
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
    let digest = SHA1.digest(of: text.octets.span)
    return UInt64(digest[0]) << 20 | UInt64(digest[1]) >> 12
  }
}

extension JSONLine {
  /// A point in time as EVE has it, in UTC: 2026-11-24T22:45:53.123456+0000.
  fileprivate mutating func member(_ name: StaticString, eveTime time: Int64) {
    unsafe member(name, atMost: TextRoom.time) { text in
      unsafe text.put(rfc3339: time)
      // Its last three decimals and the letter of the zone are too much.
      unsafe text.place -= 4
      unsafe text.put("+0000")
    }
  }
}
