/// What one call of `CaptureSource.next` came to.
package enum ReadResult: Sendable, BitwiseCopyable {
  /// At least one packet was handed on.
  case packet
  /// Live, or from a pipe: a tenth of a second went by without a packet. Time to write out what is held back.
  case timeout
  /// The file or standard input ended after a whole record.
  case end
  /// SIGINT, SIGTERM, SIGHUP or `InterruptHandler.request` asked to stop; so does every later call.
  case interrupted
}
