/// A place in memory where text is written, octet after octet.
///
/// Nothing is checked here: who makes the room (`write(atMost:)` of `JSONLine` and `OutputSpan`) says how much is needed and has it checked once.
@unsafe struct TextCursor {
  /// Where the next octet goes.
  var place: UnsafeMutablePointer<UInt8>

  /// Writes one octet.
  @inline(__always)
  mutating func put(_ octet: UInt8) {
    unsafe place.initialize(to: octet)
    unsafe place += 1
  }

  /// Writes `text`; a literal that is known here, or is short, is copied without a call.
  @inline(__always)
  mutating func put(_ text: StaticString) {
    guard text.hasPointerRepresentation else { return }
    let (start, count) = unsafe (text.utf8Start, text.utf8CodeUnitCount)
    // Words that overlap, so that their number does not depend on the length.
    switch count {
    case 9...16: unsafe put(start, UInt64.self, count)
    case 5...8: unsafe put(start, UInt32.self, count)
    default: unsafe place.initialize(from: start, count: count)
    }
    unsafe place += count
  }

  // The first and the last `Word` of `count` octets, which are one at least and two at most.
  @inline(__always)
  private func put<Word: FixedWidthInteger & BitwiseCopyable>(
    _ start: UnsafePointer<UInt8>, _ word: Word.Type, _ count: Int
  ) {
    let (source, target) = unsafe (UnsafeRawPointer(start), UnsafeMutableRawPointer(place))
    let last = count &- MemoryLayout<Word>.size
    let (head, tail) = unsafe (
      source.loadUnaligned(as: Word.self), source.loadUnaligned(fromByteOffset: last, as: Word.self)
    )
    unsafe target.storeBytes(of: head, as: Word.self)
    unsafe target.storeBytes(of: tail, toByteOffset: last, as: Word.self)
  }

  /// Writes `text`.
  @inline(__always)
  mutating func put(_ text: Span<UInt8>) {
    unsafe text.withUnsafeBufferPointer { text in
      guard let start = text.baseAddress else { return }
      unsafe place.initialize(from: start, count: text.count)
    }
    unsafe place += text.count
  }

  /// Writes the first `count` octets of `word`, the lowest first; touches all eight.
  @inline(__always)
  mutating func put(_ word: UInt64, count: Int) {
    unsafe UnsafeMutableRawPointer(place).storeBytes(of: word.littleEndian, as: UInt64.self)
    unsafe place += count
  }

  /// Writes `value` in decimal, in `TextRoom.decimal`.
  @inline(__always)
  mutating func put(decimal value: UInt64) {
    if value < 10 { return unsafe put(digit: value) }
    unsafe place = Self.decimal(value, at: place)
  }

  /// Writes `value` in decimal with leading zeros up to `width` digits (at most 20), in `TextRoom.decimal`.
  mutating func put(decimal value: UInt64, paddedTo width: Int) {
    let upper = value / 100_000_000
    let top = upper / 100_000_000
    if top > 0 || width > 16 {
      unsafe put(short: top, paddedTo: width &- 16)
      unsafe put(eight: upper &- top &* 100_000_000)
      unsafe put(eight: value &- upper &* 100_000_000)
    } else if upper > 0 || width > 8 {
      unsafe put(short: upper, paddedTo: width &- 8)
      unsafe put(eight: value &- upper &* 100_000_000)
    } else {
      unsafe put(short: value, paddedTo: width)
    }
  }

  /// Writes `nanoseconds` as a JSON number of seconds: exact, without the zeros that say nothing; in `TextRoom.seconds`.
  @inline(__always)
  mutating func put(seconds nanoseconds: Int64) {
    unsafe place = Self.seconds(nanoseconds, at: place)
  }

  // Of two digits at least.
  @inline(never)
  private static func decimal(_ value: UInt64, at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe TextCursor(place: place)
    if value < 100_000_000 {
      let digits = Digits.eight(value)
      let zeros = UInt64(truncatingIfNeeded: digits.trailingZeroBitCount) & 56
      unsafe cursor.put((digits | Digits.zeros) &>> zeros, count: 8 &- Int(truncatingIfNeeded: zeros / 8))
    } else if value < 10_000_000_000 {
      // Sequence numbers and timestamps are of this size.
      let upper = value / 100_000_000
      let ten = upper / 10
      if ten > 0 { unsafe cursor.put(digit: ten) }
      unsafe cursor.put(digit: upper &- ten &* 10)
      unsafe cursor.put(eight: value &- upper &* 100_000_000)
    } else {
      unsafe cursor.put(decimal: value, paddedTo: 1)
    }
    return unsafe cursor.place
  }

  @inline(never)
  private static func seconds(
    _ nanoseconds: Int64, at place: UnsafeMutablePointer<UInt8>
  ) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe TextCursor(place: place)
    if nanoseconds < 0 { unsafe cursor.put(0x2D) }
    let whole = nanoseconds.magnitude / 1_000_000_000
    let fraction = nanoseconds.magnitude &- whole &* 1_000_000_000
    if whole < 10 { unsafe cursor.put(digit: whole) } else { unsafe cursor.put(decimal: whole) }
    if fraction > 0 {
      let first = fraction / 100_000_000
      let digits = Digits.eight(fraction &- first &* 100_000_000)
      unsafe cursor.put(0x2E)
      unsafe cursor.put(digit: first)
      unsafe cursor.put(digits | Digits.zeros, count: 8 &- digits.leadingZeroBitCount / 8)
    }
    return unsafe cursor.place
  }

  /// Writes `value`, which is under 10.
  @inline(__always)
  mutating func put(digit value: UInt64) {
    unsafe put(0x30 &+ UInt8(truncatingIfNeeded: value))
  }

  /// Writes `value`, which is under 10⁸, with all its eight digits.
  @inline(__always)
  mutating func put(eight value: UInt64) {
    unsafe put(Digits.eight(value) | Digits.zeros, count: 8)
  }

  // Under 10⁸, with leading zeros up to `width` digits, which are at most 8. One that is neither 0 nor padded has a digit at least.
  @inline(__always)
  private mutating func put(short value: UInt64, paddedTo width: Int) {
    let digits = Digits.eight(value)
    let zeros = min(digits.trailingZeroBitCount / 8, 8 &- width)
    unsafe put((digits | Digits.zeros) &>> (8 &* UInt64(truncatingIfNeeded: zeros)), count: 8 &- zeros)
  }
}

/// Octets that what is written at a `TextCursor` takes at most, those included that are touched and written over.
enum TextRoom {
  /// A number.
  static var decimal: Int { 20 }
  /// A number of seconds: a sign, the whole, a point and nine decimals.
  static var seconds: Int { 40 }
  /// A point in time.
  static var time: Int { 48 }
}
