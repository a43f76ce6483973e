import CZlib

/// gzip (RFC 1952), any number of members after each other, through zlib.
@safe
final class GzipDecompressor: Decompressor {
  private let stream: UnsafeMutablePointer<z_stream>
  private(set) var isBetweenFrames = true
  // After the last member a tape or a block device may be filled up with zeros.
  private var hasEnded = false
  // What was decompressed before the damage goes first.
  private var failure: DecompressionFailure?

  /// A decompressor at the start of a file; nil for want of memory.
  init?() {
    unsafe stream = UnsafeMutablePointer<z_stream>.allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    // 15 bits of window, and 16 for a gzip header.
    guard unsafe inflateInit2_(stream, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
      unsafe stream.deallocate()
      return nil
    }
  }

  deinit {
    _ = unsafe inflateEnd(stream)
    unsafe stream.deallocate()
  }

  func decompress(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) throws(DecompressionFailure) -> (taken: Int, written: Int) {
    if let failure { throw failure }
    if hasEnded, let first = unsafe input.first {
      if first == 0 { return unsafe (input.prefix { $0 == 0 }.count, 0) }
      guard first == 0x1F else { throw DecompressionFailure(reason: "what follows the last member is no gzip") }
      hasEnded = false
    }
    unsafe stream.pointee.next_in = unsafe UnsafeMutablePointer(
      mutating: input.baseAddress?.assumingMemoryBound(to: UInt8.self))
    unsafe stream.pointee.avail_in = UInt32(clamping: input.count)
    unsafe stream.pointee.next_out = unsafe output.baseAddress?.assumingMemoryBound(to: UInt8.self)
    unsafe stream.pointee.avail_out = UInt32(clamping: output.count)
    let status = unsafe inflate(stream, Z_NO_FLUSH)
    let taken = unsafe input.count - Int(stream.pointee.avail_in)
    let written = unsafe output.count - Int(stream.pointee.avail_out)
    switch status {
    case Z_STREAM_END:
      unsafe inflateReset(stream)
      isBetweenFrames = true
      hasEnded = true
    case Z_OK, Z_BUF_ERROR:
      if taken > 0 || written > 0 { isBetweenFrames = false }
    default:
      let reason = unsafe SystemText.string(stream.pointee.msg)
      let damage = DecompressionFailure(reason: reason.isEmpty ? "status \(status) of zlib" : reason)
      if written == 0 { throw damage }
      failure = damage
    }
    return (taken, written)
  }
}
