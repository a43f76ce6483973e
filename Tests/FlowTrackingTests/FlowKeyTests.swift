import PacketDecoding
import Testing

@testable import FlowTracking

/// The ends of a connection.
@Suite struct FlowKeyTests {
  private static func segment(_ source: IPAddress, _ destination: IPAddress, _ ports: UInt32) -> Segment {
    var segment = Segment()
    segment.source = source
    segment.destination = destination
    segment.ports = ports
    return segment
  }

  @Test func whoSentASegmentIsToldAsByItsKey() {
    var random = SplitMix(seed: 11)
    // So few values that every part is often the only one that differs.
    func address() -> IPAddress { IPAddress(high: random.next() % 2, low: random.next() % 2) }
    func ports() -> UInt32 { UInt32(random.next() % 2) << 16 | UInt32(random.next() % 2) }
    var told = 0
    for _ in 0..<20_000 {
      let first = Self.segment(address(), address(), ports())
      var second = Self.segment(address(), address(), ports())
      var key = FlowKey.of(first).key
      let (other, senderIsLow) = FlowKey.of(second)
      let result = key.senderIsLow(&second)
      let hasTwins = key.ports >> 16 == key.ports & 0xFFFF && key.lowAddress.low == key.highAddress.low
      if other == key, !hasTwins {
        #expect(result == senderIsLow)
        told += 1
      } else {
        #expect(result == nil || other == key && result == senderIsLow)
      }
    }
    #expect(told > 100)
  }

  @Test func segmentsOfEndsThatDifferInHalfAnAddressAreFollowed() {
    let one = IPAddress(high: 1, low: 7)
    let other = IPAddress(high: 2, low: 7)
    let ports: UInt32 = 5_060 << 16 | 5_060
    var table = FlowTable()
    for (step, source) in [one, other, one, other, one].enumerated() {
      var segment = Self.segment(source, source == one ? other : one, ports)
      segment.time = Int64(step) * 1_000
      segment.frame = UInt64(step) + 1
      segment.present = [.fullHeader, .sequence, .flags, .allOptions]
      segment.flags = step == 0 ? .syn : step == 1 ? [.syn, .ack] : .ack
      segment.sequence = SequenceNumber(UInt32(step > 1 ? 1 : 0))
      segment.acknowledgement = SequenceNumber(step == 0 ? 0 : 1)
      segment.window = 1_000
      table.prepare([segment].span)
      _ = table.accept(&segment, at: 0)
    }
    let count = table.count
    #expect(count == 1)
    table.finishAll()
    guard let index = table.nextFinished() else {
      Issue.record("nothing was followed")
      return
    }
    let record = table.record(of: index, withTimeline: true)
    #expect(record.client.packets == 3)
    #expect(record.server.packets == 2)
  }
}
