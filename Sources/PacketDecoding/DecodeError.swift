/// Where and why decoding stopped short; told on demand by `PacketDecoder.diagnose`.
package struct DecodeError: Hashable, Sendable, BitwiseCopyable {
  /// The layer that could not be decoded in full.
  package var layer: Layer
  /// Where its header starts, in octets from the start of the packet.
  package var offset: Int
  /// Octets that the header needs.
  package var needed: Int
  /// Octets that the capture, or the length field that is at fault, leaves it; under `needed`.
  package var available: Int

  /// An error at `layer`, whose header starts at `offset` and has `available` of the `needed` octets.
  package init(layer: Layer, offset: Int, needed: Int, available: Int) {
    self.layer = layer
    self.offset = offset
    self.needed = needed
    self.available = available
  }
}
