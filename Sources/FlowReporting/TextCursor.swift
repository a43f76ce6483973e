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

  // Of two digits at least. All but the first one or two are found by multiplying a fraction by a hundred, again and again: that has less to
  // wait for than to divide. The factors are powers of two through powers of ten, rounded up, which is exact for all numbers that get there.
  @inline(never)
  private static func decimal(_ value: UInt64, at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe TextCursor(place: place)
    if value >= 100_000_000 {
      if value >= 1 << 32 { return unsafe long(value, at: place) }
      unsafe cursor.put(fraction: value &* hundredMillionth, below: 57, pairs: 4)
    } else if value >= 1_000_000 {
      unsafe cursor.put(fraction: value &* 281_474_977, below: 48, pairs: 3)
    } else if value >= 10_000 {
      unsafe cursor.put(fraction: value &* 429_497, below: 32, pairs: 2)
    } else {
      unsafe cursor.put(fraction: value &* 42_949_673, below: 32, pairs: 1)
    }
    return unsafe cursor.place
  }

  @inline(never)
  private static func long(_ value: UInt64, at place: UnsafeMutablePointer<UInt8>) -> UnsafeMutablePointer<UInt8> {
    var cursor = unsafe TextCursor(place: place)
    unsafe cursor.put(decimal: value, paddedTo: 1)
    return unsafe cursor.place
  }

  // 2⁵⁷ / 10⁸, rounded up.
  private static var hundredMillionth: UInt64 { 1_441_151_881 }

  // What stands above bit `point`, under 100 and without a leading zero, and `pairs` pairs of digits of the fraction below it.
  @inline(__always)
  private mutating func put(fraction value: UInt64, below point: UInt64, pairs: Int) {
    let top = value >> point
    if top >= 10 {
      unsafe put(pair: top)
    } else if top > 0 {
      unsafe put(digit: top)
    }
    unsafe put(pairs, below: point, of: value)
  }

  @inline(__always)
  private mutating func put(_ pairs: Int, below point: UInt64, of value: UInt64) {
    var rest = value
    for _ in 0..<pairs {
      rest = (rest & (1 << point &- 1)) &* 100
      unsafe put(pair: rest >> point)
    }
  }

  // Both digits of `value`, which is under 100.
  @inline(__always)
  private mutating func put(pair value: UInt64) {
    let pairs: StaticString = """
      00010203040506070809101112131415161718192021222324252627282930313233343536373839404142434445464748495051525354555657585960616263646566676869\
      707172737475767778798081828384858687888990919293949596979899
      """
    let pair = unsafe UnsafeRawPointer(pairs.utf8Start + 2 * Int(truncatingIfNeeded: value)).loadUnaligned(
      as: UInt16.self)
    unsafe UnsafeMutableRawPointer(place).storeBytes(of: pair, as: UInt16.self)
    unsafe place += 2
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

  /// Writes `address` as IPv4 is written, in `TextRoom.ipv4`.
  @inline(__always)
  mutating func put(ipv4 address: UInt32) {
    unsafe put(octet: UInt64(address >> 24))
    unsafe put(0x2E)
    unsafe put(octet: UInt64(address >> 16 & 0xFF))
    unsafe put(0x2E)
    unsafe put(octet: UInt64(address >> 8 & 0xFF))
    unsafe put(0x2E)
    unsafe put(octet: UInt64(address & 0xFF))
  }

  // Under 256.
  @inline(__always)
  private mutating func put(octet value: UInt64) {
    if value < 10 { return unsafe put(digit: value) }
    if value < 100 { return unsafe put(pair: value) }
    let hundreds = value >= 200 ? UInt64(2) : 1
    unsafe put(digit: hundreds)
    unsafe put(pair: value &- hundreds &* 100)
  }

  /// Writes `value`, which is under 10⁹, with all its nine digits.
  @inline(__always)
  mutating func put(nine value: UInt64) {
    let fraction = unsafe value &* Self.hundredMillionth
    unsafe put(digit: fraction >> 57)
    unsafe put(4, below: 57, of: fraction)
  }

  /// Writes a point and the first `digits` (0 through 9) decimals of `nanoseconds`, which is under a second; in `TextRoom.fraction`.
  @inline(__always)
  mutating func put(fraction nanoseconds: UInt64, digits: Int) {
    unsafe put(0x2E)
    let start = unsafe place
    unsafe put(nine: nanoseconds)
    unsafe place = start + digits
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
  /// A duration for people: a sign, and two numbers with their units.
  static var duration: Int { 2 * decimal + 20 }
  /// An IPv4 address.
  static var ipv4: Int { 15 }
  /// A point and the decimals of a second.
  static var fraction: Int { 10 }
  /// A point in time.
  static var time: Int { 48 }
}
