import PacketDecoding

/// An entry of the timeline as it is kept: what `TimelineEntry` tells, in half as many octets.
///
/// Numbers that hardly any segment has are too large for it, and follow in a place of their own, as plain segments behind an entry do: see
/// `Content`.
struct StoredEntry: Sendable, BitwiseCopyable {
  /// What a place holds.
  private enum Content {
    static let mask: UInt16 = 0xC000
    /// A segment.
    static let entry: UInt16 = 0
    /// The numbers of the segment in the place before, whole.
    static let numbers: UInt16 = 0x4000
    /// Plain segments behind the segment before.
    static let run: UInt16 = 0x8000
  }

  // In `role`, beside the step in the lower half.
  private static let fromServer: UInt8 = 1 << 4
  private static let damaged: UInt8 = 1 << 5
  private static let allOptions: UInt8 = 1 << 6
  // Bits that `TCPOptions.Kinds` leaves free.
  private static let scaleShift: UInt16 = 11
  private static let scaleMask: UInt16 = 0xF << scaleShift

  // Halves, for the sake of an alignment that leaves no gap.
  private(set) var timeLow: UInt32 = 0
  private(set) var timeHigh: UInt32 = 0
  private(set) var frameLow: UInt32 = 0
  /// How many frames before this one the receiver had sent last; 0 where it had sent nothing.
  private var peersDistance: UInt32 = 0
  /// Its acknowledgement number; significant with the ACK flag.
  private(set) var acknowledgement = SequenceNumber(0)
  /// Its sequence number.
  private(set) var sequence = SequenceNumber(0)
  private(set) var timestampEcho: UInt32 = 0
  /// TSval; significant with the timestamps option.
  private(set) var timestampValue: UInt32 = 0
  /// What was noticed about it.
  var marks: SegmentMarks = []
  /// The maximum segment size where it has that option, else the payload's length.
  private var size: UInt16 = 0
  private var window: UInt16 = 0
  private(set) var identification: UInt16 = 0
  /// `TCPOptions.Kinds` and, in between, the window scale.
  private var kindsAndScale: UInt16 = 0
  // What is presumed and does not stand was refuted. In an order in which no two are side by side that are also where they come from: those would
  // be read at once, and wait until what was just written of each has left for the cache.
  private var clientStanding = EndpointEvents()
  private var serverStanding = EndpointEvents()
  private var clientPresumed = EndpointEvents()
  private var serverPresumed = EndpointEvents()
  private var hopLimit: UInt8 = 0
  private var role: UInt8 = 0
  /// The control bits, and the content above them.
  private var control: UInt16 = 0

  init() {}

  /// Whether the numbers of `segment`, which did what `outcome` says, need a place of their own.
  @inline(__always)
  static func needsNumbers(_ segment: Segment, _ outcome: inout SegmentOutcome) -> Bool {
    let hasSize = segment.options.present.contains(.maximumSegmentSize)
    // Of two numbers of which one has to be 0, one comparison finds both.
    let size =
      hasSize ? segment.payloadLength : segment.payloadLength >> 16 | UInt32(segment.options.maximumSegmentSize)
    let rare =
      UInt32(segment.options.windowScale >> 4) | UInt32(segment.present.rawValue & Segment.Presence.icmp.rawValue)
      | UInt32(truncatingIfNeeded: segment.frame >> 32)
    return seldom(size | rare != 0) || seldom(outcome.peersFrame >= segment.frame)
  }

  /// Becomes the entry of `segment`, which did what `outcome` says.
  @inline(__always)
  mutating func begin(_ segment: inout Segment, _ outcome: inout SegmentOutcome) {
    time = segment.time
    frameLow = UInt32(truncatingIfNeeded: segment.frame)
    peersDistance =
      outcome.peersFrame == 0 ? 0 : UInt32(truncatingIfNeeded: segment.frame &- outcome.peersFrame)
    // In the order in which they are in one word of the segment.
    let numbers = segment.numbers
    acknowledgement = SequenceNumber(UInt32(truncatingIfNeeded: numbers))
    sequence = SequenceNumber(UInt32(truncatingIfNeeded: numbers >> 32))
    let stamps = segment.options.stamps
    timestampEcho = UInt32(truncatingIfNeeded: stamps)
    timestampValue = UInt32(truncatingIfNeeded: stamps >> 32)
    marks = outcome.marks
    let hasSize = segment.options.present.contains(.maximumSegmentSize)
    size = hasSize ? segment.options.maximumSegmentSize : UInt16(truncatingIfNeeded: segment.payloadLength)
    window = segment.window
    identification = segment.identification
    kindsAndScale =
      segment.options.present.rawValue | UInt16(segment.options.windowScale & 0xF) &<< StoredEntry.scaleShift
    clientStanding = outcome.changes[0].events
    serverStanding = outcome.changes[1].events
    clientPresumed = outcome.changes[0].presumed
    serverPresumed = outcome.changes[1].presumed
    hopLimit = segment.hopLimit
    role =
      outcome.step.rawValue | outcome.from.rawValue &<< 4
      | (segment.present.contains(.damaged) ? StoredEntry.damaged : 0)
      | (segment.present.contains(.allOptions) ? StoredEntry.allOptions : 0)
    control = segment.flags.rawValue & ~Content.mask
  }

  /// Becomes the numbers of `segment`, whose entry is in the place before.
  mutating func beginNumbers(of segment: inout Segment, _ outcome: inout SegmentOutcome) {
    self = StoredEntry()
    control = Content.numbers
    time = Int64(bitPattern: segment.frame)
    sequence = SequenceNumber(UInt32(truncatingIfNeeded: outcome.peersFrame))
    acknowledgement = SequenceNumber(UInt32(truncatingIfNeeded: outcome.peersFrame >> 32))
    timestampValue = segment.payloadLength
    size = segment.options.maximumSegmentSize
    window = UInt16(segment.options.windowScale)
    identification = UInt16(segment.icmp.type) << 8 | UInt16(segment.icmp.code)
  }

  /// Becomes `run`, the plain segments behind the entry before.
  @inline(__always)
  mutating func begin(_ run: inout PlainRun) {
    timeLow = UInt32(truncatingIfNeeded: run.clientOctets)
    timeHigh = UInt32(truncatingIfNeeded: run.clientOctets >> 32)
    frameLow = UInt32(truncatingIfNeeded: run.serverOctets)
    peersDistance = UInt32(truncatingIfNeeded: run.serverOctets >> 32)
    sequence = SequenceNumber(run.clientPackets)
    acknowledgement = SequenceNumber(run.serverPackets)
    role = 0
    control = Content.run
  }

  /// Whether it is an entry, and not something that follows one.
  var isEntry: Bool { control & Content.mask == Content.entry }

  /// When it was captured, in nanoseconds since the epoch.
  private(set) var time: Int64 {
    get { Int64(bitPattern: UInt64(timeHigh) << 32 | UInt64(timeLow)) }
    set {
      timeLow = UInt32(truncatingIfNeeded: newValue)
      timeHigh = UInt32(truncatingIfNeeded: newValue >> 32)
    }
  }

  /// Its control bits.
  var flags: TCPFlags { TCPFlags(rawValue: control & ~Content.mask) }

  /// Which options it carried.
  var options: TCPOptions.Kinds { TCPOptions.Kinds(rawValue: kindsAndScale & ~StoredEntry.scaleMask) }

  /// Who sent it.
  var from: Side { role & StoredEntry.fromServer == 0 ? .client : .server }

  /// What it is in the exchange.
  var step: Step {
    get { Step(rawValue: role & 0xF) ?? .ack }
    set { role = role & 0xF0 | newValue.rawValue }
  }

  /// What it did to the state of `side`.
  subscript(side: Side) -> EndpointChange {
    get {
      var change = EndpointChange()
      let standing = side == .client ? clientStanding : serverStanding
      change.presumed = side == .client ? clientPresumed : serverPresumed
      change.events = standing.union(change.presumed)
      change.refuted = change.presumed.subtracting(standing)
      return change
    }
    set {
      if side == .client {
        clientStanding = newValue.standing
        clientPresumed = newValue.presumed
      } else {
        serverStanding = newValue.standing
        serverPresumed = newValue.presumed
      }
    }
  }

  /// Exchanges client and server.
  mutating func swapSides() {
    swap(&clientStanding, &serverStanding)
    swap(&clientPresumed, &serverPresumed)
    role ^= StoredEntry.fromServer
  }

  /// Puts all that it tells by itself into `result`, an empty entry: where that is to stay, since a copy would have to wait for its own stores.
  @inline(__always)
  func read(into result: inout TimelineEntry) {
    result.time = time
    result.frame = UInt64(frameLow)
    result.peersFrame = peersDistance == 0 ? 0 : UInt64(frameLow &- peersDistance)
    result.sequence = sequence
    result.acknowledgement = acknowledgement
    result.timestampValue = timestampValue
    result.timestampEcho = timestampEcho
    result.flags = flags
    result.window = window
    result.identification = identification
    result.options = options
    if options.contains(.maximumSegmentSize) {
      result.maximumSegmentSize = size
    } else {
      result.payloadLength = UInt32(size)
    }
    result.windowScale = UInt8((kindsAndScale & StoredEntry.scaleMask) >> StoredEntry.scaleShift)
    result.hopLimit = hopLimit
    result.isDamaged = role & StoredEntry.damaged != 0
    result.lacksOptions = role & StoredEntry.allOptions == 0
    result.from = from
    result.step = step
    result.marks = marks
    result.client = self[.client]
    result.server = self[.server]
  }

  /// Adds what it holds to `entry`, which it follows.
  func supplement(_ entry: inout TimelineEntry) {
    if control & Content.mask == Content.run {
      entry.run.clientPackets &+= sequence.rawValue
      entry.run.serverPackets &+= acknowledgement.rawValue
      entry.run.clientOctets &+= UInt64(timeHigh) << 32 | UInt64(timeLow)
      entry.run.serverOctets &+= UInt64(peersDistance) << 32 | UInt64(frameLow)
      return
    }
    entry.frame = UInt64(bitPattern: time)
    entry.peersFrame = UInt64(acknowledgement.rawValue) << 32 | UInt64(sequence.rawValue)
    entry.payloadLength = timestampValue
    entry.maximumSegmentSize = size
    entry.windowScale = UInt8(truncatingIfNeeded: window)
    entry.icmpType = UInt8(truncatingIfNeeded: identification >> 8)
    entry.icmpCode = UInt8(truncatingIfNeeded: identification)
  }
}
