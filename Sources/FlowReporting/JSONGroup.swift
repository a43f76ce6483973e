/// The line `type: "group"`: what the connections of one group came to.
struct JSONGroup {
  /// What the connections have in common.
  let grouping: Grouping
  /// What they share; nil for all that came when no more groups could be told apart.
  let name: String?
  /// What was counted.
  let statistics: GroupStatistics

  /// Appends the line.
  func append(to output: inout OctetBuffer) {
    output.beginObject()
    output.member("type", word: "group")
    output.member("by", grouping.rawValue)
    output.member("name", name)
    output.member("attempts", statistics.connections)
    output.member("completed", statistics.completed)
    output.member("refused", statistics.refused)
    output.member("unanswered", statistics.unanswered)
    output.member("failed", statistics.failedOpening)
    output.member("unseen", statistics.unseen)
    output.member("packets", statistics.packets)
    output.member("retransmitted_packets", statistics.retransmitted)
    output.member("handshake_durations", statistics.handshakes)
    output.member("errors", statistics.errors)
    output.member("warnings", statistics.warnings)
    if let first = statistics.firstTrouble { output.member("first_trouble") { $0.append(rfc3339: first) } }
    output.endObject()
    output.endLine()
  }

  /// Appends a line for every group of `table`, those with the most trouble first.
  static func append(_ table: GroupTable, to output: inout OctetBuffer) {
    for (name, statistics) in table.ordered() {
      JSONGroup(grouping: table.grouping, name: name, statistics: statistics).append(to: &output)
    }
    guard table.others.connections > 0 else { return }
    JSONGroup(grouping: table.grouping, name: nil, statistics: table.others).append(to: &output)
  }
}
