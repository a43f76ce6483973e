import PacketDecoding

/// A SYN-ACK to a `PlainSyn` that says nothing but what nearly all say, in the capture's own network: what tracking looks at of it, in 32 octets.
///
/// What it leaves out is what `holds` insists on, and what the connection tells.
struct KeptSynAck: Sendable, BitwiseCopyable {
  /// Nanoseconds and packets since the SYN.
  private let delay: UInt32
  private let frameDelay: UInt32
  private let initialSequence: UInt32
  let timestampValue: UInt32
  private let timestampEcho: UInt32
  let window: UInt16
  private let checksum: UInt16
  private let identification: UInt16
  /// Its sender's maximum segment size; 0 where it does not say.
  let maximumSegmentSize: UInt16
  private let kinds: UInt16
  let windowScale: UInt8
  private let hopLimit: UInt8

  /// What is kept of `segment`, which this `holds`, and which answers `syn`; nil where it came too long after that, or grants what was not asked for.
  init?(_ segment: Segment, to syn: PlainSyn) {
    guard OpeningEnds.mayGrant(segment.options.present, windowScale: segment.options.windowScale, to: syn),
      let delay = UInt32(exactly: segment.time &- syn.time),
      let frameDelay = UInt32(exactly: segment.frame &- syn.frame)
    else { return nil }
    self.delay = delay
    self.frameDelay = frameDelay
    initialSequence = segment.sequence.rawValue
    timestampValue = segment.options.timestampValue
    timestampEcho = segment.options.timestampEcho
    window = segment.window
    checksum = segment.checksum
    identification = segment.identification
    maximumSegmentSize = segment.options.maximumSegmentSize
    kinds = segment.options.present.rawValue
    windowScale = segment.options.windowScale
    hopLimit = segment.hopLimit
  }

  /// Whether `segment` is a SYN-ACK that says nothing but what can be kept here.
  @inline(__always)
  static func holds(_ segment: inout Segment) -> Bool {
    segment.flags.rawValue == TCPFlags.syn.rawValue | TCPFlags.ack.rawValue
      && segment.options.present.rawValue & ~PlainSyn.plainOptions == 0 && segment.payloadLength == 0
      && segment.isPlainlyHeld
  }

  /// The sequence number.
  var sequence: SequenceNumber { SequenceNumber(initialSequence) }

  /// The options that it has.
  var options: TCPOptions.Kinds { TCPOptions.Kinds(rawValue: kinds) }

  /// When it was captured, in nanoseconds since the epoch.
  func time(behind syn: PlainSyn) -> Int64 {
    syn.time &+ Int64(delay)
  }

  /// The number of its packet in the capture.
  func frame(behind syn: PlainSyn) -> UInt64 {
    syn.frame &+ UInt64(frameDelay)
  }

  /// Has `segment`, which is the SYN or blank, be the SYN-ACK to `syn` on the connection with `key`, as far as tracking looks at it.
  func write(to segment: inout Segment, _ key: FlowKey, answering syn: PlainSyn) {
    segment.beHeld(key, senderIsLow: !syn.isFromLowEnd)
    segment.time = time(behind: syn)
    segment.frame = frame(behind: syn)
    segment.sequence = sequence
    segment.acknowledgement = SequenceNumber(syn.sequence).advanced(by: 1)
    segment.flags = [.syn, .ack]
    segment.window = window
    segment.checksum = checksum
    segment.identification = identification
    segment.hopLimit = hopLimit
    segment.options.present = options
    segment.options.timestampValue = timestampValue
    segment.options.timestampEcho = timestampEcho
    segment.options.maximumSegmentSize = maximumSegmentSize
    segment.options.windowScale = windowScale
  }
}

/// A segment behind a handshake that is the next of its sender and acknowledges all that the peer has sent, and else says nothing but what nearly
/// all say: what tracking looks at of it, in 28 octets.
///
/// What it leaves out is what `holds` insists on, and what the connection tells, such as its numbers.
struct KeptSegment: Sendable, BitwiseCopyable {
  // In `bits`, beside the length of the header in words.
  private static var fromServer: UInt8 { 1 << 4 }
  private static var timestamps: UInt8 { 1 << 5 }

  /// Packets and nanoseconds since the SYN; of these the lower part.
  private var frameDelay: UInt32 = 0
  private var delayLow: UInt32 = 0
  private(set) var timestampValue: UInt32 = 0
  private var timestampEcho: UInt32 = 0
  private(set) var window: UInt16 = 0
  private var checksum: UInt16 = 0
  private var identification: UInt16 = 0
  /// Payload octets.
  private(set) var length: UInt16 = 0
  private var delayHigh: UInt8 = 0
  private var flags: UInt8 = 0
  private var hopLimit: UInt8 = 0
  private var bits: UInt8 = 0

  /// One that is not there yet.
  init() {}

  /// What is kept of `segment`, which this `holds`, behind the handshake that begins with `syn`; nil where it came too long after that.
  init?(_ segment: Segment, isFromServer: Bool, behind syn: PlainSyn) {
    let delay = segment.time &- syn.time
    guard let frameDelay = UInt32(exactly: segment.frame &- syn.frame), let delayHigh = UInt8(exactly: delay >> 32)
    else { return nil }
    self.frameDelay = frameDelay
    delayLow = UInt32(truncatingIfNeeded: delay)
    self.delayHigh = delayHigh
    timestampValue = segment.options.timestampValue
    timestampEcho = segment.options.timestampEcho
    window = segment.window
    checksum = segment.checksum
    identification = segment.identification
    length = UInt16(truncatingIfNeeded: segment.payloadLength)
    flags = UInt8(truncatingIfNeeded: segment.flags.rawValue)
    hopLimit = segment.hopLimit
    bits =
      segment.headerLength / 4 | (isFromServer ? Self.fromServer : 0)
      | (segment.options.present.contains(.timestamps) ? Self.timestamps : 0)
  }

  /// Whether `segment` has ACK, none of SYN, RST and FIN, and says nothing but what can be kept here.
  @inline(__always)
  static func holds(_ segment: inout Segment) -> Bool {
    segment.flags.rawValue & ~0x00E8 == 0x010
      && segment.options.present.rawValue & ~TCPOptions.Kinds.timestamps.rawValue == 0
      && segment.payloadLength <= UInt32(UInt16.max) && segment.headerLength >= 20 && segment.headerLength & 3 == 0
      && segment.isPlainlyHeld
  }

  /// When it was captured, in nanoseconds since the epoch.
  func time(behind syn: PlainSyn) -> Int64 {
    syn.time &+ (Int64(delayHigh) << 32 | Int64(delayLow))
  }

  /// The number of its packet in the capture.
  func frame(behind syn: PlainSyn) -> UInt64 {
    syn.frame &+ UInt64(frameDelay)
  }

  /// Whether the server sent it.
  var isFromServer: Bool { bits & Self.fromServer != 0 }

  /// Has `segment`, which is the one before or blank, be this one of the connection with `key`, behind the handshake that begins with `syn`, with these
  /// numbers, as far as tracking looks at it.
  func write(
    to segment: inout Segment, _ key: FlowKey, behind syn: PlainSyn, sequence: SequenceNumber,
    acknowledgement: SequenceNumber
  ) {
    segment.beHeld(key, senderIsLow: syn.isFromLowEnd != isFromServer)
    segment.time = time(behind: syn)
    segment.frame = frame(behind: syn)
    segment.sequence = sequence
    segment.acknowledgement = acknowledgement
    segment.flags = TCPFlags(rawValue: UInt16(flags))
    segment.window = window
    segment.checksum = checksum
    segment.identification = identification
    segment.payloadLength = UInt32(length)
    segment.hopLimit = hopLimit
    segment.headerLength = (bits & 0xF) &* 4
    segment.options.present = bits & Self.timestamps == 0 ? [] : .timestamps
    segment.options.timestampValue = timestampValue
    segment.options.timestampEcho = timestampEcho
    segment.options.maximumSegmentSize = 0
    segment.options.windowScale = 0
  }
}

extension Segment {
  @inline(__always)
  private static func held(isIPv4: Bool) -> Presence {
    isIPv4 ? [.fullHeader, .allOptions, .sequence, .flags, .ipv4] : [.fullHeader, .allOptions, .sequence, .flags]
  }

  /// Whether it is whole, without SACK blocks, in the capture's own network, and by the IP that its addresses tell.
  @inline(__always)
  fileprivate var isPlainlyHeld: Bool {
    let isIPv4 = source.isIPv4 || destination.isIPv4
    return present.rawValue == Segment.held(isIPv4: isIPv4).rawValue && options.sackCount == 0 && context == 0
  }

  /// Becomes what `isPlainlyHeld` asks for, with the ends of `key`.
  @inline(__always)
  fileprivate mutating func beHeld(_ key: FlowKey, senderIsLow: Bool) {
    setEnds(key, senderIsLow: senderIsLow)
    present = Segment.held(isIPv4: key.lowAddress.isIPv4)
  }
}
