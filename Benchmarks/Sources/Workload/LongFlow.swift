/// One long transfer from the server: segments of 1448 octets and an ACK for every few; 0.5 % of the segments are sent twice, with duplicate
/// ACKs and SACK blocks between, and 0.5 % come behind their successor.
struct LongFlow: Traffic {
  private static let maximumSegmentSize = 1448
  private let ends: Ends
  private let segments: Int
  private let segmentsAnAck: Int
  private let gap: Int64
  private let start: Int64
  private let toServer: Int64
  private let toClient: Int64
  private var next = -1
  /// Lost segments, and when the receiver has them after all.
  private var missing: [(segment: Int, until: Int64)] = []
  /// Segments up to here may be neither lost nor late, so that two accidents do not meet.
  private var quietUntil = 3
  private var lastAck = -1

  /// One of `flows` that together send a segment every 12 µs.
  init(_ index: Int, flows: Int, segments: Int, segmentsAnAck: Int, withIPv6: Bool, _ random: inout RandomSource) {
    var ends = Ends.make(index, clients: flows, servers: 4, withIPv6: withIPv6, port: 5201, &random)
    // An eighth of the flows passes the end of the sequence space.
    if index % 8 == 0 { ends.serverISN = 0 &- 5_000_000 }
    // The sender looks at no window: there must be room for what is on its way on the longest path.
    ends.window = 65_535
    self.ends = ends
    self.segments = segments - segments % segmentsAnAck
    self.segmentsAnAck = segmentsAnAck
    gap = Int64(12 * flows)
    start = random.below(1_000_000)
    toServer = random.roundTrip(median: 20_000)
    toClient = random.roundTrip(median: 2_000)
  }

  private var dataBegins: Int64 { start + 2 * toServer + toClient + 100 }

  var nextTime: Int64? {
    if next < 0 { return start }
    return next <= segments ? dataBegins + Int64(next) * gap : nil
  }

  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    if next < 0 {
      open(&queue, &truth)
    } else if next == segments {
      close(&queue, &truth)
    } else {
      sendSegment(&random, &queue, &truth)
    }
    next += 1
  }

  private func open(_ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    truth.connections += 1
    truth.handshakes += 1
    truth.closed += 1
    let passed = queue.open(ends, at: start, serverRoundTrip: toServer, clientRoundTrip: toClient)
    queue.send(
      ends, at: passed.ack + 100, fromServer: false, Packet.ack | Packet.psh, .timestamps, 1, 1, payload: 100,
      echo: passed.synAck)
  }

  private mutating func sendSegment(
    _ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth
  ) {
    let segment = next
    let due = dataBegins + Int64(segment) * gap
    let chance = random.unit()
    var time = due
    if segment >= quietUntil, segment < segments - 50 {
      if chance < 0.005 {
        truth.dataRetransmissions += 1
        let again = due + toClient + max(4 * gap * Int64(segmentsAnAck), toServer)
        missing.append((segment, again + toClient))
        data(segment, at: again, &queue)
        quietUntil = segment + 2
      } else if chance > 0.995 {
        truth.reordered += 1
        time = due + gap + gap / 2
        quietUntil = segment + 3
      }
    }
    data(segment, at: time, &queue)
    if (segment + 1) % segmentsAnAck == 0 {
      acknowledge(through: segment + 1, at: due + 2 * gap + toClient, &queue, &truth)
    }
  }

  private func data(_ segment: Int, at time: Int64, _ queue: inout TimedQueue<Packet>) {
    queue.send(
      ends, at: time, fromServer: true, Packet.ack, .timestamps, 1 + segment * Self.maximumSegmentSize, 101,
      payload: Self.maximumSegmentSize, echo: max(dataBegins - toServer, time - toServer))
  }

  private mutating func acknowledge(
    through end: Int, at time: Int64, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth
  ) {
    missing.removeAll { $0.until <= time }
    let inOrder = min(end, missing.map(\.segment).min() ?? end)
    if inOrder == lastAck { truth.duplicateAcks += 1 }
    lastAck = inOrder
    let isHeld = inOrder < end
    queue.send(
      ends, at: time, fromServer: false, Packet.ack, isHeld ? .sack : .timestamps, 101,
      1 + inOrder * Self.maximumSegmentSize, echo: time - toClient,
      sack: (1 + (inOrder + 1) * Self.maximumSegmentSize, 1 + end * Self.maximumSegmentSize))
  }

  private func close(_ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    let end = 1 + segments * Self.maximumSegmentSize
    let fin = dataBegins + Int64(segments + 4) * gap + toClient + 1000
    queue.send(ends, at: fin, fromServer: true, Packet.fin | Packet.ack, .timestamps, end, 101, echo: fin - toServer)
    queue.send(
      ends, at: fin + toClient, fromServer: false, Packet.fin | Packet.ack, .timestamps, 101, end + 1, echo: fin)
    queue.send(
      ends, at: fin + toClient + toServer, fromServer: true, Packet.ack, .timestamps, end + 1, 102, echo: fin + toClient
    )
  }
}
