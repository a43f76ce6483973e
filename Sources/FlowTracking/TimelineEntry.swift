package import PacketDecoding

/// What one segment did to one endpoint's state.
package struct EndpointChange: Sendable, BitwiseCopyable {
  /// Everything that this segment was ever taken to mean, corrected meanings included.
  package var events: EndpointEvents = []
  /// The part of `events` that no later segment has proved yet.
  package var presumed: EndpointEvents = []
  /// The part of `events` that later evidence has refuted; it does not count.
  package var refuted: EndpointEvents = []

  /// No change.
  package init() {}

  /// The events that stand.
  @inlinable
  package var standing: EndpointEvents {
    events.subtracting(refuted)
  }
}

/// Plain segments that follow an entry of the timeline and have none of their own.
package struct PlainRun: Sendable, BitwiseCopyable {
  /// How many the client sent.
  package var clientPackets: UInt32 = 0
  /// How many the server sent.
  package var serverPackets: UInt32 = 0
  /// Payload octets of the client's.
  package var clientOctets: UInt64 = 0
  /// Payload octets of the server's.
  package var serverOctets: UInt64 = 0

  /// An empty run.
  package init() {}

  /// Takes the segments of `other` in.
  mutating func join(_ other: inout PlainRun) {
    clientPackets &+= other.clientPackets
    serverPackets &+= other.serverPackets
    clientOctets &+= other.clientOctets
    serverOctets &+= other.serverOctets
  }

  /// Whether there were no such segments.
  package var isEmpty: Bool { clientPackets == 0 && serverPackets == 0 }
}

/// One significant segment of a connection: every SYN, SYN-ACK, handshake ACK, FIN, ACK of a FIN, RST, ICMP error, and whatever else
/// was notable about it.
package struct TimelineEntry: Sendable, BitwiseCopyable {
  /// When it was captured, in nanoseconds since the Unix epoch.
  package var time: Int64 = 0
  /// Its 1-based number in the capture.
  package var frame: UInt64 = 0
  /// The number in the capture of the segment that its receiver had sent last before it; 0 when there was none.
  package var peersFrame: UInt64 = 0
  /// Its sequence number.
  package var sequence = SequenceNumber(0)
  /// Its acknowledgement number; significant with the ACK flag.
  package var acknowledgement = SequenceNumber(0)
  /// Payload octets.
  package var payloadLength: UInt32 = 0
  /// TSval; significant with the timestamps option.
  package var timestampValue: UInt32 = 0
  /// TSecr; significant with the timestamps option and ACK.
  package var timestampEcho: UInt32 = 0
  /// Its control bits.
  package var flags = TCPFlags(rawValue: 0)
  /// Its window, unscaled.
  package var window: UInt16 = 0
  /// Its IPv4 identification; 0 for IPv6.
  package var identification: UInt16 = 0
  /// Its maximum segment size option.
  package var maximumSegmentSize: UInt16 = 0
  /// Which options it carried.
  package var options = TCPOptions.Kinds(rawValue: 0)
  /// Its window scale option.
  package var windowScale: UInt8 = 0
  /// Its time to live or hop limit.
  package var hopLimit: UInt8 = 0
  /// Whether its checksum is wrong, although others of its sender are right.
  package var isDamaged = false
  /// Whether not all of its options could be read: the snap length cut them off, or one is malformed.
  package var lacksOptions = false
  /// Who sent it. For an ICMP error: the side whose segment is quoted is the peer of this one.
  package var from: Side = .client
  /// What it is in the exchange.
  package var step: Step = .ack
  /// The ICMP type and code where `step` is `icmpError`.
  package var icmpType: UInt8 = 0
  /// The ICMP code.
  package var icmpCode: UInt8 = 0
  /// What was noticed about it.
  package var marks: SegmentMarks = []
  /// What it did to the client's state.
  package var client = EndpointChange()
  /// What it did to the server's state.
  package var server = EndpointChange()
  /// The plain segments between this entry and the next.
  package var run = PlainRun()

  /// An empty entry.
  package init() {}

  /// The change of `side`.
  @inlinable
  package subscript(side: Side) -> EndpointChange {
    get { side == .client ? client : server }
    set {
      if side == .client { client = newValue } else { server = newValue }
    }
  }

  /// The sequence number just past the segment.
  @inlinable
  package var sequenceEnd: SequenceNumber {
    let space = payloadLength &+ UInt32((flags.rawValue >> 1) & 1) &+ UInt32(flags.rawValue & 1)
    return sequence.advanced(by: space)
  }
}
