/// What one call of `CaptureSource.next` came to.
package enum ReadResult: Sendable, BitwiseCopyable {
  /// A packet was handed on.
  case packet
  /// Live only: a tenth of a second went by without a packet.
  case timeout
  /// The file or standard input ended after a whole record.
  case end
  /// SIGINT, SIGTERM or `InterruptHandler.request` asked to stop; so does every later call.
  case interrupted
}
