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

  /// 0 for the client, 1 for the server.
  @inlinable
  package var index: Int {
    Int(rawValue)
  }
}
