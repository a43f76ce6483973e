/// The seconds that were written last, as text: most times of a run are in one of a few.
struct SecondBook {
  // "2023-11-14T22:13:20.", as words that are copied.
  private struct Entry {
    var second: Int64 = 0
    var head: UInt64 = 0
    var middle: UInt64 = 0
    var tail: UInt32 = 0
  }

  private static let octets = 20

  private var entries = InlineArray<4, Entry>(repeating: Entry())

  /// Writes `time`, in nanoseconds since the epoch, as RFC 3339 in UTC with nine decimals; in `TextRoom.time`.
  @inline(__always)
  mutating func put(rfc3339 time: Int64, at text: inout TextCursor) {
    // Before the epoch and in its first seconds, which an empty entry would be taken for, there is nothing to gain.
    let second = time / 1_000_000_000
    let slot = Int(truncatingIfNeeded: second & 3)
    if second < 4 || entries[slot].second != second { return unsafe renew(slot, time, &text) }
    let place = unsafe UnsafeMutableRawPointer(text.place)
    unsafe place.storeBytes(of: entries[slot].head, as: UInt64.self)
    unsafe place.storeBytes(of: entries[slot].middle, toByteOffset: 8, as: UInt64.self)
    unsafe place.storeBytes(of: entries[slot].tail, toByteOffset: 16, as: UInt32.self)
    unsafe text.place += Self.octets
    unsafe text.put(nanoseconds: UInt64(truncatingIfNeeded: time &- second &* 1_000_000_000))
  }

  /// Writes `time` and keeps its second.
  @inline(never)
  private mutating func renew(_ slot: Int, _ time: Int64, _ text: inout TextCursor) {
    let start = unsafe UnsafeMutableRawPointer(text.place)
    // The years that nanoseconds in 64 bits reach have four digits.
    unsafe text.put(rfc3339: time)
    entries[slot & 3].second = time / 1_000_000_000
    entries[slot & 3].head = unsafe start.loadUnaligned(as: UInt64.self)
    entries[slot & 3].middle = unsafe start.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    entries[slot & 3].tail = unsafe start.loadUnaligned(fromByteOffset: 16, as: UInt32.self)
  }
}
