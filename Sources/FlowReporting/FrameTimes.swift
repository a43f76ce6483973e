/// Where the members that tell frames and their times stand in a line that is being written: what both sides' histories tell is written once,
/// and copied for the other.
///
/// Only for one line, and only while its room stays where it is.
@unsafe struct FrameTimes {
  @unsafe private struct Entry {
    var frame: UInt64 = 0
    var start: UnsafePointer<UInt8>?
    var count = 0
  }

  private static let capacity = 8

  private var entries = unsafe InlineArray<8, Entry>(repeating: unsafe Entry())
  private var count = 0
  private var next = 0

  /// Goes back to the first frame: what is asked for from now on begins there again.
  mutating func rewind() {
    unsafe next = 0
  }

  /// Writes the members of `frame` as they were written before, in `TextRoom.members`; false where they were not, or not behind the frame that
  /// was asked for last.
  @inline(always)
  mutating func put(_ frame: UInt64, at text: inout TextCursor) -> Bool {
    while unsafe next < count, unsafe entries[next & 7].frame < frame { unsafe next &+= 1 }
    guard unsafe next < count, unsafe entries[next & 7].frame == frame, let start = unsafe entries[next & 7].start
    else { return false }
    let length = unsafe entries[next & 7].count
    unsafe text.put(Span(_unsafeStart: start, count: length))
    return true
  }

  /// Keeps that the members of `frame` stand from `start` to `end`, while there is room.
  @inline(always)
  mutating func keep(_ frame: UInt64, from start: UnsafeMutablePointer<UInt8>, to end: UnsafeMutablePointer<UInt8>) {
    guard unsafe count < Self.capacity else { return }
    unsafe entries[count & 7] = unsafe Entry(frame: frame, start: UnsafePointer(start), count: end - start)
    unsafe count &+= 1
  }
}
