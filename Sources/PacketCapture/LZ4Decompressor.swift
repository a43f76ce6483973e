import CLZ4

/// The LZ4 frame format, any number of frames after each other, through liblz4.
@safe
final class LZ4Decompressor: Decompressor {
  private let context: OpaquePointer
  private(set) var isBetweenFrames = true
  /// Octets that liblz4 wants next. It gets no more: what one call decompressed is lost where its input ends in damage.
  private var wanted = LZ4Decompressor.frameStart
  private static let frameStart = 7

  /// A decompressor at the start of a file; nil for want of memory.
  init?() {
    var made: OpaquePointer?
    guard unsafe LZ4F_isError(LZ4F_createDecompressionContext(&made, UInt32(LZ4F_VERSION))) == 0,
      let context = unsafe made
    else { return nil }
    unsafe self.context = unsafe context
  }

  deinit {
    _ = unsafe LZ4F_freeDecompressionContext(context)
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (taken: Int, written: Int) {
    var (taken, written) = (min(input.count, wanted), output.count)
    let status = unsafe LZ4F_decompress(context, output.baseAddress, &written, input.baseAddress, &taken, nil)
    guard LZ4F_isError(status) == 0 else {
      throw DecompressionFailure(reason: unsafe SystemText.string(LZ4F_getErrorName(status)))
    }
    wanted = status > 0 ? status : Self.frameStart
    if taken > 0 || written > 0 { isBetweenFrames = status == 0 }
    return (taken, written)
  }
}
