import CZstd

/// Zstandard (RFC 8878), any number of frames after each other, through libzstd.
@safe
final class ZstdDecompressor: Decompressor {
  private let stream: OpaquePointer
  private(set) var isBetweenFrames = true
  /// Octets that libzstd wants next. It gets no more: what one call decompressed is lost where its input ends in damage.
  private var wanted = ZstdDecompressor.frameStart
  private static let frameStart = 5

  /// A decompressor at the start of a file; nil for want of memory.
  ///
  /// libzstd refuses windows over 128 MiB, as the program zstd does.
  init?() {
    guard let stream = unsafe ZSTD_createDStream() else { return nil }
    unsafe self.stream = unsafe stream
  }

  deinit {
    _ = unsafe ZSTD_freeDStream(stream)
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (taken: Int, written: Int) {
    var source = unsafe ZSTD_inBuffer(src: input.baseAddress, size: min(input.count, wanted), pos: 0)
    var target = unsafe ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let status = unsafe ZSTD_decompressStream(stream, &target, &source)
    guard ZSTD_isError(status) == 0 else {
      let reason = unsafe SystemText.string(ZSTD_getErrorName(status))
      if ZSTD_getErrorCode(status) == ZSTD_error_frameParameter_windowTooLarge {
        throw DecompressionFailure(reason: "it takes a window of more than 128 MiB", command: "zstd -dc --long=31")
      }
      throw DecompressionFailure(reason: reason)
    }
    let (taken, written) = unsafe (source.pos, target.pos)
    wanted = status > 0 ? status : Self.frameStart
    if taken > 0 || written > 0 { isBetweenFrames = status == 0 }
    return (taken, written)
  }
}
