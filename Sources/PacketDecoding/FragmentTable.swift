/// IP datagrams with TCP that came in fragments and wait for the rest: only with the last one the length of a segment is known.
///
/// Bounded: 256 datagrams, of each no more than headers. A start whose rest does not come within two seconds, or for which there is no room
/// any more, is followed as it is: a filter on ports lets nothing but starts through.
package struct FragmentTable: Sendable {
  private static let sets = 64
  private static let ways = 4
  /// How long a start waits for the rest, in nanoseconds.
  private static let patience: Int64 = 2_000_000_000
  /// How long fragments without a start wait for it (RFC 8200 §4.5 allows a minute, Linux 30 s).
  private static let longPatience: Int64 = 30_000_000_000

  private var datagrams: [Datagram?] = []
  private var count = 0
  private var nextSweep = Int64.min
  /// Packets whose fragments became part of a whole datagram together with a later one; the caller takes them off what it missed.
  package var joined: UInt64 = 0
  /// Starts that were given up waiting for, to be followed as they are; the caller empties it.
  package var released: [Segment] = []

  /// An empty table.
  package init() {}

  /// Whether anything waits.
  package var isEmpty: Bool { count == 0 && released.isEmpty }

  /// Takes a packet that `decode` found to be a fragment.
  ///
  /// Gives what it is with all fragments before it: a segment in `segment` where it completes one (under the frame and the time of this
  /// packet), `fragment` where it waits, `contradictoryFragment` where it contradicts those before.
  package mutating func take(
    _ octets: borrowing RawSpan, originalLength: UInt32, _ status: DecodeStatus, _ decoder: PacketDecoder,
    into segment: inout Segment
  ) -> DecodeStatus {
    guard let walk = decoder.walk(octets, originalLength: originalLength) else { return status }
    let fragment = walk.fragment
    guard fragment.isPresent, Fragment.isFollowed(fragment.protocolNumber) else { return status }
    if datagrams.isEmpty { datagrams = Array(repeating: nil, count: Self.sets * Self.ways) }
    expire(at: segment.time)

    let end = fragment.position + max(0, fragment.end - fragment.start)
    let slot = slot(of: segment, fragment)
    var datagram = datagrams[slot] ?? Datagram()
    if datagrams[slot] == nil {
      datagram.segment = segment
      datagram.identification = fragment.identification
      datagram.protocolNumber = fragment.protocolNumber
      count += 1
    } else if end > 65535 || datagram.contradicts(from: fragment.position, to: end, isLast: fragment.isLast) {
      drop(slot)
      return .contradictoryFragment
    }
    datagram.time = segment.time
    datagram.packets &+= 1
    if fragment.position == 0, !datagram.hasPorts {
      datagram.segment = segment
      datagram.hasPorts = status.isSegment
    }
    if fragment.isLast { datagram.length = end }
    datagram.keep(octets, from: fragment.start, to: min(octets.byteCount, fragment.end), at: fragment.position)
    guard datagram.cover(from: fragment.position, to: end) else {
      drop(slot)
      return .contradictoryFragment
    }
    if datagram.isWhole {
      joined &+= datagram.packets &- 1
      drop(slot)
      return datagram.decode(into: &segment)
    }
    datagrams[slot] = datagram
    return .fragment
  }

  /// Gives up waiting for what is overdue at `time`, in nanoseconds since the epoch.
  package mutating func expire(at time: Int64) {
    guard count > 0, time > nextSweep else { return }
    nextSweep = time &+ Self.patience / 4
    for slot in datagrams.indices {
      guard let datagram = datagrams[slot] else { continue }
      let age = time.subtractingReportingOverflow(datagram.time)
      if age.overflow || age.partialValue > (datagram.hasPorts ? Self.patience : Self.longPatience) { release(slot) }
    }
    sortReleased()
  }

  /// Gives up waiting: the capture is over.
  package mutating func expireAll() {
    for slot in datagrams.indices where datagrams[slot] != nil { release(slot) }
    sortReleased()
  }

  private mutating func sortReleased() {
    if released.count > 1 { released.sort { $0.frame < $1.frame } }
  }

  private mutating func release(_ slot: Int) {
    if let datagram = datagrams[slot], datagram.hasPorts { released.append(datagram.segment) }
    drop(slot)
  }

  private mutating func drop(_ slot: Int) {
    if datagrams[slot] != nil { count -= 1 }
    datagrams[slot] = nil
  }

  /// Where the datagram of `segment` is, or room for it, which is made where there is none.
  private mutating func slot(of segment: Segment, _ fragment: Fragment) -> Int {
    let key =
      segment.source.low &* 0x9E37_79B9_7F4A_7C15 ^ segment.destination.low &* 0xC2B2_AE3D_27D4_EB4F
      ^ UInt64(fragment.identification) &* 0x1656_67B1_9E37_79F9
    let first = Int(key >> 40) % Self.sets * Self.ways
    var oldest = first
    var vacant = -1
    for slot in first..<(first + Self.ways) {
      guard let datagram = datagrams[slot] else {
        if vacant < 0 { vacant = slot }
        continue
      }
      if datagram.identification == fragment.identification, datagram.protocolNumber == fragment.protocolNumber,
        datagram.segment.source == segment.source, datagram.segment.destination == segment.destination,
        datagram.segment.context == segment.context
      {
        return slot
      }
      if let other = datagrams[oldest], datagram.time < other.time { oldest = slot }
    }
    if vacant >= 0 { return vacant }
    release(oldest)
    return oldest
  }
}
