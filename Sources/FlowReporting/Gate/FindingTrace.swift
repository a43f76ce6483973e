import FlowDiagnosis
import FlowTracking

/// A finding in one line, with its connection, as a CI log shows it.
struct FindingTrace {
  /// The connection.
  let record: ConnectionRecord
  /// The finding.
  let finding: Finding

  private static let shownFrames = 8

  /// The line, without a newline.
  var text: String {
    "\(place): \(finding.code.rawValue) (\(finding.severity.name), \(finding.grade.name); \(frames)): \(finding.summary)"
  }

  /// The connection's number and both endpoints.
  var place: String { "connection \(record.number) \(record.endpointsText)" }

  /// The frames that prove it.
  var frames: String {
    let shown = finding.frames.prefix(Self.shownFrames).map { FrameReference($0).text }.joined(separator: ", ")
    let more = finding.frames.count - Self.shownFrames
    return (finding.frames.count == 1 ? "frame " : "frames ") + shown + (more > 0 ? " and \(more) more" : "")
  }
}

extension ConnectionRecord {
  /// "10.0.0.1:50000 -> 10.0.0.2:443", in ASCII, as CI logs and XML of every kind take it.
  var endpointsText: String {
    var text = OctetBuffer()
    text.append(client.address, port: client.port)
    text.append(" -> ")
    text.append(server.address, port: server.port)
    return String(decoding: text.octets, as: UTF8.self)
  }
}
