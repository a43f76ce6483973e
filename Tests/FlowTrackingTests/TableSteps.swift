import PacketDecoding
import Testing

@testable import FlowTracking

/// Has `table` take `segment` by itself.
func take(_ segment: Segment, _ table: inout FlowTable) {
  var segment = segment
  table.prepare([segment].span)
  _ = table.accept(&segment, at: 0)
}

extension [Segment] {
  /// Has these, between some client and port 80, be of the client `number`, a millisecond apart from `milliseconds` on; no two clients have frames
  /// in common.
  mutating func beOf(client number: UInt32, at milliseconds: Int64) {
    let client = IPAddress(ipv4: 0x0A00_0000 + number)
    for index in indices {
      self[index].time = 1_767_225_600_000_000_000 + (milliseconds + Int64(index)) * 1_000_000
      self[index].frame = UInt64(number) * UInt64(count) + UInt64(index) + 1
      if self[index].sourcePort == 80 { self[index].destination = client } else { self[index].source = client }
    }
  }
}

/// Has `table`, which may take 4 MiB, take 24,000 connections that stay open, as `opening` makes them, and checks that it keeps to that, and which
/// go; returns how many.
func fillToTheLimit(_ table: inout FlowTable, _ opening: (UInt32) -> [Segment]) -> Int {
  var told: [ConnectionRecord] = []
  var most = 0
  for number in 0..<24_000 as Range<UInt32> {
    for segment in opening(number) { take(segment, &table) }
    told += drain(&table)
    // Timers cannot be refused.
    most = max(most, table.timeline.memory.used - table.wheel.octets)
  }
  #expect(most < (4 << 20) + 65_536)
  #expect(table.count + told.count == 24_000)
  #expect(table.count > 8_000)
  #expect(told.allSatisfy { $0.marks.contains(.evicted) })
  // Not one that came in the last second, and few of the last quarter of those that there is room for.
  let newest = UInt64(24_000 - table.count / 4)
  #expect(told.count { $0.number > newest } < 200)
  return told.count
}

/// The numbers of all connections of `segments` in the order in which a table tells of them that is asked after each `group`.
func numbersTold(_ segments: [Segment], askedAfterEach group: Int) -> [UInt64] {
  var table = FlowTable()
  var told: [UInt64] = []
  for (index, segment) in segments.enumerated() {
    take(segment, &table)
    if index % group == 0 { told += drain(&table).map(\.number) }
  }
  table.finishAll()
  return told + drain(&table).map(\.number)
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
