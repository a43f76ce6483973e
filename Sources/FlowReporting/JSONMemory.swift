/// What the lines of one run have in common: where their offsets count from, and text that the next one is likely to need again.
struct JSONMemory {
  /// The capture's first packet, in nanoseconds since the epoch.
  private(set) var first: Int64 = 0
  /// The seconds written last.
  var seconds = SecondBook()
  /// What events that mean the same have in common.
  var phrases = PhraseBook()
  /// Room for a note.
  var note = OctetBuffer()

  private var hasFirst = false

  /// Offsets count from `time`, unless something was earlier: a caller that never said when the capture began still gets offsets from 0.
  @inline(__always)
  mutating func begin(at time: Int64) {
    if hasFirst { return }
    first = time
    hasFirst = true
  }
}
