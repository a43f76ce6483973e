/// The states of one endpoint, without what no watcher can see: LISTEN, and CLOSED at either end, since timers end states silently.
struct StatePath: Hashable {
  let states: [String]

  init(_ path: [String]) {
    var states = path.filter { $0 != "LISTEN" }
    while states.first == "CLOSED" { states.removeFirst() }
    while states.last == "CLOSED" { states.removeLast() }
    self.states = states
  }

  /// This path, and what is left of it without the states whose only proof never passed the capture point, or was never sent: a kernel
  /// enters FIN_WAIT_1 when the application closes, even while its FIN still waits behind unsent data.
  func ways(with proofs: Proofs) -> Set<StatePath> {
    var ways: Set<StatePath> = [self]
    let opening = states.filter { ["SYN_SENT", "SYN_RCVD"].contains($0) }
    let open = states.filter { ["SYN_SENT", "SYN_RCVD", "ESTABLISHED"].contains($0) }
    if proofs.any == nil { ways.insert(StatePath([])) }
    if proofs.ack == nil { ways.insert(StatePath(opening)) }
    if states.contains("FIN_WAIT_1") || states.contains("LAST_ACK"), proofs.fin == nil {
      ways.insert(StatePath(open))
      if proofs.ackOfFin != nil { ways.insert(StatePath(open + ["CLOSE_WAIT"])) }
    }
    if states.contains("CLOSING"), let acknowledged = proofs.ackOfFin, acknowledged < proofs.fin ?? .max {
      ways.insert(StatePath(open + ["CLOSE_WAIT", "LAST_ACK"]))
    }
    if proofs.ackOfFin == nil {
      ways.insert(StatePath(states.filter { !["CLOSE_WAIT", "TIME_WAIT"].contains($0) }))
      if states.contains("LAST_ACK") {
        ways.insert(StatePath(states.filter { $0 != "CLOSE_WAIT" }.map { $0 == "LAST_ACK" ? "FIN_WAIT_1" : $0 }))
      }
    }
    return ways
  }
}

/// From one port to another.
struct Direction: Hashable {
  var from, to: UInt16
}

/// Which proofs of its sender's states a capture holds: the position of the first of each.
struct Proofs {
  var any, ack, fin, ackOfFin: Int?
}

/// A classic little-endian Ethernet capture, read without any help of the tool under test.
struct ClassicCapture {
  let octets: [UInt8]

  init(_ octets: [UInt8]) { self.octets = octets }

  /// The proofs in each direction.
  var proofs: [Direction: Proofs] {
    var proofs: [Direction: Proofs] = [:]
    var fins: [Direction: UInt32] = [:]
    var order = 0
    var at = 24
    while at + 16 <= octets.count {
      let length = Int(octets[at + 8]) | Int(octets[at + 9]) << 8 | Int(octets[at + 10]) << 16
      let frame = Array(octets[at + 16..<min(octets.count, at + 16 + length)])
      at += 16 + length
      guard let (start, end) = ClassicCapture.segment(in: frame) else { continue }
      order += 1
      let direction = Direction(from: UInt16(number(frame, start, 2)), to: UInt16(number(frame, start + 2, 2)))
      let back = Direction(from: direction.to, to: direction.from)
      let sequence = number(frame, start + 4, 4)
      let acknowledgement = number(frame, start + 8, 4)
      let payload = UInt32(end - start - Int(frame[start + 12] >> 4) * 4)
      let flags = frame[start + 13]
      var known = proofs[direction] ?? Proofs()
      known.any = known.any ?? order
      if flags & 0x12 == 0x10 { known.ack = known.ack ?? order }
      if flags & 1 != 0 {
        known.fin = known.fin ?? order
        fins[direction] = sequence &+ payload &+ 1
      }
      if flags & 0x10 != 0, let fin = fins[back], acknowledgement &- fin < 0x8000_0000 {
        known.ackOfFin = known.ackOfFin ?? order
      }
      proofs[direction] = known
    }
    return proofs
  }

  private static func segment(in frame: [UInt8]) -> (start: Int, end: Int)? {
    guard frame.count >= 54 else { return nil }
    if frame[12] == 0x08, frame[13] == 0x00, frame[23] == 6 {
      return (14 + Int(frame[14] & 15) * 4, 14 + (Int(frame[16]) << 8 | Int(frame[17])))
    }
    if frame[12] == 0x86, frame[13] == 0xDD, frame[20] == 6 {
      return (54, 54 + (Int(frame[18]) << 8 | Int(frame[19])))
    }
    return nil
  }

  private func number(_ frame: [UInt8], _ at: Int, _ count: Int) -> UInt32 {
    frame[at..<at + count].reduce(0) { $0 << 8 | UInt32($1) }
  }
}
