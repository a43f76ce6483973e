import PacketDecoding

/// The openings of late, by client and port: a client that races several addresses of one name (RFC 8305, "Happy Eyeballs") ends the attempts
/// that lose.
///
/// Memory is fixed; of clients that share a place, the last is remembered.
struct RaceWatch: Sendable {
  /// How far apart the SYNs of one race may be, in nanoseconds. RFC 8305 §5 recommends 250 ms from one to the next.
  static let spread: Int64 = 300_000_000

  private struct Opening: Sendable, BitwiseCopyable {
    var client = IPAddress(high: 0, low: 0)
    var server = IPAddress(high: 0, low: 0)
    var port: UInt16 = 0
    var time: Int64 = .min
  }

  private var openings = InlineArray<64, Opening>(repeating: Opening())

  /// `client` has opened a connection to `port` of `server`, with a SYN sent at `time`.
  mutating func noteOpening(of client: IPAddress, to server: IPAddress, port: UInt16, at time: Int64) {
    openings[RaceWatch.place(of: client, port)] = Opening(client: client, server: server, port: port, time: time)
  }

  /// Whether `client` has opened a connection to the same port of another server, with a SYN sent about `time`; `mutating` so that nothing is
  /// copied to be looked at.
  mutating func isLost(by client: IPAddress, to server: IPAddress, port: UInt16, at time: Int64) -> Bool {
    let opening = openings[RaceWatch.place(of: client, port)]
    return opening.port == port && opening.client == client && opening.server != server && opening.time != .min
      && abs(opening.time &- time) <= RaceWatch.spread
  }

  private static func place(of client: IPAddress, _ port: UInt16) -> Int {
    let mixed = (client.low ^ client.high ^ UInt64(port) << 32) &* 0x9E37_79B9_7F4A_7C15
    return Int(truncatingIfNeeded: mixed >> 58)
  }
}

extension FlowTable {
  /// Notes an opening, or an attempt that its client ends because it has opened another.
  mutating func watchRaces(_ index: UInt32) {
    let client = self[index].address(of: .client)
    let server = self[index].address(of: .server)
    let port = self[index].port(of: .server)
    let time = self[index].firstTime
    if outcome.step == .handshakeAck {
      races.noteOpening(of: client, to: server, port: port, at: time)
    } else if races.isLost(by: client, to: server, port: port, at: time) {
      self[index].marks.insert(.lostRace)
    }
  }
}
