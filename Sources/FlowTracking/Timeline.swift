import PacketDecoding

/// The significant segments of all connections: a linked list a connection, in one arena of chunks that never move.
package struct Timeline: ~Copyable {
  /// No entry.
  package static let none = UInt32.max

  private static let chunkBits = 10
  private static let chunkMask = (1 << chunkBits) - 1

  private var chunks: [[TimelineEntry]] = []
  private var used = 0
  private var firstFree = Timeline.none

  init() {}

  /// The entry at `index`.
  package subscript(index: UInt32) -> TimelineEntry {
    _read { yield chunks[Int(index) >> Timeline.chunkBits][Int(index) & Timeline.chunkMask] }
    _modify { yield &chunks[Int(index) >> Timeline.chunkBits][Int(index) & Timeline.chunkMask] }
  }

  /// Stores `entry` and returns where; nil when 2³² entries are in use.
  mutating func insert(_ entry: TimelineEntry) -> UInt32? {
    if firstFree != Timeline.none {
      let index = firstFree
      firstFree = self[index].next
      self[index] = entry
      return index
    }
    guard used < Int(Timeline.none) else { return nil }
    if used & Timeline.chunkMask == 0 {
      chunks.append([TimelineEntry](repeating: TimelineEntry(), count: 1 << Timeline.chunkBits))
    }
    let index = UInt32(truncatingIfNeeded: used)
    used += 1
    self[index] = entry
    return index
  }

  /// Gives the list from `head` to `tail` back.
  mutating func release(from head: UInt32, to tail: UInt32) {
    guard head != Timeline.none, tail != Timeline.none else { return }
    self[tail].next = firstFree
    firstFree = head
  }
}
