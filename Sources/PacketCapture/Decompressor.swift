/// One compressed format, decompressed piece by piece in bounded memory.
protocol Decompressor: AnyObject {
  /// Whether the octets so far end where a member or frame does, so that the file may end here.
  var isBetweenFrames: Bool { get }

  /// Decompresses some of `input` into `output`, as much as fits.
  ///
  /// - Returns: octets taken from `input` and octets written to `output`; both 0 only where more input is needed.
  /// - Throws: what is wrong with the data.
  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (taken: Int, written: Int)
}

/// Why compressed data cannot be read on.
struct DecompressionFailure: Error {
  /// What is wrong, such as "incorrect data check".
  let reason: String
  /// What decompresses it all the same; nil where nothing does, since it is damaged.
  var command: String?
}
