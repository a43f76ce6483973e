/// The line `type: "group"`: what the connections of one group came to.
struct JSONGroup {
  /// What the connections have in common.
  let grouping: Grouping
  /// What they share; nil for all that came when no more groups could be told apart.
  let name: String?
  /// What was counted.
  let statistics: GroupStatistics

  /// Appends the line.
  func append(to line: inout JSONLine) {
    line.member("type", word: "group")
    line.member("by", grouping.rawValue)
    line.member("name", name)
    line.member("attempts", statistics.connections)
    line.member("completed", statistics.completed)
    line.member("refused", statistics.refused)
    line.member("unanswered", statistics.unanswered)
    line.member("failed", statistics.failedOpening)
    line.member("unseen", statistics.unseen)
    line.member("packets", statistics.packets)
    line.member("retransmitted_packets", statistics.retransmitted)
    line.member("handshake_durations", statistics.handshakes)
    line.member("errors", statistics.errors)
    line.member("warnings", statistics.warnings)
    line.member("first_trouble", time: statistics.firstTrouble)
  }

  /// Appends a line for every group of `table`, those with the most trouble first.
  static func append(_ table: GroupTable, to output: inout OctetBuffer) {
    for (name, statistics) in table.ordered() {
      let group = JSONGroup(grouping: table.grouping, name: name, statistics: statistics)
      output.line { group.append(to: &$0) }
    }
    guard table.others.connections > 0 else { return }
    let others = JSONGroup(grouping: table.grouping, name: nil, statistics: table.others)
    output.line { others.append(to: &$0) }
  }
}
