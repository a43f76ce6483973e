import PacketDecoding

/// Connections that are kept as their first segments, in two fragments or three: side by side, most of the time.
///
/// In the first are the head, the ends and the SYN; in the next the SYN-ACK and the first segment behind it; in the third, which is there only if
/// something is in it, another, and a last one or the addresses of IPv6, for which there is no room in the first.
extension IdleConnections {
  // Where in the first fragment, in octets, the rest is: the addresses of IPv4, the ports, the SYN.
  private static let lowStart = 2 * IdleForm.headHalves
  private static let highStart = lowStart + 4
  private static let portsStart = highStart + 4
  private static let synStart = portsStart + 4
  /// Where in the second what follows the SYN-ACK is.
  private static let ackStart = MemoryLayout<KeptSynAck>.size
  /// Where in the third the last segment is, or the addresses of IPv6.
  private static let lastStart = MemoryLayout<KeptSegment>.size
  // Where there are segments, in the nature: that it is not IPv4, and how many follow the SYN-ACK.
  private static let wide: UInt16 = 1 << 11
  private static let one: UInt16 = 1 << 9
  private static let counts: UInt16 = 3 << 9

  /// Whether the connection at `place` is kept as its first segments; false where there is none at `place`.
  mutating func isOpening(_ place: UInt32) -> Bool {
    let versions: UInt16 = 7 &<< 13
    return fragments[place].link & Fragment.first != 0
      && nature(at: place) & (IdleConnections.planned | versions) == IdleConnections.planned
  }

  /// Whether that is so of a connection whose handshake is over.
  mutating func isOpened(_ place: UInt32) -> Bool {
    isOpening(place) && nature(at: place) & IdleConnections.counts != 0
  }

  /// How many segments are kept behind the SYN-ACK of the connection at `place`.
  mutating func segmentCount(at place: UInt32) -> Int {
    Int(nature(at: place) & IdleConnections.counts) / Int(IdleConnections.one)
  }

  /// Whether there is room for another, or `memory` for the fragment that it takes.
  mutating func hasRoomForSegment(at place: UInt32, _ memory: inout MemoryBudget) -> Bool {
    let count = segmentCount(at: place)
    if isWide(place) { return count < KeptOpening.mostSegments - 1 }
    return count < KeptOpening.mostSegments && (count != 1 || hasRoom(for: 1, &memory))
  }

  @inline(__always)
  private mutating func isWide(_ place: UInt32) -> Bool {
    nature(at: place) & IdleConnections.wide != 0
  }

  /// Adds the connection that begins with `opening`, which is no more than its SYN-ACK. Returns its place; nil where `memory` has none for it.
  mutating func add(_ opening: KeptOpening, _ memory: inout MemoryBudget) -> UInt32? {
    let low = opening.key.lowAddress.ipv4
    let high = opening.key.highAddress.ipv4
    let isWide = low == nil || high == nil
    guard hasRoom(for: isWide ? 3 : 2, &memory) else { return nil }
    seeToForm()
    let place = takeFragment()
    let second = takeFragment()
    fragments[place].link = Fragment.first | second
    fragments[second].link = 0
    if second == place &+ 1 { noteNear(place, to: second) }
    var nature = IdleConnections.planned | UInt16(truncatingIfNeeded: 2 * IdleConnections.fragmentHalves)
    if let low, let high {
      store(low, in: place, at: IdleConnections.lowStart)
      store(high, in: place, at: IdleConnections.highStart)
    } else {
      let third = addThird(to: place)
      nature = (nature | IdleConnections.wide) &+ UInt16(truncatingIfNeeded: IdleConnections.fragmentHalves)
      store(opening.key.lowAddress, in: third, at: IdleConnections.lastStart)
      store(opening.key.highAddress, in: third, at: IdleConnections.lastStart + MemoryLayout<IPAddress>.size)
    }
    setHead(opening.number, opening.timerSecond, nature, opening.lastTime, at: place)
    store(opening.key.ports, in: place, at: IdleConnections.portsStart)
    store(opening.syn, in: place, at: IdleConnections.synStart)
    store(opening.synAck, in: second, at: 0)
    count += 1
    return place
  }

  /// Gives the connection at `place`, which has two fragments, a third: there is one that is free.
  private mutating func addThird(to place: UInt32) -> UInt32 {
    let second = fragments[place].link & Fragment.place
    let third = takeFragment()
    fragments[second].link = third
    fragments[third].link = 0
    fragments[place].link &= ~Fragment.near
    if second == place &+ 1, third == place &+ 2 { noteNear(place, to: third) }
    return third
  }

  /// Adds `segment`, which was captured at `time`, to those of the connection at `place`, which `hasRoomForSegment`.
  @inline(__always)
  mutating func add(_ segment: KeptSegment, capturedAt time: Int64, toOpeningAt place: UInt32) {
    let position = segmentCount(at: place)
    var nature = nature(at: place) &+ IdleConnections.one
    if position == 1, !isWide(place) {
      _ = addThird(to: place)
      nature &+= UInt16(truncatingIfNeeded: IdleConnections.fragmentHalves)
    }
    let (fragment, start) = home(of: position, at: place)
    store(segment, in: fragment, at: start)
    setNature(nature, lastTime: time, at: place)
  }

  /// Where the segment at `position` behind the SYN-ACK is, of the connection at `place`.
  private mutating func home(of position: Int, at place: UInt32) -> (fragment: UInt32, start: Int) {
    let second = fragments[place].link & Fragment.place
    if position == 0 { return (second, IdleConnections.ackStart) }
    return (fragments[second].link, position == 1 ? 0 : IdleConnections.lastStart)
  }

  /// The 4-tuple of the connection at `place`, which is kept as its first segments.
  mutating func openingKey(at place: UInt32) -> FlowKey {
    let ports = load(UInt32.self, from: place, at: IdleConnections.portsStart)
    if isWide(place) {
      let third = fragments[fragments[place].link & Fragment.place].link
      return FlowKey(
        lowAddress: load(IPAddress.self, from: third, at: IdleConnections.lastStart),
        highAddress: load(IPAddress.self, from: third, at: IdleConnections.lastStart + MemoryLayout<IPAddress>.size),
        ports: ports)
    }
    return FlowKey(
      lowAddress: IPAddress(ipv4: load(UInt32.self, from: place, at: IdleConnections.lowStart)),
      highAddress: IPAddress(ipv4: load(UInt32.self, from: place, at: IdleConnections.highStart)), ports: ports)
  }

  /// The SYN of the connection at `place`, which is kept as its first segments.
  mutating func syn(at place: UInt32) -> PlainSyn {
    load(PlainSyn.self, from: place, at: IdleConnections.synStart)
  }

  /// The SYN-ACK of the same.
  mutating func synAck(at place: UInt32) -> KeptSynAck {
    load(KeptSynAck.self, from: fragments[place].link & Fragment.place, at: 0)
  }

  /// The segment at `position` behind it.
  mutating func segment(_ position: Int, at place: UInt32) -> KeptSegment {
    let (fragment, start) = home(of: position, at: place)
    return load(KeptSegment.self, from: fragment, at: start)
  }

  /// How far both ends of the same, which begins with `syn`, have come.
  @inline(__always)
  mutating func ends(at place: UInt32, behind syn: PlainSyn) -> OpeningEnds {
    var ends = OpeningEnds(syn, synAck(at: place))
    for position in 0..<segmentCount(at: place) { ends.pass(segment(position, at: place), behind: syn) }
    return ends
  }

  /// All that is kept of the same.
  mutating func opening(at place: UInt32) -> KeptOpening {
    var opening = KeptOpening(
      key: openingKey(at: place), number: number(at: place), timerSecond: timerSecond(at: place), syn: syn(at: place),
      synAck: synAck(at: place))
    for position in 0..<segmentCount(at: place) { opening.add(segment(position, at: place)) }
    return opening
  }

  @inline(__always)
  private mutating func store<Value: BitwiseCopyable>(_ value: Value, in fragment: UInt32, at start: Int) {
    unsafe withUnsafeMutableBytes(of: &fragments[fragment].halves) {
      unsafe $0.storeBytes(of: value, toByteOffset: start, as: Value.self)
    }
  }

  @inline(__always)
  private mutating func load<Value: BitwiseCopyable>(_ type: Value.Type, from fragment: UInt32, at start: Int) -> Value
  {
    unsafe withUnsafeBytes(of: &fragments[fragment].halves) {
      unsafe $0.loadUnaligned(fromByteOffset: start, as: type)
    }
  }
}
