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

  /// The groups, those with the most errors first, then warnings, then connections; by name where all are equal.
  package func ordered() -> [(name: String, statistics: GroupStatistics)] {
    groups.map { key, statistics in
      var name = OctetBuffer()
      key.append(to: &name)
      return (String(decoding: name.octets, as: UTF8.self), statistics)
    }.sorted { left, right in
      if left.statistics.trouble != right.statistics.trouble {
        return left.statistics.trouble > right.statistics.trouble
      }
      if left.statistics.connections != right.statistics.connections {
        return left.statistics.connections > right.statistics.connections
      }
      return left.name < right.name
    }
  }
}
