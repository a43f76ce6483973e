import Foundation
import Testing

/// Decodes `line` and refuses keys that `Value` does not know: what is encoded again must have every key of the original.
func strictly<Value: Codable>(_ type: Value.Type, _ line: some StringProtocol) throws -> Value {
  let data = Data(line.utf8)
  let value = try JSONDecoder().decode(type, from: data)
  let original = try JSONSerialization.jsonObject(with: data)
  let known = try JSONSerialization.jsonObject(with: JSONEncoder().encode(value))
  #expect(unknownKeys(in: original, known: known, path: "") == [])
  return value
}

private func unknownKeys(in original: Any, known: Any, path: String) -> [String] {
  if let original = original as? [String: Any] {
    guard let known = known as? [String: Any] else { return [path] }
    return original.flatMap { key, value in
      known[key].map { unknownKeys(in: value, known: $0, path: "\(path).\(key)") } ?? ["\(path).\(key)"]
    }
  }
  if let original = original as? [Any] {
    guard let known = known as? [Any], known.count == original.count else { return [path] }
    return zip(original, known).flatMap { unknownKeys(in: $0, known: $1, path: "\(path)[]") }
  }
  return []
}

struct CaptureLine: Codable {
  var type: String
  var schema: String
  var source: String
  var link_type: String
  var snapshot_length: Int
  var filter: String?
}

struct EventLine: Codable {
  struct Timestamp: Codable {
    var value: UInt32
    var echo: UInt32?
  }
  struct FastOpen: Codable {
    var cookie_length: Int
  }
  struct Multipath: Codable {
    var subtype: Int
  }
  struct Options: Codable {
    var mss: Int?
    var window_scale: Int?
    var sack_permitted: Bool?
    var sack: [[UInt32]]?
    var timestamp: Timestamp?
    var fast_open: FastOpen?
    var mptcp: Multipath?
    var authentication: Bool?
    var user_timeout: Bool?
    var accurate_ecn: Bool?
    var other: Bool?
    var malformed: Bool?
  }
  struct Segment: Codable {
    var flags: [String]?
    var seq: UInt32?
    var ack: UInt32?
    var window: UInt32?
    var length: UInt32?
    var options: Options?
  }
  struct ICMP: Codable {
    var type: Int
    var code: Int
    var meaning: String
    var reporter: String
  }
  struct Transition: Codable {
    var endpoint: String
    var from: String?
    var to: String?
    var standing: String
  }
  struct Finding: Codable {
    var code: String
    var severity: String
    var grade: String
    var summary: String
  }
  var type: String
  var time: String
  var offset: Double
  var frame: UInt64
  var connection: UInt64
  var from: String
  var step: String
  var segment: Segment
  var icmp: ICMP?
  var transitions: [Transition]
  var client_state: String?
  var server_state: String?
  var client_presumed: Bool?
  var server_presumed: Bool?
  var findings: [Finding]
  var marks: [String]?
  var note: String?
}

struct ConnectionLine: Codable {
  struct Span: Codable {
    var state: String
    var time: String
    var offset: Double
    var frame: UInt64
    var standing: String
  }
  struct Options: Codable {
    var mss: Int?
    var window_scale: Int?
    var sack_permitted: Bool?
    var timestamp: Bool?
    var fast_open: Bool?
    var mptcp: Bool?
    var authentication: Bool?
    var user_timeout: Bool?
    var accurate_ecn: Bool?
    var other: Bool?
    var malformed: Bool?
  }
  struct Endpoint: Codable {
    var address: String
    var port: Int
    var states: [Span]?
    var state: String?
    var packets: UInt64
    var bytes: UInt64
    var retransmitted_packets: UInt64
    var retransmitted_bytes: UInt64
    var syn: Int
    var fin: Int
    var rst: Int
    var isn: UInt32?
    var options: Options?
    var round_trip: Double?
  }
  struct Handshake: Codable {
    var outcome: String
    var kind: String?
    var duration: Double?
    var server_round_trip: Double?
    var client_round_trip: Double?
    var syn_count: Int
    var syn_ack_count: Int
    var retry_schedule: String?
  }
  struct Close: Codable {
    var kind: String
    var initiator: String?
    var duration: Double?
  }
  struct Lost: Codable {
    var what: String
    var `where`: String
  }
  struct Finding: Codable {
    var code: String
    var severity: String
    var grade: String
    var endpoint: String
    var frames: [UInt64]
    var time: String
    var offset: Double
    var lost: Lost?
    var summary: String
  }
  struct Zeek: Codable {
    var conn_state: String
    var history: String?
  }
  var type: String
  var connection: UInt64
  var community_id: String
  var client: Endpoint
  var server: Endpoint
  var start: String
  var end: String
  var offset: Double
  var duration: Double
  var midstream: Bool
  var roles_guessed: Bool?
  var open_at_end: Bool?
  var evicted: Bool?
  var handshake: Handshake
  var close: Close
  var findings: [Finding]
  var zeek: Zeek
  var vlan: Int?
  var inner_vlan: Int?
  var tunnel: Tunnel?
  var previous_connection: UInt64?
  var events_not_kept: UInt64?
  var findings_not_kept: Bool?
}

struct Tunnel: Codable {
  var kind: String
  var identifier: UInt32?
}

struct SummaryLine: Codable {
  struct Connections: Codable {
    var total: UInt64
    var outcomes: [String: UInt64]
    var closes: [String: UInt64]
    var evicted: UInt64
    var findings_not_kept: UInt64?
  }
  struct Durations: Codable {
    var count: UInt64
    var p50: Double
    var p90: Double
    var p99: Double
    var max: Double
  }
  struct Findings: Codable {
    var severities: [String: UInt64]
    var codes: [String: UInt64]
  }
  struct Quality: Codable {
    var verdict: String
    var cut_short: Bool?
    var connections_with_gaps: UInt64
    var connections_with_duplicates: UInt64
    var one_sided_connections: UInt64
    var offloaded_segments: UInt64
    var cut_headers, clock_steps_back, clock_leaps, duplicate_packets, verified_checksums, damaged_segments: UInt64
    var largest_step_back: Double?
    var checksum_offload_hosts: [String]
  }
  struct Damage: Codable {
    var reason: String
    var layer: String?
    var count: UInt64
    var first_frame: UInt64
    var first_octet: UInt64?
  }
  struct Live: Codable {
    var received: UInt64
    var dropped_by_kernel: UInt64
    var dropped_by_interface: UInt64
  }
  var type: String
  var start: String?
  var end: String?
  var packets: UInt64
  var tcp_packets: UInt64
  var connections: Connections
  var handshake_durations: Durations?
  var findings: Findings
  var undecoded: [String: UInt64]
  var malformed: [Damage]?
  var capture_quality: Quality
  var live: Live?
}
