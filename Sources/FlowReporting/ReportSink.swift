package import FlowDiagnosis
package import FlowTracking

/// What a sink wants to be told, so that nothing is made that nobody takes.
package struct ReportWishes: OptionSet, Sendable {
  /// The bits.
  package let rawValue: UInt8

  /// The set with these bits.
  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// `event`, for the segments that matter.
  package static let events = ReportWishes(rawValue: 1 << 0)
  /// `event` for plain data and plain ACKs too.
  package static let allSegments = ReportWishes(rawValue: 1 << 1)
  /// `connection`.
  package static let connections = ReportWishes(rawValue: 1 << 2)
  /// `connection` with the record's timeline.
  package static let timelines = ReportWishes(rawValue: 1 << 3)
  /// `packet`, `packetIsPart` and `followed`.
  package static let packets = ReportWishes(rawValue: 1 << 4)

  /// What `reporter` wants.
  package init(_ reporter: some Reporter) {
    self = []
    if reporter.wantsEvents { insert(.events) }
    if reporter.wantsAllSegments { insert(.allSegments) }
    if reporter.wantsConnections { insert(.connections) }
    if reporter.wantsTimelines { insert(.timelines) }
  }
}

/// Where the pipeline hands what it found: a report and its destination, a judge, or several of them.
///
/// The calls come in the order of `Reporter`'s. A sink that fails keeps quiet from then on and says that it is of no use any more; it never
/// stops the others.
package protocol ReportSink {
  /// What it wants to be told; does not change during a run.
  var wishes: ReportWishes { get }
  /// Whether anything can still come of telling it more. Reading stops when no sink is of use.
  var isOfUse: Bool { get }

  /// Before the first packet.
  mutating func begin(_ capture: CaptureDescription)
  /// The time of the capture's first packet, TCP or not, in nanoseconds since the epoch.
  mutating func firstPacket(at time: Int64)
  /// The packets shown from now on come from this interface.
  mutating func interface(_ interface: PacketInterface)
  /// The capture's comments on the packet `frame`, untrusted text; after the packet was shown, and before it is followed.
  mutating func comments(_ comments: [[UInt8]], frame: UInt64)
  /// A packet, before it is followed. Its octets are there for the call.
  mutating func packet(_ facts: PacketFacts, _ octets: RawSpan)
  /// The packet shown last is a fragment, which may be a part of a segment that is followed later.
  mutating func packetIsPart()
  /// The packet `frame` belongs to this connection; comes after its `event`, and not at all for a packet of none.
  mutating func followed(frame: UInt64, connection: UInt64)
  /// A segment, with the findings that became certain with it; `isPlain` for plain data and plain ACKs. Nobody changes the event: it is passed
  /// so because the compiler copies one that is lent.
  mutating func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool)
  /// A connection to which nothing more can happen.
  mutating func connection(_ record: ConnectionRecord, findings: [Finding])
  /// A packet that could not be decoded; only where these are to be listed.
  mutating func damaged(_ packet: DamagedPacket)
  /// After the last packet.
  mutating func end(_ statistics: RunStatistics)

  /// Writes what waits, if it is much.
  mutating func flushIfDue()
  /// Writes what waits.
  mutating func flush()
}

extension ReportSink {
  /// Nothing: most reports are about connections.
  package mutating func damaged(_ packet: DamagedPacket) {}
  /// Nothing, for the many that do not want packets.
  package mutating func interface(_ interface: PacketInterface) {}
  /// Nothing: most reports do not show packets.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {}
  /// Nothing, for the many that do not want packets.
  package mutating func packet(_ facts: PacketFacts, _ octets: RawSpan) {}
  /// Nothing.
  package mutating func packetIsPart() {}
  /// Nothing.
  package mutating func followed(frame: UInt64, connection: UInt64) {}
}
