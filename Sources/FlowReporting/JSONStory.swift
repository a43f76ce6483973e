import FlowDiagnosis
import FlowTracking

/// The line `type: "finding"`: one finding that belongs to no single connection.
struct JSONStory {
  /// The finding.
  let story: Story

  /// Appends the line.
  func append(to line: inout JSONLine, _ memory: inout JSONMemory) {
    line.member("type", word: "finding")
    line.member("code", story.code.rawValue)
    line.member("severity", story.severity.name)
    line.member("grade", story.grade.name)
    line.member("client", story.client)
    line.member("server", story.server)
    line.member("port", story.port)
    line.members(time: story.start, &memory)
    line.member("duration", seconds: story.end - story.start)
    line.member("count", story.count)
    line.beginArray("connections")
    for connection in story.connections { line.element(connection) }
    line.endArray()
    line.members(of: story.frames)
    line.member("summary", story.summary)
  }
}
