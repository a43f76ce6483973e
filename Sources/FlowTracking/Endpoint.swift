import PacketDecoding

/// What one endpoint of a connection has sent so far, and the state that this and its peer's segments show.
package struct Endpoint: Sendable, BitwiseCopyable {
  /// What is known or was seen of an endpoint.
  struct Facts: OptionSet, Sendable, BitwiseCopyable {
    let rawValue: UInt16

    /// `initialSequence` holds.
    static let initialSequence = Facts(rawValue: 1 << 0)
    /// A SYN without ACK was captured.
    static let syn = Facts(rawValue: 1 << 1)
    /// A SYN-ACK was captured.
    static let synAck = Facts(rawValue: 1 << 2)
    /// `next` holds.
    static let next = Facts(rawValue: 1 << 3)
    /// `acknowledged` holds.
    static let acknowledged = Facts(rawValue: 1 << 4)
    /// A FIN was captured.
    static let fin = Facts(rawValue: 1 << 5)
    /// It acknowledged its peer's FIN.
    static let acknowledgedFin = Facts(rawValue: 1 << 6)
    /// It sent a RST.
    static let reset = Facts(rawValue: 1 << 7)
    /// The probe is running: `probeEnd` and `probeTime` hold.
    static let probing = Facts(rawValue: 1 << 8)
    /// It acknowledged its peer's SYN-ACK.
    static let handshakeAck = Facts(rawValue: 1 << 9)
    /// It sent payload after its peer's FIN.
    static let dataAfterPeersFin = Facts(rawValue: 1 << 10)
    /// `windowEdge` holds.
    static let windowEdge = Facts(rawValue: 1 << 11)
    /// It selectively acknowledged its peer's FIN before octets in front of it (RFC 2018).
    static let gotFinEarly = Facts(rawValue: 1 << 12)
    /// All options of its SYN or SYN-ACK were captured.
    static let allOptions = Facts(rawValue: 1 << 13)
    /// A bare ACK that does not cover its peer's FIN passed behind one that does.
    static let overtakenAck = Facts(rawValue: 1 << 14)
    /// The probe is of a repeat: only an answer that echoes the last timestamp of its sender ends it.
    static let probingRepeat = Facts(rawValue: 1 << 15)
  }

  // In an order that leaves no gap, and in which the peer of a segment's sender is needed in one line of the cache only, the first.

  /// What is known of it.
  var facts: Facts = []
  /// Its maximum segment size; 0 where that is not known.
  var maximumSegmentSize: UInt16 = 0
  /// Where what was odd about its data path is kept; `none` when nothing was.
  var path = Pool<DataPath>.none
  /// The number of its last segment in the capture; 0 before the first.
  var lastFrame: UInt64 = 0
  /// When the peer's segment passed whose answer is being timed.
  var probeTime: Int64 = 0
  /// The end of that segment.
  var probeEnd = SequenceNumber(0)
  /// One past the highest sequence number it sent.
  var next = SequenceNumber(0)
  /// The highest acknowledgement number it sent: what it has received in order.
  var acknowledged = SequenceNumber(0)
  /// One past the last octet that it is ready to receive (RFC 9293 §3.8.6); exact only where the connection `knowsScale`.
  var windowEdge = SequenceNumber(0)
  /// Its latest TSval; 0 before the first.
  var lastTimestampValue: UInt32 = 0
  /// Segments that were no copies captured twice.
  var freshPackets: UInt32 = 0
  /// The shortest time from the capture point to this endpoint and back, in nanoseconds; negative while unknown.
  var roundTrip: Int64 = -1
  /// The state that the events so far add up to; nil when unknown.
  package internal(set) var state: TCPState?
  /// Events that were presumed and that nothing has proved or refuted yet.
  var pending: EndpointEvents = []
  /// The shift of its windows, 0 through 14; 0 where that is not known.
  var windowShift: UInt8 = 0
  /// The shift it offered; 255 for none.
  var windowScale: UInt8 = 255
  /// Events that were presumed and have been proved since.
  var confirmed: EndpointEvents = []
  /// Parts of what it sent that were skipped in the capture, have not come since, and were not acknowledged.
  var holeCount: UInt8 = 0
  /// The hop limit of its last segment; 0 before the first.
  var lastHopLimit: UInt8 = 0
  /// Where the next segment goes in what is kept of the last four.
  var recentIndex: UInt8 = 0

  // Not side by side: two that are counted together would be added as a vector, which takes longer to fill than to add.
  var packets: UInt64 = 0
  /// When its last segment was captured.
  var lastTime: Int64 = 0
  var octets: UInt64 = 0
  /// When its last segment with payload was captured; 0 before the first.
  var dataTime: Int64 = 0
  /// When its last SYN or SYN-ACK was captured.
  var lastSynTime: Int64 = 0
  var lastIdentification: UInt16 = 0
  /// The identification before the last one.
  var priorIdentification: UInt16 = 0
  /// SYNs and SYN-ACKs, copies included.
  var synCount: UInt32 = 0
  /// SYNs without ACK that were no copies captured twice.
  var freshSyns: UInt32 = 0
  var initialSequence = SequenceNumber(0)
  /// One past its SYN and the payload on it.
  var synEnd = SequenceNumber(0)
  /// The options of its SYN or SYN-ACK.
  var options = TCPOptions.Kinds(rawValue: 0)
  /// Events whose presumption was refuted at least once: from then on only proof counts.
  var doubted: EndpointEvents = []

  // What is kept of the last four segments, to tell copies.
  var recentPrints = InlineArray<4, UInt32>(repeating: 0)
  var recentMicroseconds = InlineArray<4, UInt32>(repeating: 0)
  /// What their sequence numbers and lengths come to: see `Connection.place`.
  var recentPlaces = InlineArray<4, UInt32>(repeating: 0)
  /// The lower halves of how many segments the peer had sent before.
  var recentPeerCounts = InlineArray<4, UInt16>(repeating: 0)
  /// Prints of the payloads; 0 where there is none.
  var recentPayloads = InlineArray<4, UInt16>(repeating: 0)

  /// How long what is answered at once, such as a FIN, can be held up where the answer is made, in nanoseconds, with room to spare.
  package static let answerDelay: Int64 = 50_000_000

  init() {}

  /// The longest time after a segment passes towards this endpoint in which something it sent before can still arrive here.
  ///
  /// Half as much again as the round trip leaves room for jitter; without a measurement, less than the shortest RTO in use (200 ms).
  var crossingTime: Int64 {
    roundTrip < 0 ? 150_000_000 : roundTrip &+ roundTrip / 2 &+ 2_000_000
  }
}
