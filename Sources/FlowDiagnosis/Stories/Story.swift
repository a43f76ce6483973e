import FlowTracking
package import PacketDecoding

/// A finding that belongs to no single connection, with the first of the frames that show it.
package struct Story: Sendable {
  /// What it is.
  package var code: FindingCode
  /// How much it matters here.
  package var severity: Severity
  /// How sure it is.
  package var grade: Grade
  /// The client, where there is one.
  package var client: IPAddress?
  /// The server, where there is one.
  package var server: IPAddress?
  /// The server's port, where there is one.
  package var port: UInt16?
  /// The connections that it is told of, counted.
  package var count: UInt64
  /// The numbers of the first few of them.
  package var connections: [UInt64]
  /// The evidence: the first few frames; never empty.
  package var frames: [UInt64]
  /// When the first of them began, in nanoseconds since the epoch.
  package var start: Int64
  /// When the last of them began.
  package var end: Int64
  /// What happened, in one to three sentences.
  package var account: Phrase

  /// What happened, in English: the words of JSON and of other machine formats.
  package var summary: String { account.text(in: .english) }
}

extension Story {
  /// The story `code` of `group`, as wide as the group's key is.
  init(_ code: FindingCode, _ grade: Grade, of group: AttemptGroup, severity: Severity? = nil, _ account: Phrase) {
    self.code = code
    self.severity = severity ?? code.row.severity
    self.grade = grade
    client = group.key.client
    server = group.key.server
    port = group.key.port
    count = UInt64(group.failed)
    (connections, frames) = group.examples
    start = group.first
    end = group.last
    self.account = account
  }
}

extension IPAddress {
  /// As it is written in a sentence.
  var text: String { description }

  /// With a port, as it is written in a sentence: IPv6 in brackets.
  func text(port: UInt16) -> String {
    isIPv4 ? "\(text):\(port)" : "[\(text)]:\(port)"
  }
}
