extension Segment {
  /// Empties all but `time` and `frame`, which are the caller's.
  @inline(always)
  mutating func clear() {
    var empty = Segment()
    empty.time = time
    empty.frame = frame
    self = empty
  }
}
