/// Octets on their way out: everything this target prints is appended here, without a `String` in between.
///
/// One buffer is reused for a whole run, so that a line costs no allocation once it has grown.
package struct OctetBuffer: Sendable {
  /// What was appended so far, UTF-8.
  package var octets: [UInt8] = []

  /// An empty buffer.
  package init() {}

  /// How many octets it holds.
  package var count: Int { octets.count }
  /// Whether it holds none.
  package var isEmpty: Bool { octets.isEmpty }

  /// Forgets the contents and keeps the memory.
  package mutating func removeAll() {
    octets.removeAll(keepingCapacity: true)
  }

  /// Forgets the first `count` octets, and keeps the memory.
  package mutating func removeFirst(_ count: Int) {
    octets.removeFirst(count)
  }

  /// Appends one octet.
  package mutating func append(octet: UInt8) {
    octets.append(octet)
  }

  /// Appends `text` as it is; text from outside goes through `append(safe:)`.
  ///
  /// It has a label so that literals are taken as `StaticString`, which is copied several times faster.
  package mutating func append(string text: String) {
    octets.append(contentsOf: text.utf8)
  }

  /// Appends `text` as it is.
  package mutating func append(_ text: StaticString) {
    octets.append(addingCapacity: text.utf8CodeUnitCount) { $0.append(text) }
  }

  /// Appends the contents of another buffer.
  package mutating func append(_ other: OctetBuffer) {
    octets.append(contentsOf: other.octets)
  }

  /// Appends octets that are already text.
  package mutating func append(contentsOf text: ArraySlice<UInt8>) {
    octets.append(contentsOf: text)
  }

  /// Appends `count` spaces; none when `count` is not positive.
  package mutating func append(spaces count: Int) {
    append(0x20, times: count)
  }

  /// Appends an octet `count` times; never when `count` is not positive.
  package mutating func append(_ octet: UInt8, times count: Int) {
    guard count > 0 else { return }
    octets.append(addingCapacity: count) { $0.append(repeating: octet, count: count) }
  }

  /// Appends `text` `count` times; never when `count` is not positive.
  package mutating func append(_ text: StaticString, times count: Int) {
    guard count > 0 else { return }
    for _ in 0..<count { append(text) }
  }

  /// Ends the line.
  package mutating func endLine() {
    octets.append(0x0A)
  }

  /// Where the current line begins, as a `count`.
  package var lineStart: Int {
    (octets.lastIndex(of: 0x0A) ?? -1) + 1
  }

  /// The columns that what was appended since `start` (an earlier `count`) takes on a terminal, escape sequences not counted.
  package func columns(since start: Int) -> Int {
    DisplayWidth.columns(of: octets.span.extracting(droppingFirst: start))
  }

  /// Appends spaces until what was appended since `start` takes `width` columns.
  package mutating func pad(since start: Int, to width: Int) {
    append(spaces: width - columns(since: start))
  }
}
