import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A stream whose reads wait for the descriptor and for a signal at once; for pipes, sockets and devices.
///
/// A plain stream would sit in read(2) until octets come: a signal that another thread takes, or that comes just before,
/// would not end it.
enum InterruptibleStream {
  /// What the stream's functions know; they get its address.
  struct State {
    /// What is read; the stream closes it.
    let descriptor: Int32
    /// Octets read so far.
    var octets: Int64 = 0
    /// The first four octets read, first octet highest; 0 in place of those that there were not.
    var head: UInt32 = 0
  }

  /// Opens a stream on `state`, which has to live until it is closed; nil with `errno` set where there is no memory.
  static func open(_ state: UnsafeMutablePointer<State>) -> UnsafeMutablePointer<FILE>? {
    #if canImport(Darwin)
      return unsafe funopen(
        state,
        { cookie, buffer, size in
          unsafe Int32(InterruptibleStream.fill(cookie, buffer, Int(size)))
        },
        nil,
        { cookie, offset, whence in
          unsafe whence == SEEK_CUR && offset == 0 ? InterruptibleStream.position(cookie) : -1
        },
        { cookie in unsafe InterruptibleStream.closeDescriptor(cookie) })
    #else
      var functions = cpcap_stream_functions()
      unsafe functions.read = { cookie, buffer, size in
        unsafe InterruptibleStream.fill(cookie, buffer, size)
      }
      unsafe functions.seek = { cookie, offset, whence in
        guard let offset = unsafe offset, unsafe whence == SEEK_CUR && offset.pointee == 0 else { return -1 }
        unsafe offset.pointee = unsafe InterruptibleStream.position(cookie)
        return 0
      }
      unsafe functions.close = { cookie in unsafe InterruptibleStream.closeDescriptor(cookie) }
      return unsafe cpcap_open_stream(state, "r", functions)
    #endif
  }

  /// The read function: octets read, 0 at the end or when reading is to end, -1 with `errno` set on failure.
  private static func fill(
    _ cookie: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ size: Int
  ) -> Int {
    guard let state = unsafe cookie?.assumingMemoryBound(to: State.self), let buffer = unsafe buffer else { return -1 }
    while true {
      switch unsafe Waiting.wait(for: state.pointee.descriptor, milliseconds: -1) {
      case .interrupted: return 0
      case .timeout: continue
      case .ready: break
      }
      let count = unsafe read(state.pointee.descriptor, buffer, size)
      if count < 0 && (errno == EINTR || errno == EAGAIN) { continue }
      if count > 0 { unsafe note(UnsafeRawBufferPointer(start: buffer, count: count), in: state) }
      return count
    }
  }

  /// Counts octets just read, and keeps the first four.
  private static func note(_ octets: UnsafeRawBufferPointer, in state: UnsafeMutablePointer<State>) {
    let before = unsafe state.pointee.octets
    for index in 0..<min(octets.count, 4) where before + Int64(index) < 4 {
      unsafe state.pointee.head |= unsafe UInt32(octets[index]) << UInt32(8 * (3 - (before + Int64(index))))
    }
    unsafe state.pointee.octets = before + Int64(octets.count)
  }

  /// How far the descriptor has been read; the stream takes off what it still holds.
  private static func position(_ cookie: UnsafeMutableRawPointer?) -> Int64 {
    unsafe cookie?.assumingMemoryBound(to: State.self).pointee.octets ?? -1
  }

  /// The close function; the state stays, for its owner to free.
  private static func closeDescriptor(_ cookie: UnsafeMutableRawPointer?) -> Int32 {
    unsafe cookie.map { unsafe close($0.assumingMemoryBound(to: State.self).pointee.descriptor) } ?? -1
  }
}
