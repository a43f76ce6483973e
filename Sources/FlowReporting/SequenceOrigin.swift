import FlowTracking
import PacketDecoding

/// What the sequence numbers of one sender are told relative to.
struct SequenceOrigin {
  /// The initial sequence number; nil where it is not known, so that numbers are told as they are.
  let initial: SequenceNumber?
  /// Payload octets that the sender was seen to send.
  let octets: UInt64

  // How far beyond what was captured a number may lie and still be this connection's: a window of the largest scale is
  // larger, but data that far ahead is not sent in practice.
  private static let reach: UInt64 = 1 << 26

  /// The origin of what `endpoint` sent.
  init(_ endpoint: EndpointRecord) {
    initial = endpoint.initialSequence
    octets = endpoint.octets
  }

  /// Appends `number`: relative where it belongs to the connection; as it is, and marked so, where it is of an earlier one or of none.
  func append(_ number: SequenceNumber, to buffer: inout OctetBuffer) {
    guard let initial else { return buffer.append(decimal: UInt64(number.rawValue)) }
    let relative = UInt64(number.rawValue &- initial.rawValue)
    guard relative <= octets &+ Self.reach else {
      buffer.append(decimal: UInt64(number.rawValue))
      return buffer.append(" abs")
    }
    buffer.append(decimal: relative)
  }
}
