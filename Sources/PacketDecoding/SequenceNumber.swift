/// A point on the circle of 2³² octets that TCP numbers its stream with (RFC 9293 §3.4).
///
/// Not `Comparable`: order on a circle is not transitive.
public struct SequenceNumber: Hashable, Sendable, BitwiseCopyable {
  /// The number as it stands in the header, 0 through 2³²-1.
  public let rawValue: UInt32

  /// The sequence number with the header value `rawValue`.
  @inlinable
  public init(_ rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// The signed distance in octets, positive where `self` is ahead; true while under 2³¹.
  @inlinable @inline(__always)
  public func distance(from earlier: SequenceNumber) -> Int32 {
    Int32(bitPattern: rawValue &- earlier.rawValue)
  }

  /// Whether `self` lies behind `other` on the circle (RFC 9293 §3.4, "less than").
  @inlinable @inline(__always)
  public func precedes(_ other: SequenceNumber) -> Bool {
    distance(from: other) < 0
  }

  /// The number `octets` further along, wrapping at 2³².
  @inlinable @inline(__always)
  public func advanced(by octets: UInt32) -> SequenceNumber {
    SequenceNumber(rawValue &+ octets)
  }

  /// Whether both are the same number.
  @inlinable
  public static func == (left: SequenceNumber, right: SequenceNumber) -> Bool {
    left.rawValue == right.rawValue
  }
}
