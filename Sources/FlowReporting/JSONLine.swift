import PacketDecoding

/// A line of JSON on its way out: room for it, written from left to right. A member whose value is nil is left out, as the contract asks for
/// what is not known.
///
/// Every value is written with its comma behind it, and what closes an object or array puts its bracket in the place of the last one: so no
/// value has to look at what stands before it.
///
/// What does not fit is left out, and the line counts as cut. The place is kept here and not in an `OutputSpan`, where each member would have
/// to take it out and to put it back with checks of its own.
@safe struct JSONLine: ~Copyable {
  /// Where the next octet goes.
  fileprivate var text: TextCursor
  /// Where the room ends.
  private let end: UnsafeMutablePointer<UInt8>
  /// Whether something was left out.
  fileprivate private(set) var isCut = false

  /// A line in the room from `start` to `end`.
  fileprivate init(from start: UnsafeMutablePointer<UInt8>, to end: UnsafeMutablePointer<UInt8>) {
    unsafe text = TextCursor(place: start)
    unsafe self.end = unsafe end
  }

  /// Whether there is room for `count` more octets.
  @inline(__always)
  private mutating func hasRoom(for count: Int) -> Bool {
    if unsafe end - text.place >= count { return true }
    isCut = true
    return false
  }

  /// Lets `body` write at most `room` octets, without a check of its own for each.
  @inline(__always)
  mutating func write(atMost room: Int, _ body: (inout TextCursor) -> Void) {
    guard var cursor = unsafe cursor(atMost: room) else { return }
    unsafe body(&cursor)
    unsafe move(to: cursor)
  }

  /// Where at most `room` octets may be written, without a check of its own for each; nil where they have no room. For what is written most:
  /// the compiler makes a call of a long body of `write`.
  ///
  /// It is a copy that no octet written can change, so that it need not be stored behind each.
  @inline(__always)
  mutating func cursor(atMost room: Int) -> TextCursor? {
    unsafe hasRoom(for: room) ? text : nil
  }

  /// Goes on at `cursor`, behind what was written there.
  @inline(__always)
  mutating func move(to cursor: TextCursor) {
    unsafe text = cursor
  }

  /// Lets `body` append at most `room` octets.
  mutating func append(atMost room: Int, _ body: (inout OutputSpan<UInt8>) -> Void) {
    unsafe write(atMost: room) { text in
      let free = unsafe UnsafeMutableBufferPointer(start: text.place, count: room)
      var span = unsafe OutputSpan(buffer: free, initializedCount: 0)
      body(&span)
      unsafe text.place += span.finalize(for: free)
    }
  }

  /// Writes what `body` wrote the last time for `key`, where that is still known, or else lets it write.
  @inline(__always)
  mutating func phrase(
    _ key: UInt64, _ memory: inout JSONMemory, _ body: (inout JSONLine, inout JSONMemory) -> Void
  ) {
    if hasRoom(for: PhraseBook.longest), unsafe memory.phrases.put(key, at: &text) { return }
    let start = unsafe text.place
    body(&self, &memory)
    if !isCut { unsafe memory.phrases.keep(key, UnsafeBufferPointer(start: start, count: text.place - start)) }
  }
}

extension OctetBuffer {
  private static var usualLine: Int { 8 << 10 }

  /// Appends the line with the object whose members `body` writes. A line that does not fit in the room made for it is written anew.
  mutating func line(_ body: (inout JSONLine) -> Void) {
    var nothing: Void = ()
    line(&nothing) { line, _ in body(&line) }
  }

  /// Appends the line with the object whose members `body` writes with the help of `memory`.
  @inline(__always)
  mutating func line<Memory>(_ memory: inout Memory, _ body: (inout JSONLine, inout Memory) -> Void) {
    var room = Self.usualLine
    var isCut = true
    while isCut {
      octets.append(addingCapacity: room) { octets in
        unsafe octets.withUnsafeMutableBufferPointer { buffer, count in
          guard let start = buffer.baseAddress else { return }
          var line = unsafe JSONLine(from: start, to: start + buffer.count)
          line.beginObject()
          body(&line, &memory)
          line.finish()
          isCut = line.isCut
          count = unsafe isCut ? 0 : line.text.place - start
        }
      }
      room *= 4
    }
  }
}

extension JSONLine {
  /// Opens an object, which is the member `name`, or an element where `name` is nil.
  @inline(__always)
  mutating func beginObject(_ name: StaticString? = nil) { open(name, 0x7B) }
  /// Closes it.
  @inline(__always)
  mutating func endObject() { close(0x7D) }
  /// Opens an array.
  @inline(__always)
  mutating func beginArray(_ name: StaticString? = nil) { open(name, 0x5B) }
  /// Closes it.
  @inline(__always)
  mutating func endArray() { close(0x5D) }

  /// A string from outside.
  mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    member(name, utf8: value.utf8.span)
  }

  /// A string from outside, which is UTF-8.
  mutating func member(_ name: StaticString, utf8 value: Span<UInt8>) {
    unsafe write(atMost: name.utf8CodeUnitCount + 3) { unsafe $0.put(key: name) }
    string(value)
  }

  /// Words of this program, UTF-8, which need no escaping.
  mutating func member(_ name: StaticString, plain value: Span<UInt8>) {
    unsafe member(name, atMost: value.count) { unsafe $0.put(value) }
  }

  /// A word of the contract, which needs no escaping.
  @inline(__always)
  mutating func member(_ name: StaticString, word value: StaticString?) {
    guard let value else { return }
    unsafe write(atMost: name.utf8CodeUnitCount + value.utf8CodeUnitCount + 6) { text in
      unsafe text.put(key: name)
      unsafe text.put(0x22)
      unsafe text.put(value)
      unsafe text.put("\",")
    }
  }

  /// A whole number.
  @inline(__always)
  mutating func member(_ name: StaticString, _ value: (some UnsignedInteger)?) {
    guard let value else { return }
    unsafe write(atMost: name.utf8CodeUnitCount + TextRoom.decimal + 4) { text in
      unsafe text.put(key: name)
      unsafe text.put(decimal: UInt64(value))
      unsafe text.put(0x2C)
    }
  }

  /// A duration or offset, given in nanoseconds, written in seconds.
  @inline(__always)
  mutating func member(_ name: StaticString, seconds value: Int64?) {
    guard let value else { return }
    unsafe write(atMost: name.utf8CodeUnitCount + TextRoom.seconds + 4) { text in
      unsafe text.put(key: name)
      unsafe text.put(seconds: value)
      unsafe text.put(0x2C)
    }
  }

  /// A point in time, given in nanoseconds since the epoch, written as RFC 3339 has it.
  @inline(__always)
  mutating func member(_ name: StaticString, time value: Int64?) {
    guard let value else { return }
    unsafe member(name, atMost: TextRoom.time) { unsafe $0.put(rfc3339: value) }
  }

  /// A point in time, of which `clock` may still know the second.
  @inline(__always)
  mutating func member(_ name: StaticString, time value: Int64, _ clock: inout SecondBook) {
    unsafe member(name, atMost: TextRoom.time) { unsafe clock.put(rfc3339: value, at: &$0) }
  }

  /// An address.
  mutating func member(_ name: StaticString, _ value: IPAddress?) {
    guard let value else { return }
    if let ipv4 = value.ipv4 { return unsafe member(name, atMost: TextRoom.ipv4) { unsafe $0.put(ipv4: ipv4) } }
    unsafe write(atMost: name.utf8CodeUnitCount + 4) { text in
      unsafe text.put(key: name)
      unsafe text.put(0x22)
    }
    append(atMost: IPAddress.longestText) { value.append(to: &$0) }
    append("\",")
  }

  /// A truth value.
  @inline(__always)
  mutating func member(_ name: StaticString, _ value: Bool) {
    unsafe write(atMost: name.utf8CodeUnitCount + 9) { text in
      unsafe text.put(key: name)
      unsafe text.put(value ? "true," : "false,")
    }
  }

  /// `"name":true` where `value` is true, nothing otherwise.
  @inline(__always)
  mutating func member(_ name: StaticString, ifTrue value: Bool) {
    if value { member(name, true) }
  }

  /// A string of at most `room` octets that `body` writes and that needs no escaping.
  @inline(__always)
  mutating func member(_ name: StaticString, atMost room: Int, text body: (inout TextCursor) -> Void) {
    unsafe write(atMost: name.utf8CodeUnitCount + room + 6) { text in
      unsafe text.put(key: name)
      unsafe text.put(0x22)
      unsafe body(&text)
      unsafe text.put("\",")
    }
  }

  /// A member whose name is not known at compile time.
  mutating func member(named name: String, _ value: UInt64) {
    string(name.utf8.span)
    replaceComma(with: 0x3A)
    element(value)
  }

  /// A string as an element of an array.
  mutating func element(_ value: String) {
    string(value.utf8.span)
  }

  /// A word of the contract as an element of an array.
  @inline(__always)
  mutating func element(word value: StaticString) {
    unsafe write(atMost: value.utf8CodeUnitCount + 3) { text in
      unsafe text.put(0x22)
      unsafe text.put(value)
      unsafe text.put("\",")
    }
  }

  /// A number as an element of an array.
  @inline(__always)
  mutating func element(_ value: UInt64) {
    unsafe write(atMost: TextRoom.decimal + 1) { text in
      unsafe text.put(decimal: value)
      unsafe text.put(0x2C)
    }
  }

  /// Closes the object of the line, and ends that.
  @inline(__always)
  fileprivate mutating func finish() {
    replaceComma(with: 0x7D)
    unsafe write(atMost: 1) { unsafe $0.put(0x0A) }
  }

  @inline(__always)
  private mutating func open(_ name: StaticString?, _ bracket: UInt8) {
    unsafe write(atMost: (name?.utf8CodeUnitCount ?? 0) + 4) { text in
      if let name { unsafe text.put(key: name) }
      unsafe text.put(bracket)
    }
  }

  @inline(__always)
  private mutating func close(_ bracket: UInt8) {
    replaceComma(with: bracket)
    unsafe write(atMost: 1) { unsafe $0.put(0x2C) }
  }

  /// Writes `octet` in the place of the comma that ends the line so far; behind what it ends with where that is none, but what was opened.
  @inline(__always)
  fileprivate mutating func replaceComma(with octet: UInt8) {
    unsafe write(atMost: 1) { text in
      if unsafe text.place[-1] == 0x2C { unsafe text.place -= 1 }
      unsafe text.put(octet)
    }
  }
}

extension TextCursor {
  /// Writes `name` as the key of a member.
  @inline(__always)
  fileprivate mutating func put(key name: StaticString) {
    unsafe put(0x22)
    unsafe put(name)
    unsafe put("\":")
  }
}

extension JSONLine {
  /// Appends the member `name`: how many durations there are and how long they took; nothing where there are none.
  mutating func member(_ name: StaticString, _ durations: DurationHistogram) {
    guard durations.count > 0 else { return }
    beginObject(name)
    member("count", durations.count)
    member("p50", seconds: durations.quantile(permille: 500))
    member("p90", seconds: durations.quantile(permille: 900))
    member("p99", seconds: durations.quantile(permille: 990))
    member("max", seconds: durations.quantile(permille: 1_000))
    endObject()
  }
}
