package import FlowDiagnosis
package import FlowTracking

/// Several sinks of one run; each is told what it wants, and one that fails leaves the others alone.
package struct SeveralSinks: ReportSink {
  private var sinks: [any ReportSink]
  private let wishesOfEach: [ReportWishes]
  /// What any of them wants.
  package let wishes: ReportWishes

  /// The sinks together.
  package init(_ sinks: [any ReportSink]) {
    self.sinks = sinks
    wishesOfEach = sinks.map(\.wishes)
    wishes = wishesOfEach.reduce([]) { $0.union($1) }
  }

  /// Whether any of them is.
  package var isOfUse: Bool {
    sinks.contains { $0.isOfUse }
  }

  /// Tells all.
  package mutating func begin(_ capture: CaptureDescription) {
    for index in sinks.indices { sinks[index].begin(capture) }
  }

  /// Tells all.
  package mutating func firstPacket(at time: Int64) {
    for index in sinks.indices { sinks[index].firstPacket(at: time) }
  }

  /// Tells those that want packets.
  package mutating func packet(_ facts: PacketFacts, _ octets: RawSpan) {
    for index in sinks.indices where wishesOfEach[index].contains(.packets) { sinks[index].packet(facts, octets) }
  }

  /// Tells those that want packets.
  package mutating func interface(_ interface: PacketInterface) {
    for index in sinks.indices where wishesOfEach[index].contains(.packets) { sinks[index].interface(interface) }
  }

  /// Tells all.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    for index in sinks.indices { sinks[index].comments(comments, frame: frame) }
  }

  /// Tells those that want packets.
  package mutating func packetIsPart() {
    for index in sinks.indices where wishesOfEach[index].contains(.packets) { sinks[index].packetIsPart() }
  }

  /// Tells those that want packets.
  package mutating func followed(frame: UInt64, connection: UInt64) {
    for index in sinks.indices where wishesOfEach[index].contains(.packets) {
      sinks[index].followed(frame: frame, connection: connection)
    }
  }

  /// Tells those that want events, and plain ones only those that want all segments.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {
    let wanted: ReportWishes = isPlain ? [.events, .allSegments] : .events
    for index in sinks.indices where wishesOfEach[index].isSuperset(of: wanted) {
      sinks[index].event(&event, findings: findings, isPlain: isPlain)
    }
  }

  /// Tells those that want connections.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    for index in sinks.indices where wishesOfEach[index].contains(.connections) {
      sinks[index].connection(record, findings: findings)
    }
  }

  /// Tells all.
  package mutating func damaged(_ packet: DamagedPacket) {
    for index in sinks.indices { sinks[index].damaged(packet) }
  }

  /// Tells all.
  package mutating func end(_ statistics: RunStatistics) {
    for index in sinks.indices { sinks[index].end(statistics) }
  }

  /// Has each write what waits, if it is much.
  package mutating func flushIfDue() {
    for index in sinks.indices { sinks[index].flushIfDue() }
  }

  /// Has each write what waits.
  package mutating func flush() {
    for index in sinks.indices { sinks[index].flush() }
  }
}
