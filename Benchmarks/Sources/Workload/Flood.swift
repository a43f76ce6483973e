/// SYNs from ever new addresses to one server, one every 10 µs; 1 % are answered and open.
struct Flood: Traffic {
  let count: Int
  var index = 0

  var nextTime: Int64? { index < count ? Int64(index) * 10 : nil }

  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    let time = Int64(index) * 10 + random.below(10)
    var ends = Ends.make(index, clients: 1 << 24, servers: 1, withIPv6: false, port: 80, &random)
    ends.clientPort = UInt16(1024 + random.below(64_512))
    index += 1
    truth.connections += 1
    if random.happens(0.01) {
      truth.handshakes += 1
      _ = queue.open(
        ends, at: time, serverRoundTrip: random.roundTrip(median: 1_000),
        clientRoundTrip: random.roundTrip(median: 20_000))
    } else {
      queue.send(ends, at: time, fromServer: false, Packet.syn, .opening, 0, 0)
    }
  }
}
