/// What a workload holds, counted while it was made and never measured by an analyser.
package struct Truth: Sendable {
  /// Packets written.
  package var packets = 0
  /// Octets of the file.
  package var fileOctets = 0
  /// Incarnations of 4-tuples.
  package var connections = 0
  /// Connections whose three segments of the opening are there.
  package var handshakes = 0
  /// Connections that both sides closed with a FIN.
  package var closed = 0
  /// SYNs sent again.
  package var synRetransmissions = 0
  /// SYN-ACKs sent again.
  package var synAckRetransmissions = 0
  /// Data segments sent again.
  package var dataRetransmissions = 0
  /// Data segments that come behind their successors.
  package var reordered = 0
  /// Acknowledgements that repeat the one before them.
  package var duplicateAcks = 0

  /// Nothing yet.
  package init() {}

  /// Reads what `json` wrote; numbers that are missing stay 0.
  package init(json: String) {
    for line in json.split(separator: "\n") {
      let parts = line.split(whereSeparator: { !$0.isLetter && !$0.isNumber && $0 != "_" })
      guard parts.count == 2, let number = Int(parts[1]) else { continue }
      switch parts[0] {
      case "packets": packets = number
      case "file_octets": fileOctets = number
      case "connections": connections = number
      case "handshakes": handshakes = number
      case "closed": closed = number
      case "syn_retransmissions": synRetransmissions = number
      case "syn_ack_retransmissions": synAckRetransmissions = number
      case "data_retransmissions": dataRetransmissions = number
      case "reordered": reordered = number
      case "duplicate_acks": duplicateAcks = number
      default: break
      }
    }
  }

  /// As a JSON object, a number a line.
  package var json: String {
    let rows: [(String, Int)] = [
      ("packets", packets), ("file_octets", fileOctets), ("connections", connections), ("handshakes", handshakes),
      ("closed", closed), ("syn_retransmissions", synRetransmissions),
      ("syn_ack_retransmissions", synAckRetransmissions),
      ("data_retransmissions", dataRetransmissions), ("reordered", reordered), ("duplicate_acks", duplicateAcks),
    ]
    return "{\n" + rows.map { "  \"\($0.0)\": \($0.1)" }.joined(separator: ",\n") + "\n}\n"
  }
}
