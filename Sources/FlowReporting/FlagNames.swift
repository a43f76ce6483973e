import PacketDecoding

extension TCPFlags {
  /// Calls `body` with the name of each flag that is set, in the order people say them: SYN before ACK, what is rare last.
  @inline(__always)
  func forEachName(_ body: (StaticString) -> Void) {
    if contains(.syn) { body("SYN") }
    if contains(.fin) { body("FIN") }
    if contains(.rst) { body("RST") }
    if contains(.psh) { body("PSH") }
    if contains(.ack) { body("ACK") }
    if contains(.urg) { body("URG") }
    if contains(.ece) { body("ECE") }
    if contains(.cwr) { body("CWR") }
    if contains(.ae) { body("AE") }
  }

  /// What to call the segment in one word: the flags that decide ("SYN-ACK", "FIN-ACK", "RST"), "ACK", or "" for none.
  ///
  /// PSH and the congestion flags are left out; ACK is left out beside RST, where it says nothing about the exchange.
  var label: StaticString {
    switch (contains(.syn), contains(.fin), contains(.rst), contains(.ack)) {
    case (true, true, true, _): "SYN-FIN-RST"
    case (true, true, false, _): "SYN-FIN"
    case (true, false, true, _): "SYN-RST"
    case (true, false, false, true): "SYN-ACK"
    case (true, false, false, false): "SYN"
    case (false, true, true, _): "FIN-RST"
    case (false, true, false, true): "FIN-ACK"
    case (false, true, false, false): "FIN"
    case (false, false, true, _): "RST"
    case (false, false, false, true): "ACK"
    case (false, false, false, false): "no flags"
    }
  }
}
