import FlowDiagnosis
import FlowTracking

/// The line `type: "finding"`: one finding that belongs to no single connection.
struct JSONStory {
  /// The finding.
  let story: Story
  /// Where offsets count from, in nanoseconds since the epoch.
  let first: Int64

  /// Appends the line.
  func append(to output: inout OctetBuffer) {
    output.beginObject()
    output.member("type", word: "finding")
    output.member("code", story.code.rawValue)
    output.member("severity", story.severity.name)
    output.member("grade", story.grade.name)
    if let client = story.client { output.member("client") { $0.append(client) } }
    if let server = story.server { output.member("server") { $0.append(server) } }
    output.member("port", story.port)
    output.members(time: story.start, first: first)
    output.member("duration", seconds: story.end - story.start)
    output.member("count", story.count)
    output.beginArray("connections")
    for connection in story.connections { output.element(connection) }
    output.endArray()
    output.members(of: story.frames)
    output.member("summary", story.summary)
    output.endObject()
    output.endLine()
  }
}
