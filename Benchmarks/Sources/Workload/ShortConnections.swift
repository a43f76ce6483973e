/// Complete short connections of ten to fifteen packets: a request, a response of one to three segments, FINs. 8000 begin every second;
/// 1 % repeat the SYN, 0.5 % the SYN-ACK, 1 % the last segment of the response.
struct ShortConnections: Traffic {
  private static let maximumSegmentSize = 1448
  private static let every: Int64 = 125
  let count: Int
  let withIPv6: Bool
  var index = 0

  var nextTime: Int64? { index < count ? Int64(index) * Self.every : nil }

  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    let begin = Int64(index) * Self.every + random.below(Self.every)
    let ends = Ends.make(index, clients: 20_000, servers: 200, withIPv6: withIPv6, &random)
    index += 1
    truth.connections += 1
    truth.handshakes += 1
    truth.closed += 1
    let toServer = random.roundTrip(median: 30_000)
    let toClient = random.roundTrip(median: 5_000)

    var syn = begin
    queue.send(ends, at: syn, fromServer: false, Packet.syn, .opening, 0, 0)
    if random.happens(0.01) {
      truth.synRetransmissions += 1
      syn += 1_000_000
      queue.send(ends, at: syn, fromServer: false, Packet.syn, .opening, 0, 0)
    }
    var synAck = syn + toServer
    queue.send(ends, at: synAck, fromServer: true, Packet.syn | Packet.ack, .opening, 0, 1, echo: syn)
    if random.happens(0.005) {
      truth.synAckRetransmissions += 1
      synAck += 1_000_000
      queue.send(ends, at: synAck, fromServer: true, Packet.syn | Packet.ack, .opening, 0, 1, echo: syn)
    }
    let ack = synAck + toClient
    queue.send(ends, at: ack, fromServer: false, Packet.ack, .timestamps, 1, 1, echo: synAck)

    let request = Int(80 + random.below(520))
    let asked = ack + 50 + random.below(950)
    queue.send(
      ends, at: asked, fromServer: false, Packet.ack | Packet.psh, .timestamps, 1, 1, payload: request, echo: synAck)
    var time = asked + toServer
    if random.happens(0.5) {
      queue.send(ends, at: time, fromServer: true, Packet.ack, .timestamps, 1, 1 + request, echo: asked)
    }
    time += 200 + random.below(4800)
    let segments = Int(1 + random.below(3))
    let lastLength = Int(60 + random.below(1389))
    for number in 0..<segments {
      let isLast = number == segments - 1
      queue.send(
        ends, at: time + Int64(20 * number), fromServer: true, isLast ? Packet.ack | Packet.psh : Packet.ack,
        .timestamps,
        1 + number * Self.maximumSegmentSize, 1 + request, payload: isLast ? lastLength : Self.maximumSegmentSize,
        echo: asked)
    }
    time += Int64(20 * (segments - 1))
    if random.happens(0.01) {
      truth.dataRetransmissions += 1
      time += 250_000
      queue.send(
        ends, at: time, fromServer: true, Packet.ack | Packet.psh, .timestamps,
        1 + (segments - 1) * Self.maximumSegmentSize, 1 + request, payload: lastLength, echo: asked)
    }
    let response = (segments - 1) * Self.maximumSegmentSize + lastLength
    let answered = time
    time += toClient
    queue.send(ends, at: time, fromServer: false, Packet.ack, .timestamps, 1 + request, 1 + response, echo: answered)
    time += 10 + random.below(490)
    let fin = time
    queue.send(
      ends, at: fin, fromServer: false, Packet.fin | Packet.ack, .timestamps, 1 + request, 1 + response, echo: answered)
    time += toServer
    queue.send(ends, at: time, fromServer: true, Packet.ack, .timestamps, 1 + response, 2 + request, echo: fin)
    time += 1 + random.below(199)
    queue.send(
      ends, at: time, fromServer: true, Packet.fin | Packet.ack, .timestamps, 1 + response, 2 + request, echo: fin)
    let serverFin = time
    time += toClient
    queue.send(ends, at: time, fromServer: false, Packet.ack, .timestamps, 2 + request, 2 + response, echo: serverFin)
  }
}
