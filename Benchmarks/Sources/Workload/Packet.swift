/// The two ends of a generated connection.
struct Ends: Sendable {
  /// The low 32 bits of the addresses; IPv6 puts 2001:db8::/96 before them.
  var client: UInt32
  var server: UInt32
  var clientPort: UInt16
  var serverPort: UInt16
  var isIPv6: Bool
  /// Where each end's timestamp clock stood at the start of the capture.
  var clientClock: UInt32
  var serverClock: UInt32
  var clientISN: UInt32
  var serverISN: UInt32
  /// The window that each offers once it is open, unscaled; the shift is 7.
  var window: UInt16 = 2048
}

/// A segment that is to be written.
struct Packet: Sendable {
  /// Which options a segment carries.
  enum Options: Sendable {
    /// MSS, SACK permitted, timestamps, window scale.
    case opening
    case timestamps
    /// Timestamps and one SACK block.
    case sack
  }

  /// Microseconds since the start of the capture.
  var time: Int64
  var ends: Ends
  var isFromServer: Bool
  var flags: UInt8
  var options: Options
  var sequence: UInt32
  var acknowledgement: UInt32
  var payload: Int
  /// When the segment whose timestamp is echoed was sent; nil echoes 0.
  var echo: Int64?
  var sackLeft: UInt32 = 0
  var sackRight: UInt32 = 0

  static let fin: UInt8 = 1
  static let syn: UInt8 = 2
  static let psh: UInt8 = 8
  static let ack: UInt8 = 16
}
