import FlowDiagnosis
import FlowTracking

/// The fields of a conn.log line: Zeek's own in Zeek's order, then ours, which begin with "tcptrace_".
enum ZeekField: String, CaseIterable {
  case ts, uid
  case originatorHost = "id.orig_h"
  case originatorPort = "id.orig_p"
  case responderHost = "id.resp_h"
  case responderPort = "id.resp_p"
  case proto, service, duration
  case originatorBytes = "orig_bytes"
  case responderBytes = "resp_bytes"
  case state = "conn_state"
  case localOriginator = "local_orig"
  case localResponder = "local_resp"
  case missedBytes = "missed_bytes"
  case history
  case originatorPackets = "orig_pkts"
  case originatorIPBytes = "orig_ip_bytes"
  case responderPackets = "resp_pkts"
  case responderIPBytes = "resp_ip_bytes"
  case tunnelParents = "tunnel_parents"
  case communityID = "community_id"
  case handshake = "tcptrace_handshake"
  case handshakeDuration = "tcptrace_handshake_duration"
  case close = "tcptrace_close"
  case findings = "tcptrace_findings"
  case severity = "tcptrace_severity"

  /// Zeek's type of the field.
  var type: StaticString {
    switch self {
    case .ts: "time"
    case .originatorHost, .responderHost: "addr"
    case .originatorPort, .responderPort: "port"
    case .proto: "enum"
    case .duration, .handshakeDuration: "interval"
    case .originatorBytes, .responderBytes, .missedBytes, .originatorPackets, .originatorIPBytes, .responderPackets,
      .responderIPBytes:
      "count"
    case .localOriginator, .localResponder: "bool"
    case .tunnelParents, .findings: "set[string]"
    case .uid, .service, .state, .history, .communityID, .handshake, .close, .severity: "string"
    }
  }

  /// What kind of JSON value it is.
  var isNumber: Bool {
    switch self {
    case .ts, .originatorPort, .responderPort, .duration, .originatorBytes, .responderBytes, .missedBytes,
      .originatorPackets, .originatorIPBytes, .responderPackets, .responderIPBytes, .handshakeDuration:
      true
    default: false
    }
  }

  /// Appends the value; nothing where it is not known. A set is handed on element by element by `elements`.
  func append(_ record: ConnectionRecord, _ findings: [Finding], to text: inout OctetBuffer) {
    switch self {
    case .ts: text.append(seconds: record.start, digits: 6)
    case .uid: text.append(zeekUID: record)
    case .originatorHost: text.append(record.client.address)
    case .originatorPort: text.append(decimal: UInt64(record.client.port))
    case .responderHost: text.append(record.server.address)
    case .responderPort: text.append(decimal: UInt64(record.server.port))
    case .proto: text.append("tcp")
    case .duration: text.append(seconds: max(record.end - record.start, 0), digits: 6)
    case .originatorBytes: text.append(decimal: Self.payload(of: record.client))
    case .responderBytes: text.append(decimal: Self.payload(of: record.server))
    case .state: text.append(string: ZeekState.name(of: record))
    case .history: text.append(contentsOf: record.zeekHistory.octets[...])
    case .originatorPackets: text.append(decimal: record.client.packets)
    case .responderPackets: text.append(decimal: record.server.packets)
    case .communityID:
      CommunityID.append(
        between: (record.client.address, record.client.port), and: (record.server.address, record.server.port),
        to: &text)
    case .handshake: text.append(record.outcome.name)
    case .handshakeDuration: if let duration = record.handshakeDuration { text.append(seconds: duration, digits: 6) }
    case .close: text.append(record.close.name)
    case .severity: if let gravest = findings.map(\.severity).max() { text.append(string: gravest.name) }
    // A watcher of TCP knows no service; which addresses are local is a setting of Zeek's; IP octets are not counted.
    case .service, .localOriginator, .localResponder, .missedBytes, .originatorIPBytes, .responderIPBytes,
      .tunnelParents, .findings:
      break
    }
  }

  // Zeek counts what the sequence numbers span: repeats do not count twice.
  private static func payload(of endpoint: EndpointRecord) -> UInt64 {
    endpoint.octets - min(endpoint.octets, endpoint.retransmittedOctets)
  }
}

extension OctetBuffer {
  /// Appends an identifier in the form of Zeek's: "C" and 17 letters and digits, the same in every run over the same capture.
  mutating func append(zeekUID record: ConnectionRecord) {
    var message = OctetBuffer()
    message.append(record.client.address, port: record.client.port)
    message.append(" ")
    message.append(record.server.address, port: record.server.port)
    message.append(" ")
    message.append(decimal: record.start)
    message.append(" ")
    message.append(decimal: record.number)
    let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)
    append("C")
    let digest = SHA1.digest(of: message.octets.span)
    for index in 0..<17 {
      let octet = digest[index / 4] >> UInt32(24 - index % 4 * 8) & 0xFF
      append(octet: alphabet[Int(octet) % alphabet.count])
    }
  }
}
