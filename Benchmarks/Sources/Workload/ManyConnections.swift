/// Connections that all stay open: every handshake first, then a data segment for each, in an order that no cache foresees.
struct ManyConnections: Traffic {
  private static let every: Int64 = 10
  let count: Int
  let withIPv6: Bool
  var index = 0
  private var opened: [(ends: Ends, synAck: Int64)] = []

  init(count: Int, withIPv6: Bool) {
    self.count = count
    self.withIPv6 = withIPv6
  }

  private var dataBegins: Int64 { Int64(count) * Self.every + 2_000_000 }

  var nextTime: Int64? {
    if index < count { return Int64(index) * Self.every }
    return index < 2 * count ? dataBegins + Int64(index - count) * Self.every : nil
  }

  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    guard let time = nextTime else { return }
    if index < count {
      let ends = Ends.make(index, clients: 500_000, servers: 50, withIPv6: withIPv6, &random)
      let passed = queue.open(
        ends, at: time, serverRoundTrip: random.roundTrip(median: 30_000),
        clientRoundTrip: random.roundTrip(median: 5_000))
      opened.append((ends, passed.synAck))
      truth.connections += 1
      truth.handshakes += 1
    } else {
      // Fisher and Yates, one step at a time.
      let last = opened.count - 1
      opened.swapAt(Int(random.below(Int64(opened.count))), last)
      let (ends, synAck) = opened.removeLast()
      queue.send(
        ends, at: time, fromServer: false, Packet.ack | Packet.psh, .timestamps, 1, 1, payload: 200, echo: synAck)
    }
    index += 1
  }
}
