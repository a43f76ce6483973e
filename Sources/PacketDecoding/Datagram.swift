/// An IP datagram of which some fragments were captured.
struct Datagram: Sendable, BitwiseCopyable {
  /// Octets kept of its payload: two headers of IPv6 and TCP's longest.
  static let kept = 128

  /// What came of the fragment with the start, or of the first one captured while the start is missing.
  var segment = Segment()
  /// Its identification, and the protocol of its payload.
  var identification: UInt32 = 0
  var protocolNumber: UInt8 = 0
  /// Whether its start was captured, and is TCP with ports.
  var hasPorts = false
  /// Octets of its payload, from the last fragment; negative while that is missing.
  var length = -1
  /// Packets that a fragment of it was in.
  var packets: UInt64 = 0
  /// When its latest fragment was captured, in nanoseconds since the epoch.
  var time: Int64 = 0
  private var octets = InlineArray<128, UInt8>(repeating: 0)
  /// How many octets from the start on were captured as far as they are kept.
  private var captured = InlineArray<128, Bool>(repeating: false)
  /// The parts that were on the wire, ascending and apart: starts and ends.
  private var starts = InlineArray<8, Int32>(repeating: 0)
  private var ends = InlineArray<8, Int32>(repeating: 0)
  private var parts = 0

  /// Whether no octet is missing between the start and the end.
  var isWhole: Bool {
    length >= 0 && parts == 1 && starts[0] == 0 && Int(ends[0]) >= length
  }

  /// Whether the fragment between two places says something else than those before it: it overlaps one without repeating it, or it ends
  /// somewhere else (RFC 5722, RFC 3128). Hosts drop the datagram.
  func contradicts(from start: Int, to end: Int, isLast: Bool) -> Bool {
    if length >= 0, isLast ? end != length : end > length { return true }
    if isLast, parts > 0, Int(ends[min(parts, 8) - 1]) > end { return true }
    for part in 0..<parts where start < Int(ends[part]) && end > Int(starts[part]) {
      // A copy lies inside of what is there.
      if start < Int(starts[part]) || end > Int(ends[part]) { return true }
    }
    return false
  }

  /// Takes over that the octets between two places were on the wire; false where there are too many gaps to follow.
  mutating func cover(from start: Int, to end: Int) -> Bool {
    guard start < end else { return true }
    var place = 0
    while place < parts, Int(ends[place]) < start { place += 1 }
    if place < parts, Int(starts[place]) <= end {
      // Touches that part, and then perhaps the next one as well.
      starts[place] = min(starts[place], Int32(truncatingIfNeeded: start))
      ends[place] = max(ends[place], Int32(truncatingIfNeeded: end))
      if place + 1 < parts, starts[place + 1] <= ends[place] {
        ends[place] = max(ends[place], ends[place + 1])
        for later in (place + 1)..<(parts - 1) {
          starts[later] = starts[later + 1]
          ends[later] = ends[later + 1]
        }
        parts -= 1
      }
      return true
    }
    guard parts < 8 else { return false }
    for later in stride(from: parts, to: place, by: -1) {
      starts[later] = starts[later - 1]
      ends[later] = ends[later - 1]
    }
    starts[place] = Int32(truncatingIfNeeded: start)
    ends[place] = Int32(truncatingIfNeeded: end)
    parts += 1
    return true
  }

  /// Keeps those octets of a fragment's payload that headers may be in.
  mutating func keep(_ packet: borrowing RawSpan, from start: Int, to end: Int, at position: Int) {
    var place = position
    var source = start
    while place < Self.kept, source < end {
      if !captured[place] {
        octets[place] = packet.octet(at: source)
        captured[place] = true
      }
      place += 1
      source += 1
    }
  }

  /// Decodes the whole into `segment`.
  func decode(into segment: inout Segment) -> DecodeStatus {
    guard let layer = Layer(internetProtocol: protocolNumber) else { return .notTCP }
    var reach = 0
    while reach < min(Self.kept, length), captured[reach] { reach += 1 }
    let (time, frame) = (segment.time, segment.frame)
    segment = self.segment.withoutTransport
    segment.time = time
    segment.frame = frame
    var walk = LayerWalk(layer: layer, captured: reach, original: length)
    let octets = octets
    return unsafe walk.run(octets.span.bytes.extracting(0..<reach), into: &segment)
  }
}

extension Segment {
  /// What IP and the layers below it said.
  fileprivate var withoutTransport: Segment {
    var result = Segment()
    result.source = source
    result.destination = destination
    result.identification = identification
    result.hopLimit = hopLimit
    result.vlan = vlan
    result.innerVLAN = innerVLAN
    result.tunnel = tunnel
    result.tunnelIdentifier = tunnelIdentifier
    result.present = present.intersection([.ipv4, .tunnelEnds])
    return result
  }
}
