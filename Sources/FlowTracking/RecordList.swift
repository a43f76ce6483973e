/// Records in a row, each linked with those before and behind it. A record is in one row at most.
struct RecordList {
  /// The record that is there for longest; `FlowTable.none` where there is none.
  private(set) var first = FlowTable.none
  private var last = FlowTable.none
  /// How many there are.
  private(set) var count = 0

  /// Puts the record at `index`, which is in no row, behind all others.
  @inline(__always)
  mutating func append(_ index: UInt32, _ records: inout FlowTable.Records) {
    records[index].rowBefore = last
    records[index].rowAfter = FlowTable.none
    if last != FlowTable.none { records[last].rowAfter = index } else { first = index }
    last = index
    count &+= 1
  }

  /// Takes the record at `index` out, which is in this row.
  @inline(__always)
  mutating func remove(_ index: UInt32, _ records: inout FlowTable.Records) {
    let before = records[index].rowBefore
    let after = records[index].rowAfter
    if before != FlowTable.none { records[before].rowAfter = after } else { first = after }
    if after != FlowTable.none { records[after].rowBefore = before } else { last = before }
    count &-= 1
  }
}
