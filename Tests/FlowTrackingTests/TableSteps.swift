import PacketDecoding

@testable import FlowTracking

/// Has `table` take `segment` by itself.
func take(_ segment: Segment, _ table: inout FlowTable) {
  var segment = segment
  table.prepare([segment].span)
  _ = table.accept(&segment, at: 0)
}

/// All connections that are finished and nobody was told of, with their timelines; they are given back.
func drain(_ table: inout FlowTable) -> [ConnectionRecord] {
  var records: [ConnectionRecord] = []
  while let index = table.nextFinished() {
    records.append(table.record(of: index, withTimeline: true))
    table.release(index)
  }
  return records
}
