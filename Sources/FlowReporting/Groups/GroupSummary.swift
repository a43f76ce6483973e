package import FlowDiagnosis
package import FlowTracking

/// A run's connections counted by group, and who has the most trouble: "is anything wrong, where, since when?"
///
/// Without being asked for, it groups by server and is only of use where there are several.
package struct GroupSummary: Sendable {
  /// Whether the grouping was chosen (`--group-by`), so that everything is shown.
  package let isChosen: Bool
  /// The groups.
  package private(set) var groups: GroupTable
  /// The clients of connections with a warning or an error; what they have else is not counted.
  package private(set) var troubled = GroupTable(.client)

  /// Nothing counted; `grouping` is what was asked for.
  package init(_ grouping: Grouping?) {
    isChosen = grouping != nil
    groups = GroupTable(grouping ?? .server)
  }

  /// Counts a connection and what was found about it.
  package mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    groups.add(record, findings)
    if findings.contains(where: { $0.severity > .note }) { troubled.add(record, findings) }
  }

  /// Counts what several connections together show, where that is about one of the groups.
  package mutating func add(_ stories: [Story]) {
    for story in stories {
      groups.add(story)
      troubled.add(story)
    }
  }
}
