/// One JSON object a line, appended member by member. A member whose value is nil is left out, as the contract asks for what is not known.
///
/// Commas take care of themselves: one is due unless the text ends in what opens something, and a string never does, as it ends in a quote.
extension OctetBuffer {
  /// Opens an object, which is the member `name`, or an element where `name` is nil.
  mutating func beginObject(_ name: StaticString? = nil) { open(name, 0x7B) }
  /// Closes it.
  mutating func endObject() { octets.append(0x7D) }
  /// Opens an array.
  mutating func beginArray(_ name: StaticString? = nil) { open(name, 0x5B) }
  /// Closes it.
  mutating func endArray() { octets.append(0x5D) }

  /// A string from outside.
  mutating func member(_ name: StaticString, _ value: String?) {
    guard let value else { return }
    key(name)
    append(json: value)
  }

  /// A word of the contract, which needs no escaping.
  mutating func member(_ name: StaticString, word value: StaticString?) {
    guard let value else { return }
    let needsComma = needsComma
    octets.append(addingCapacity: name.utf8CodeUnitCount + value.utf8CodeUnitCount + 6) { text in
      if needsComma { text.append(0x2C) }
      text.append(0x22)
      text.append(name)
      text.append(0x22)
      text.append(0x3A)
      text.append(0x22)
      text.append(value)
      text.append(0x22)
    }
  }

  /// A whole number.
  mutating func member(_ name: StaticString, _ value: (some UnsignedInteger)?) {
    guard let value else { return }
    let needsComma = needsComma
    octets.append(addingCapacity: name.utf8CodeUnitCount + 24) { text in
      if needsComma { text.append(0x2C) }
      text.append(0x22)
      text.append(name)
      text.append(0x22)
      text.append(0x3A)
      text.append(decimal: UInt64(value), paddedTo: 1)
    }
  }

  /// A duration or offset, given in nanoseconds, written in seconds.
  mutating func member(_ name: StaticString, seconds value: Int64?) {
    guard let value else { return }
    key(name)
    append(jsonSeconds: value)
  }

  /// A truth value.
  mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    append(value ? "true" : "false")
  }

  /// `"name":true` where `value` is true, nothing otherwise.
  mutating func member(_ name: StaticString, ifTrue value: Bool) {
    if value { member(name, true) }
  }

  /// A string that `body` appends and that needs no escaping.
  mutating func member(_ name: StaticString, text body: (inout OctetBuffer) -> Void) {
    key(name)
    quote(body)
  }

  /// A string that `body` appends and that is escaped where it has to be; no member where it appends nothing.
  mutating func escapedMember(_ name: StaticString, text body: (inout OctetBuffer) -> Void) {
    let before = octets.count
    key(name)
    octets.append(0x22)
    let start = octets.count
    body(&self)
    guard octets.count > start else { return octets.removeSubrange(before...) }
    escapeForJSON(from: start)
    octets.append(0x22)
  }

  /// A member whose name is not known at compile time.
  mutating func member(named name: String, _ value: UInt64) {
    separate()
    append(json: name)
    append(":")
    append(decimal: value)
  }

  /// A string as an element of an array.
  mutating func element(_ value: String) {
    separate()
    append(json: value)
  }

  /// A word of the contract as an element of an array.
  mutating func element(word value: StaticString) {
    separate()
    quote { $0.append(value) }
  }

  /// A number as an element of an array.
  mutating func element(_ value: UInt64) {
    separate()
    append(decimal: value)
  }

  private mutating func quote(_ body: (inout OctetBuffer) -> Void) {
    octets.append(0x22)
    body(&self)
    octets.append(0x22)
  }

  private mutating func key(_ name: StaticString) {
    let needsComma = needsComma
    octets.append(addingCapacity: name.utf8CodeUnitCount + 4) { text in
      if needsComma { text.append(0x2C) }
      text.append(0x22)
      text.append(name)
      text.append(0x22)
      text.append(0x3A)
    }
  }

  private mutating func separate() {
    if needsComma { octets.append(0x2C) }
  }

  private var needsComma: Bool {
    switch octets.last {
    case nil, 0x0A, 0x3A, 0x5B, 0x7B: false
    default: true
    }
  }

  private mutating func open(_ name: StaticString?, _ bracket: UInt8) {
    if let name { key(name) } else { separate() }
    octets.append(bracket)
  }
}

extension OctetBuffer {
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
