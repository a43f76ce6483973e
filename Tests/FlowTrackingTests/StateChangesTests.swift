import Testing

@testable import FlowTracking

@Suite struct StateChangesTests {
  private static let changes: [StateChange] = {
    var changes: [StateChange] = []
    for index: UInt8 in 0..<16 {
      changes.append(
        StateChange(
          endpoint: index % 3 == 0 ? .client : .server, from: TCPState(rawValue: index),
          to: TCPState(rawValue: 15 - index), standing: Standing(rawValue: index % 3) ?? .proved))
    }
    return changes
  }()

  private static func expect(_ list: StateChanges, _ changes: some Collection<StateChange>) {
    #expect(list.count == changes.count)
    for (index, change) in changes.enumerated() {
      #expect(list[index].endpoint == change.endpoint && list[index].standing == change.standing)
      #expect(list[index].from == change.from && list[index].to == change.to)
    }
  }

  @Test func changesComeBackAsTheyWent() {
    var list = StateChanges()
    for (index, change) in Self.changes.enumerated() {
      list.append(change)
      Self.expect(list, Self.changes[...index])
    }
    // There is no room for more.
    list.append(Self.changes[0])
    Self.expect(list, Self.changes)
  }

  @Test(arguments: 0...16) func theFirstStayWhereTheRestIsForgotten(count: Int) {
    var list = StateChanges()
    for change in Self.changes { list.append(change) }
    list.truncate(to: count)
    Self.expect(list, Self.changes[..<count])
    var fresh = StateChanges()
    for change in Self.changes[..<count] { fresh.append(change) }
    #expect(list.code == fresh.code)
  }
}
