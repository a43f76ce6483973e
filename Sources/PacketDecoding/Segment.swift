/// One TCP segment as it was captured, or the TCP header that an ICMP error quotes; flat, so that a batch of them allocates nothing.
///
/// What the capture did not hold is marked absent in `present`; the field then has its initial value.
public struct Segment: Sendable, BitwiseCopyable {
  /// The 1-based number of the packet in its capture.
  public var frame: UInt64 = 0
  /// Who sent the segment. In an ICMP error: who sent the quoted segment.
  public var source = IPAddress(high: 0, low: 0)
  /// Whom the segment was sent to. In an ICMP error: whom the quoted segment was sent to.
  public var destination = IPAddress(high: 0, low: 0)
  /// The source of the ICMP error's own packet; meaningful with `icmp` only.
  public var reporter = IPAddress(high: 0, low: 0)
  // In words as wide as the processor's: one load and one store each from the packet, and all that tells two packets apart is had in three.
  /// The sequence number in the upper half, the acknowledgement number in the lower.
  public var numbers: UInt64 = 0
  /// From the upper end, 16 bits each: the control bits, the window, the TCP checksum and the IPv4 identification.
  public var fields: UInt64 = 0
  /// Both ports as they stand in the header, the source's in the upper half.
  public var ports: UInt32 = 0
  /// Payload octets by the IP header, whether they were captured or not.
  public var payloadLength: UInt32 = 0
  /// The IPv4 time to live or IPv6 hop limit.
  public var hopLimit: UInt8 = 0
  /// Octets that the TCP header occupies, options included (20 through 60); under 20 with `malformedHeader`, 0 when not captured.
  public var headerLength: UInt8 = 0
  /// What the packet held.
  public var present = Presence(rawValue: 0)
  /// The ICMP error that quotes this segment, where `present` has `icmp`.
  public var icmp = ICMPError()
  /// The TCP options.
  public var options = TCPOptions()
  /// Tags and tunnel in the bits that `context` has them in: asked for with every segment, they are kept together.
  @usableFromInline
  var network: UInt64 = 0
  /// When the packet was captured, in nanoseconds since the Unix epoch.
  public var time: Int64 = 0
  // So that the size is a multiple of 32 octets: a copy of any other size is made of vector stores that overlap within a field, and reading
  // that field back waits until all stores before it are done.
  @usableFromInline
  var unused: UInt64 = 0

  /// An empty segment, to be filled by `PacketDecoder`.
  @inlinable
  public init() {}

  /// The sequence number of the first payload octet, or of the SYN.
  @inlinable @inline(__always)
  public var sequence: SequenceNumber {
    get { SequenceNumber(UInt32(truncatingIfNeeded: numbers >> 32)) }
    set { numbers = numbers & 0xFFFF_FFFF | UInt64(newValue.rawValue) << 32 }
  }

  /// The acknowledgement number; significant only with the ACK flag.
  @inlinable @inline(__always)
  public var acknowledgement: SequenceNumber {
    get { SequenceNumber(UInt32(truncatingIfNeeded: numbers)) }
    set { numbers = numbers & ~0xFFFF_FFFF | UInt64(newValue.rawValue) }
  }

  /// The control bits.
  @inlinable @inline(__always)
  public var flags: TCPFlags {
    get { TCPFlags(rawValue: UInt16(truncatingIfNeeded: fields >> 48)) }
    set { fields = fields & ~(0xFFFF << 48) | UInt64(newValue.rawValue) << 48 }
  }

  /// The window as it stands in the header, unscaled.
  @inlinable @inline(__always)
  public var window: UInt16 {
    get { UInt16(truncatingIfNeeded: fields >> 32) }
    set { fields = fields & ~(0xFFFF << 32) | UInt64(newValue) << 32 }
  }

  /// The TCP checksum as it stands in the header (0 in a quoted header that ends before it).
  @inlinable @inline(__always)
  public var checksum: UInt16 {
    get { UInt16(truncatingIfNeeded: fields >> 16) }
    set { fields = fields & ~(0xFFFF << 16) | UInt64(newValue) << 16 }
  }

  /// The IPv4 identification; 0 for IPv6.
  @inlinable @inline(__always)
  public var identification: UInt16 {
    get { UInt16(truncatingIfNeeded: fields) }
    set { fields = fields & ~0xFFFF | UInt64(newValue) }
  }

  /// The source port.
  @inlinable @inline(__always)
  public var sourcePort: UInt16 {
    get { UInt16(truncatingIfNeeded: ports >> 16) }
    set { ports = ports & 0xFFFF | UInt32(newValue) << 16 }
  }

  /// The destination port.
  @inlinable @inline(__always)
  public var destinationPort: UInt16 {
    get { UInt16(truncatingIfNeeded: ports) }
    set { ports = ports & 0xFFFF_0000 | UInt32(newValue) }
  }

  /// What sequence space the segment occupies, in octets: payload, plus one each for SYN and FIN (RFC 9293 §3.4).
  @inlinable @inline(__always)
  public var sequenceLength: UInt32 {
    payloadLength &+ UInt32((flags.rawValue >> 1) & 1) &+ UInt32(flags.rawValue & 1)
  }

  /// The sequence number just past the segment.
  @inlinable @inline(__always)
  public var sequenceEnd: SequenceNumber {
    sequence.advanced(by: sequenceLength)
  }

  /// The outermost VLAN identifier, 1 through 4095; 0 without a tag.
  @inlinable @inline(__always)
  public var vlan: UInt16 {
    get { UInt16(truncatingIfNeeded: network >> 52) }
    set { network = network & ~(0xFFF << 52) | UInt64(newValue) << 52 }
  }

  /// The identifier behind the outermost VLAN's: the inner one of two tags, or one inside of a tunnel; 0 without.
  @inlinable @inline(__always)
  public var innerVLAN: UInt16 {
    get { UInt16(truncatingIfNeeded: network >> 40 & 0xFFF) }
    set { network = network & ~(0xFFF << 40) | UInt64(newValue & 0xFFF) << 40 }
  }

  /// The innermost tunnel with an identifier that the segment was carried in, or else the innermost one.
  @inlinable @inline(__always)
  public var tunnel: TunnelKind {
    get { TunnelKind(context: network) }
    set { network = network & ~(0xFF << 32) | UInt64(newValue.rawValue) << 32 }
  }

  /// The tunnel's identifier, as `TunnelKind` says; 0 for none. With `tunnelEnds` a number for its outer addresses instead.
  @inlinable @inline(__always)
  public var tunnelIdentifier: UInt32 {
    get { UInt32(truncatingIfNeeded: network) }
    set { network = network & ~0xFFFF_FFFF | UInt64(newValue) }
  }

  /// The network that the segment belongs to, in one number: tags and tunnel; 0 for the capture's own.
  @inlinable @inline(__always)
  public var context: UInt64 {
    // Without a tunnel there are no ends of it: for most segments one comparison tells.
    network == 0 ? 0 : network | UInt64(present.rawValue & Presence.tunnelEnds.rawValue) << 29
  }

  /// The bit of `context` that says that the identifier stands for a tunnel's outer addresses.
  public static let endsInContext: UInt64 = 1 << 39

  /// Which parts of a packet were there to decode.
  public struct Presence: OptionSet, Sendable, BitwiseCopyable {
    /// The bits.
    public let rawValue: UInt16

    /// The set with these bits.
    @inlinable
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Whether all of `other` are in the set; here, and not only in the standard library, so that other modules need no witness for it.
    @inlinable @inline(__always)
    public func contains(_ other: Presence) -> Bool { rawValue & other.rawValue == other.rawValue }

    /// Whether none of `other` is in the set.
    @inlinable @inline(__always)
    public func isDisjoint(with other: Presence) -> Bool { rawValue & other.rawValue == 0 }

    /// The TCP header was captured up to its flags, window and checksum (20 octets); without it only what a quoted header holds.
    @inlinable
    public static var fullHeader: Presence { Presence(rawValue: 1) }
    /// All options announced by the data offset were captured and well formed.
    @inlinable
    public static var allOptions: Presence { Presence(rawValue: 2) }
    /// This is a header quoted by an ICMP error.
    @inlinable
    public static var icmp: Presence { Presence(rawValue: 4) }
    /// The packet is IPv4, so that `identification` means something.
    @inlinable
    public static var ipv4: Presence { Presence(rawValue: 8) }
    /// The header, quoted or cut by the snap length, reaches as far as the sequence number.
    @inlinable
    public static var sequence: Presence { Presence(rawValue: 16) }
    /// The IP header gave no length (segmentation offload); the payload length is what was on the wire.
    @inlinable
    public static var offloadedLength: Presence { Presence(rawValue: 32) }
    /// The data offset is under 5 or past the IP payload, or the IP payload is shorter than a header.
    @inlinable
    public static var malformedHeader: Presence { Presence(rawValue: 64) }
    /// The first fragment of an IP packet: the payload length is the fragment's, more follows.
    @inlinable
    public static var fragment: Presence { Presence(rawValue: 128) }
    /// The header reaches as far as the flags; without it `flags` is empty because nothing is known.
    @inlinable
    public static var flags: Presence { Presence(rawValue: 256) }
    /// The packet is an A-MSDU, and another frame follows the one that this segment is from.
    @inlinable
    public static var aggregate: Presence { Presence(rawValue: 512) }
    /// `tunnelIdentifier` stands for the outer addresses of a tunnel that has no identifier. In `context` it is bit 39.
    @inlinable
    public static var tunnelEnds: Presence { Presence(rawValue: 1 << 10) }
    /// The TCP checksum is wrong, although others of its sender are right; found by whoever verifies checksums, not by the decoder.
    @inlinable
    public static var damaged: Presence { Presence(rawValue: 1 << 15) }
  }
}
