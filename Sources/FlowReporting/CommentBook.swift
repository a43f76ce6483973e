/// The comments of a capture on its packets, until these are reported; in bounded memory.
struct CommentBook {
  private static let octetLimit = 16 << 20
  private static let frameLimit = 100_000

  private var comments: [UInt64: [String]] = [:]
  private var octets = 0

  /// Keeps the comments on a packet; those past the limits are not shown.
  mutating func add(_ texts: [[UInt8]], frame: UInt64) {
    let size = texts.reduce(0) { $0 + $1.count }
    guard comments.count < Self.frameLimit, octets + size <= Self.octetLimit else { return }
    octets += size
    comments[frame, default: []] += texts.map { String(decoding: $0, as: UTF8.self) }
  }

  /// Whether there are none.
  var isEmpty: Bool { comments.isEmpty }

  /// The comments on a packet; empty for the most.
  subscript(frame: UInt64) -> [String] {
    comments.isEmpty ? [] : comments[frame] ?? []
  }

  /// The comments on a packet, which are forgotten with this.
  @inline(__always)
  mutating func take(_ frame: UInt64) -> [String] {
    guard !comments.isEmpty, let texts = comments.removeValue(forKey: frame) else { return [] }
    octets -= texts.reduce(0) { $0 + $1.utf8.count }
    return texts
  }
}

extension OctetBuffer {
  /// Characters of a comment that are shown; a comment may be of any length.
  private static let commentLength = 1000

  /// Appends what somebody else wrote about a packet, each comment on lines of its own from `column` on, marked as such by its quotes.
  mutating func append(quoted comments: [String], at column: Int, glyphs: Glyphs, width: Int) {
    for comment in comments {
      let start = count
      append(spaces: column)
      append(glyphs.openingQuote)
      append(wrapped: String(comment.prefix(Self.commentLength)), since: start, indent: column + 1, width: width)
      append(glyphs.closingQuote)
      endLine()
    }
  }
}
