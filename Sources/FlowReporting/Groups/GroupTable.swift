package import FlowDiagnosis
package import FlowTracking

/// Connections counted by what they have in common, in bounded memory.
package struct GroupTable: Sendable {
  /// What they have in common.
  package let grouping: Grouping
  private var groups: [GroupKey: GroupStatistics] = [:]
  /// Everything that came when the table was full.
  package private(set) var others = GroupStatistics()
  private let limit: Int

  /// An empty table that tells at most `limit` groups apart; what comes later is counted in `others`.
  package init(_ grouping: Grouping, limit: Int = 4_096) {
    self.grouping = grouping
    self.limit = limit
  }

  /// How many groups are told apart.
  package var count: Int { groups.count }

  /// Counts a connection and what was found about it.
  package mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    let key = GroupKey(record, by: grouping)
    if groups[key] == nil, groups.count >= limit {
      others.add(record, findings)
    } else {
      groups[key, default: GroupStatistics()].add(record, findings)
    }
  }

  /// Counts what several connections of one group together show; nothing where it is about no group that there is.
  package mutating func add(_ story: Story) {
    guard let key = GroupKey(story, by: grouping), groups[key] != nil else { return }
    groups[key]?.add(story)
  }

  /// The groups, those with the most errors first, then warnings, then connections; by address and number where all are equal.
  package func ordered() -> [(name: String, statistics: GroupStatistics)] {
    groups.sorted { left, right in
      if left.value.trouble != right.value.trouble { return left.value.trouble > right.value.trouble }
      if left.value.connections != right.value.connections { return left.value.connections > right.value.connections }
      return left.key.order < right.key.order
    }.map { key, statistics in
      var name = OctetBuffer()
      key.append(to: &name)
      return (String(decoding: name.octets, as: UTF8.self), statistics)
    }
  }
}
