/// The options of one TCP header (RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413, RFC 8684), flat.
public struct TCPOptions: Sendable, BitwiseCopyable {
  /// Which options were present and well formed.
  public var present = Kinds(rawValue: 0)
  /// Maximum segment size in octets (RFC 9293 §3.7.1).
  public var maximumSegmentSize: UInt16 = 0
  /// The window scale shift as sent, 0 through 255; over 14 is a violation (RFC 7323 §2.3).
  public var windowScale: UInt8 = 0
  /// How many of `sackBlocks` are filled, 0 through 4 (RFC 2018 §3).
  public var sackCount: UInt8 = 0
  /// Octets of the Fast Open cookie; 0 asks for one (RFC 7413 §4.1.1).
  public var fastOpenCookieLength: UInt8 = 0
  /// The MPTCP subtype, 0 through 15 (RFC 8684 §3); 0 is MP_CAPABLE.
  public var multipathSubtype: UInt8 = 0
  /// TSval in the upper half, TSecr in the lower.
  public var stamps: UInt64 = 0
  /// SACK blocks as left edge, right edge pairs.
  public var sackBlocks: InlineArray<8, UInt32> = [0, 0, 0, 0, 0, 0, 0, 0]

  /// No options.
  @inlinable
  public init() {}

  /// Becomes what `init` makes, part by part: where it stays, without a copy.
  @inlinable @inline(__always)
  mutating func clear() {
    present = Kinds(rawValue: 0)
    maximumSegmentSize = 0
    windowScale = 0
    sackCount = 0
    fastOpenCookieLength = 0
    multipathSubtype = 0
    stamps = 0
    sackBlocks = [0, 0, 0, 0, 0, 0, 0, 0]
  }

  /// TSval, the sender's clock (RFC 7323 §3.2).
  @inlinable @inline(__always)
  public var timestampValue: UInt32 {
    get { UInt32(truncatingIfNeeded: stamps >> 32) }
    set { stamps = stamps & 0xFFFF_FFFF | UInt64(newValue) << 32 }
  }

  /// TSecr, the echo of the peer's clock; significant only with ACK.
  @inlinable @inline(__always)
  public var timestampEcho: UInt32 {
    get { UInt32(truncatingIfNeeded: stamps) }
    set { stamps = stamps & ~0xFFFF_FFFF | UInt64(newValue) }
  }

  /// Whether the first SACK block reports octets received twice (D-SACK, RFC 2883 §4): it lies below `acknowledgement`.
  @inlinable @inline(__always)
  public func reportsDuplicate(below acknowledgement: SequenceNumber) -> Bool {
    sackCount > 0 && SequenceNumber(sackBlocks[1]).distance(from: acknowledgement) <= 0
  }

  /// Whether a SACK block ends at `edge`.
  @inlinable
  public func selectivelyAcknowledges(upTo edge: SequenceNumber) -> Bool {
    for block in 0..<min(Int(sackCount), 4) where sackBlocks[block * 2 + 1] == edge.rawValue { return true }
    return false
  }

  /// Whether one SACK block covers all from `start` to `end` (RFC 2018 §3).
  @inlinable
  public func selectivelyAcknowledges(from start: SequenceNumber, to end: SequenceNumber) -> Bool {
    for block in 0..<min(Int(sackCount), 4) {
      let left = SequenceNumber(sackBlocks[2 * block])
      let right = SequenceNumber(sackBlocks[2 * block + 1])
      if !start.precedes(left), !right.precedes(end) { return true }
    }
    return false
  }

  /// The options by kind.
  public struct Kinds: OptionSet, Sendable, BitwiseCopyable {
    /// The bits.
    public let rawValue: UInt16

    /// The set with these bits.
    @inlinable
    public init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Whether all of `other` are in the set; here, and not only in the standard library, so that other modules need no witness for it.
    @inlinable @inline(__always)
    public func contains(_ other: Kinds) -> Bool { rawValue & other.rawValue == other.rawValue }

    /// Whether none of `other` is in the set.
    @inlinable @inline(__always)
    public func isDisjoint(with other: Kinds) -> Bool { rawValue & other.rawValue == 0 }

    /// Kind 2, maximum segment size.
    @inlinable
    public static var maximumSegmentSize: Kinds { Kinds(rawValue: 1 << 0) }
    /// Kind 3, window scale.
    @inlinable
    public static var windowScale: Kinds { Kinds(rawValue: 1 << 1) }
    /// Kind 4, SACK permitted.
    @inlinable
    public static var sackPermitted: Kinds { Kinds(rawValue: 1 << 2) }
    /// Kind 5, SACK.
    @inlinable
    public static var sack: Kinds { Kinds(rawValue: 1 << 3) }
    /// Kind 8, timestamps.
    @inlinable
    public static var timestamps: Kinds { Kinds(rawValue: 1 << 4) }
    /// Kind 34 (or experiment 254 with 0xF989), Fast Open.
    @inlinable
    public static var fastOpen: Kinds { Kinds(rawValue: 1 << 5) }
    /// Kind 30, Multipath TCP.
    @inlinable
    public static var multipath: Kinds { Kinds(rawValue: 1 << 6) }
    /// Kind 19 (MD5 signature, RFC 2385) or 29 (TCP-AO, RFC 5925).
    @inlinable
    public static var authentication: Kinds { Kinds(rawValue: 1 << 7) }
    /// Kind 28, user timeout (RFC 5482).
    @inlinable
    public static var userTimeout: Kinds { Kinds(rawValue: 1 << 8) }
    /// Kind 172 or 174, AccECN order 0 or 1 (RFC 9768 §3.2.3).
    @inlinable
    public static var accurateECN: Kinds { Kinds(rawValue: 1 << 9) }
    /// Any other kind.
    @inlinable
    public static var other: Kinds { Kinds(rawValue: 1 << 10) }
    /// An option whose length is 0, 1, past the header, or wrong for its kind: the walk ended there.
    @inlinable
    public static var malformed: Kinds { Kinds(rawValue: 1 << 15) }
  }
}
