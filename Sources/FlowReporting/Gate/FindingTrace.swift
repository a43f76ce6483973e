import FlowDiagnosis
import FlowTracking

/// A finding in one line, with its connection, as a CI log shows it.
struct FindingTrace {
  /// The connection.
  let record: ConnectionRecord
  /// The finding.
  let finding: Finding
  /// What it is told in.
  let language: Language

  private static let shownFrames = 8

  /// The line, without a newline.
  var text: String {
    let (severity, grade) = (finding.severity.name(in: language), finding.grade.name(in: language))
    return
      "\(place): \(finding.code.rawValue) (\(severity), \(grade); \(frames)): \(finding.account.text(in: language))"
  }

  /// The connection's number and both endpoints.
  var place: String {
    (language == .korean ? "연결" : "connection") + " \(record.number) \(record.endpointsText)"
  }

  /// The frames that prove it.
  var frames: String {
    let shown = finding.frames.prefix(Self.shownFrames).map { FrameReference($0).text }.joined(separator: ", ")
    let more = finding.frames.count - Self.shownFrames
    switch language {
    case .english:
      return (finding.frames.count == 1 ? "frame " : "frames ") + shown + (more > 0 ? " and \(more) more" : "")
    case .korean: return "프레임 " + shown + (more > 0 ? " 외 \(more)개" : "")
    }
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
