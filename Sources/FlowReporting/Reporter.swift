package import FlowDiagnosis
package import FlowTracking

/// What every line of a run has in common: where the packets are said to come from.
package struct CaptureDescription: Sendable {
  /// A file's name or an interface's, as given; untrusted text.
  package var source: String
  /// The names of all files where there are several, in the order that frames name them by; else empty.
  package var sources: [String] = []
  /// libpcap's name of the link type, such as "EN10MB".
  package var linkType: String
  /// The most octets of a packet that the capture keeps.
  package var snapshotLength: Int
  /// The filter as typed; nil without one.
  package var filter: String?

  /// The description with these values.
  package init(source: String, linkType: String, snapshotLength: Int, filter: String?) {
    self.source = source
    self.linkType = linkType
    self.snapshotLength = snapshotLength
    self.filter = filter
  }
}

/// One output format. It appends to a buffer of its own and never writes, so that whoever holds the descriptor decides when to.
///
/// The calls come in this order: `begin`, `firstPacket`, any number of `event` and `connection`, `end`; each may leave output to be drained.
package protocol Reporter {
  /// Whether `event` is of use; the tracker need not make events otherwise.
  var wantsEvents: Bool { get }
  /// Whether `connection` is of use; if not, the record need not be made.
  var wantsConnections: Bool { get }
  /// Whether `connection` needs the record's timeline.
  var wantsTimelines: Bool { get }
  /// Whether `event` is to be called for plain data and plain ACKs too.
  var wantsAllSegments: Bool { get }

  /// Before the first packet.
  mutating func begin(_ capture: CaptureDescription)
  /// The time of the capture's first packet, TCP or not, in nanoseconds since the epoch; offsets count from here.
  mutating func firstPacket(at time: Int64)
  /// The capture's comments on the packet `frame`, untrusted text; before it is followed.
  mutating func comments(_ comments: [[UInt8]], frame: UInt64)
  /// A segment that matters, with the findings that became certain with it. Nobody changes the event: it is passed so because the compiler
  /// copies one that is lent.
  mutating func event(_ event: inout FlowEvent, findings: [Finding])
  /// A connection to which nothing more can happen.
  mutating func connection(_ record: ConnectionRecord, findings: [Finding])
  /// A packet that could not be decoded; only where these are to be listed.
  mutating func damaged(_ packet: DamagedPacket)
  /// After the last packet.
  mutating func end(_ statistics: RunStatistics)

  /// What waits to be written; whole lines after every call.
  var output: OctetBuffer { get set }
}

extension Reporter {
  /// Nothing: most reports do not show packets.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {}

  /// Nothing: most reports are about connections.
  package mutating func damaged(_ packet: DamagedPacket) {}

  /// Hands what waits to `write` in one piece, if anything does, and forgets it while keeping the memory.
  ///
  /// Live, after the packets that came together; over a file, once `output.count` passes 256 KiB and at the end.
  package mutating func drain<Failure: Error>(_ write: (Span<UInt8>) throws(Failure) -> Void) throws(Failure) {
    guard !output.isEmpty else { return }
    try write(output.octets.span)
    output.removeAll()
  }

  /// Hands `count` octets, of those that wait the first, to `write` in one piece, and forgets them.
  package mutating func drain<Failure: Error>(
    first count: Int, _ write: (Span<UInt8>) throws(Failure) -> Void
  ) throws(Failure) {
    try write(output.octets.span.extracting(first: count))
    output.removeFirst(count)
  }
}
