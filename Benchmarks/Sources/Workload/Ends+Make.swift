extension Ends {
  /// The ends of connection number `index`, one of `clients` clients with one of `servers` servers, every fifth by IPv6 where `withIPv6`.
  static func make(
    _ index: Int, clients: Int, servers: Int64, withIPv6: Bool, port: UInt16? = nil, _ random: inout RandomSource
  ) -> Ends {
    let number = UInt32(truncatingIfNeeded: index % clients)
    let bits = random.next()
    let ports: [UInt16] = [443, 443, 443, 443, 443, 80, 80, 80, 5201, 5201]
    return Ends(
      client: 0x0A00_0000 + ((number &* 0x9E37_79B1 &+ 12345) & 0xFF_FFFF),
      server: 0xC0A8_0000 + UInt32(random.below(servers)),
      clientPort: UInt16(1024 + (index / clients) % 64000),
      serverPort: port ?? ports[Int(random.below(10))],
      isIPv6: withIPv6 && index % 5 == 4,
      clientClock: UInt32(truncatingIfNeeded: bits), serverClock: UInt32(truncatingIfNeeded: bits >> 32),
      clientISN: UInt32(truncatingIfNeeded: random.next()), serverISN: UInt32(truncatingIfNeeded: random.next()))
  }
}
