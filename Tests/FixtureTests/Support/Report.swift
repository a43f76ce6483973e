import Foundation
import Testing

/// The JSON lines of one run, by the contract "tcptrace-swift/1"; a member that is not part of it is refused.
struct Report {
  var capture: CaptureLine?
  var events: [EventLine] = []
  var connections: [ConnectionLine] = []
  /// What belongs to no single connection.
  var findings: [FindingLine] = []
  var summary: SummaryLine?

  /// Reads NDJSON.
  init(_ octets: [UInt8]) throws {
    let schema = try SchemaCheck.printed.get()
    for line in octets.split(separator: UInt8(ascii: "\n")) {
      let data = Data(line)
      for fault in try schema.faults(of: String(decoding: line, as: UTF8.self)) {
        Issue.record("OutputSchema.swift does not describe this: \(fault)")
      }
      switch try JSONDecoder().decode(LineType.self, from: data).type {
      case "capture": capture = try Report.strictly(data)
      case "event": events.append(try Report.strictly(data))
      case "connection": connections.append(try Report.strictly(data))
      case "finding": findings.append(try Report.strictly(data))
      case "summary": summary = try Report.strictly(data)
      case let other: throw UnknownMember(path: "type: \(other)")
      }
    }
  }

  /// Decodes a line and refuses members that the type does not have: what is decoded is encoded again, and nothing may have gone missing.
  private static func strictly<Line: Codable>(_ data: Data) throws -> Line {
    let line = try JSONDecoder().decode(Line.self, from: data)
    let kept = members(try JSONSerialization.jsonObject(with: JSONEncoder().encode(line)), "")
    let given = members(try JSONSerialization.jsonObject(with: data), "")
    if let unknown = given.subtracting(kept).sorted().first { throw UnknownMember(path: unknown) }
    return line
  }

  private static func members(_ value: Any, _ path: String) -> Set<String> {
    switch value {
    case let object as [String: Any]:
      object.reduce(into: []) { $0.formUnion(members($1.value, path + "." + $1.key).union([path + "." + $1.key])) }
    case let array as [Any]:
      array.reduce(into: []) { $0.formUnion(members($1, path + "[]")) }
    default:
      []
    }
  }

  private struct LineType: Codable { var type: String }
}

/// A member that the contract does not name.
struct UnknownMember: Error { var path: String }

struct CaptureLine: Codable {
  var type, schema, source, link_type: String
  var snapshot_length: Int
  var filter: String?
  var sources: [String]?
}

struct OptionsObject: Codable {
  struct Timestamp: Codable {
    var value: UInt32
    var echo: UInt32?
  }
  struct FastOpen: Codable { var cookie_length: Int }
  struct Multipath: Codable { var subtype: Int }
  var mss, window_scale: Int?
  var sack_permitted, authentication, user_timeout, accurate_ecn, other, malformed: Bool?
  var sack: [[UInt32]]?
  var timestamp: Timestamp?
  var fast_open: FastOpen?
  var mptcp: Multipath?
}

struct EventLine: Codable {
  struct SegmentObject: Codable {
    var flags: [String]?
    var seq, ack, window, length: UInt32?
    var options: OptionsObject?
  }
  struct ICMPObject: Codable {
    var type, code: Int
    var meaning, reporter: String
  }
  struct Transition: Codable {
    var endpoint: String
    var from, to: String?
    var standing: String
  }
  struct FindingObject: Codable {
    var code, severity, grade, summary: String
    var kind: String?
  }
  var type, time: String
  var offset: Double
  var frame: Int
  var source: Int?
  var connection: Int
  var from, step: String
  var segment: SegmentObject
  var icmp: ICMPObject?
  var transitions: [Transition]
  var client_state, server_state: String?
  var client_presumed, server_presumed: Bool?
  var findings: [FindingObject]
  var marks: [String]?
  var note: String?
}

struct ConnectionLine: Codable {
  struct State: Codable {
    var state, time: String
    var offset: Double
    var frame: Int
    var source: Int?
    var standing: String
  }
  struct Offer: Codable {
    var mss, window_scale: Int?
    var sack_permitted, timestamp, fast_open, mptcp, authentication, user_timeout, accurate_ecn, other, malformed: Bool?
  }
  struct Endpoint: Codable {
    var address: String
    var port: UInt16
    var states: [State]?
    var state: String?
    var packets, bytes, retransmitted_packets, retransmitted_bytes, syn, fin, rst: UInt64
    var isn: UInt32?
    var options: Offer?
    var round_trip: Double?
  }
  struct Handshake: Codable {
    var outcome: String
    var kind: String?
    var duration, server_round_trip, client_round_trip: Double?
    var syn_count, syn_ack_count: Int
    var retry_schedule: String?
  }
  struct Close: Codable {
    var kind: String
    var initiator: String?
    var duration: Double?
  }
  struct Loss: Codable { var what, `where`: String }
  struct FindingObject: Codable {
    var code, severity, grade, endpoint: String
    var kind: String?
    var frames: [Int]
    var sources: [Int]?
    var time: String
    var offset: Double
    var lost: Loss?
    var summary: String
  }
  struct Tunnel: Codable {
    var kind: String
    var identifier: Int?
  }
  struct Zeek: Codable {
    var conn_state: String
    var history: String?
  }
  var type: String
  var connection: Int
  var community_id: String
  var client, server: Endpoint
  var start, end: String
  var offset, duration: Double
  var midstream: Bool
  var roles_guessed, open_at_end, evicted: Bool?
  var handshake: Handshake
  var close: Close
  var findings: [FindingObject]
  var zeek: Zeek
  var vlan, inner_vlan, previous_connection, events_not_kept: Int?
  var findings_not_kept: Bool?
  var tunnel: Tunnel?
}

struct FindingLine: Codable {
  var type, code, severity, grade: String
  var client, server: String?
  var port: UInt16?
  var time: String
  var offset, duration: Double
  var count: Int
  var connections, frames: [Int]
  var summary: String
}

struct SummaryLine: Codable {
  struct Connections: Codable {
    var total: Int
    var outcomes, closes: [String: Int]
    var evicted: Int
  }
  struct Durations: Codable {
    var count: Int
    var p50, p90, p99, max: Double
  }
  struct Findings: Codable { var severities, codes: [String: Int] }
  struct Quality: Codable {
    var verdict: String
    var cut_short: Bool?
    var connections_with_gaps, connections_with_duplicates, one_sided_connections, offloaded_segments,
      cut_headers, clock_steps_back, clock_leaps, duplicate_packets, verified_checksums, damaged_segments: Int
    var largest_step_back: Double?
    var checksum_offload_hosts: [String]
  }
  struct Damage: Codable {
    var reason: String
    var layer: String?
    var count: Int
    var first_frame: Int
    var first_octet: Int?
  }
  struct Live: Codable { var received, dropped_by_kernel, dropped_by_interface: Int }
  var type: String
  var start, end: String?
  var packets, tcp_packets: Int
  var connections: Connections
  var handshake_durations: Durations?
  var findings: Findings
  var undecoded: [String: Int]
  var malformed: [Damage]?
  var capture_quality: Quality
  var live, recorded: Live?
}
