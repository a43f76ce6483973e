/// Which of a connection's two endpoints.
package enum Side: UInt8, Sendable, BitwiseCopyable, CaseIterable {
  /// The sender of the first SYN; without one, see `Connection.rolesAreGuessed`.
  case client = 0
  /// The other side.
  case server = 1

  /// The other endpoint.
  @inlinable
  package var peer: Side {
    self == .client ? .server : .client
  }

  /// Whether both are the same side; here, so that other modules need no witness for it.
  @inlinable @inline(__always)
  package static func == (left: Side, right: Side) -> Bool { left.rawValue == right.rawValue }

  /// Whether they are not.
  @inlinable @inline(__always)
  package static func != (left: Side, right: Side) -> Bool { left.rawValue != right.rawValue }

  /// 0 for the client, 1 for the server; the mask tells the compiler that there are no others, and spares the check of every index.
  @inlinable @inline(__always)
  package var index: Int {
    Int(rawValue & 1)
  }
}
