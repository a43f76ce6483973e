import Testing

@testable import FlowTracking

/// Rows of records.
@Suite struct RecordListTests {
  @Test func rowIsInOrderWhateverIsTakenOut() {
    var records = FlowTable.Records()
    records.grow(Connection())
    var list = RecordList()
    var expected: [UInt32] = []
    var random = SplitMix(seed: 7)
    for _ in 0..<5_000 {
      let index = UInt32(random.next() % 32)
      if let position = expected.firstIndex(of: index) {
        list.remove(index, &records)
        expected.remove(at: position)
      } else {
        list.append(index, &records)
        expected.append(index)
      }
      var row: [UInt32] = []
      var before = FlowTable.none
      var next = list.first
      while next != FlowTable.none, row.count <= 32 {
        #expect(records[next].rowBefore == before)
        row.append(next)
        before = next
        next = records[next].rowAfter
      }
      #expect(row == expected)
      #expect(list.count == expected.count)
    }
  }
}
