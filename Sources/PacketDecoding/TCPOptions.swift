/// The options of one TCP header (RFC 9293 §3.2, RFC 7323, RFC 2018, RFC 7413, RFC 8684), flat.
package struct TCPOptions: Sendable, BitwiseCopyable {
  /// Which options were present and well formed.
  package var present: Kinds = []
  /// Maximum segment size in octets (RFC 9293 §3.7.1).
  package var maximumSegmentSize: UInt16 = 0
  /// The window scale shift as sent, 0 through 255; over 14 is a violation (RFC 7323 §2.3).
  package var windowScale: UInt8 = 0
  /// TSval, the sender's clock (RFC 7323 §3.2).
  package var timestampValue: UInt32 = 0
  /// TSecr, the echo of the peer's clock; significant only with ACK.
  package var timestampEcho: UInt32 = 0
  /// How many of `sackBlocks` are filled, 0 through 4 (RFC 2018 §3).
  package var sackCount: UInt8 = 0
  /// SACK blocks as left edge, right edge pairs.
  package var sackBlocks = InlineArray<8, UInt32>(repeating: 0)
  /// Octets of the Fast Open cookie; 0 asks for one (RFC 7413 §4.1.1).
  package var fastOpenCookieLength: UInt8 = 0
  /// The MPTCP subtype, 0 through 15 (RFC 8684 §3); 0 is MP_CAPABLE.
  package var multipathSubtype: UInt8 = 0

  /// No options.
  package init() {}

  /// Whether the first SACK block reports octets received twice (D-SACK, RFC 2883 §4): it lies below `acknowledgement`.
  package func reportsDuplicate(below acknowledgement: SequenceNumber) -> Bool {
    sackCount > 0 && SequenceNumber(sackBlocks[1]).distance(from: acknowledgement) <= 0
  }

  /// Whether a SACK block ends at `edge`.
  package func selectivelyAcknowledges(upTo edge: SequenceNumber) -> Bool {
    for block in 0..<min(Int(sackCount), 4) where sackBlocks[block * 2 + 1] == edge.rawValue { return true }
    return false
  }

  /// The options by kind.
  package struct Kinds: OptionSet, Sendable, BitwiseCopyable {
    /// The bits.
    package let rawValue: UInt16

    /// The set with these bits.
    @inlinable
    package init(rawValue: UInt16) {
      self.rawValue = rawValue
    }

    /// Kind 2, maximum segment size.
    package static let maximumSegmentSize = Kinds(rawValue: 1 << 0)
    /// Kind 3, window scale.
    package static let windowScale = Kinds(rawValue: 1 << 1)
    /// Kind 4, SACK permitted.
    package static let sackPermitted = Kinds(rawValue: 1 << 2)
    /// Kind 5, SACK.
    package static let sack = Kinds(rawValue: 1 << 3)
    /// Kind 8, timestamps.
    package static let timestamps = Kinds(rawValue: 1 << 4)
    /// Kind 34 (or experiment 254 with 0xF989), Fast Open.
    package static let fastOpen = Kinds(rawValue: 1 << 5)
    /// Kind 30, Multipath TCP.
    package static let multipath = Kinds(rawValue: 1 << 6)
    /// Kind 19 (MD5 signature, RFC 2385) or 29 (TCP-AO, RFC 5925).
    package static let authentication = Kinds(rawValue: 1 << 7)
    /// Kind 28, user timeout (RFC 5482).
    package static let userTimeout = Kinds(rawValue: 1 << 8)
    /// Kind 172 or 174, AccECN order 0 or 1 (RFC 9768 §3.2.3).
    package static let accurateECN = Kinds(rawValue: 1 << 9)
    /// Any other kind.
    package static let other = Kinds(rawValue: 1 << 10)
    /// An option whose length is 0, 1, past the header, or wrong for its kind: the walk ended there.
    package static let malformed = Kinds(rawValue: 1 << 15)
  }
}
