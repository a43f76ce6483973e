extension LineCursor {
  /// Passes over a decimal number in a range and over the blanks behind it.
  mutating func number(_ range: ClosedRange<UInt64>, _ what: String) throws(ScenarioError) -> UInt64 {
    let place = position
    let value = try digits(what)
    guard range.contains(value) else {
      throw expected("\(what) from \(range.lowerBound) through \(range.upperBound)", at: place)
    }
    skipBlanks()
    return value
  }

  /// Passes over a decimal number of 8 bits.
  mutating func octet(_ what: String) throws(ScenarioError) -> UInt8 {
    UInt8(truncatingIfNeeded: try number(0...0xFF, what))
  }

  /// Passes over a decimal number of 16 bits.
  mutating func short(_ what: String) throws(ScenarioError) -> UInt16 {
    UInt16(truncatingIfNeeded: try number(0...0xFFFF, what))
  }

  /// Passes over a decimal number of 32 bits.
  mutating func long(_ what: String) throws(ScenarioError) -> UInt32 {
    UInt32(truncatingIfNeeded: try number(0...0xFFFF_FFFF, what))
  }

  /// Passes over a sequence number: counted from an ISN, or `=N` as it stands in the header.
  mutating func sequence(from initial: UInt32, _ what: String) throws(ScenarioError) -> UInt32 {
    take("=") ? try long(what) : initial &+ (try long(what))
  }

  /// Passes over seconds with up to nine decimals and over the blanks behind them; the result is exact, in nanoseconds.
  mutating func seconds() throws(ScenarioError) -> Int64 {
    let what = "seconds with at most nine decimals, 1000000000 at most"
    let place = position
    let whole = try digits(what)
    var nanoseconds: UInt64 = 0
    if take(".") {
      let decimals = take { $0.isASCIIDigit }
      guard (1...9).contains(decimals.count) else { throw expected(what, at: place) }
      for index in 0..<9 {
        let digit = index < decimals.count ? decimals[decimals.startIndex + index] - UInt8(ascii: "0") : 0
        nanoseconds = nanoseconds * 10 + UInt64(digit)
      }
    }
    let limit = UInt64(ScenarioLimits.nanoseconds)
    guard whole <= limit / 1_000_000_000, whole * 1_000_000_000 + nanoseconds <= limit else {
      throw expected(what, at: place)
    }
    skipBlanks()
    return Int64(whole * 1_000_000_000 + nanoseconds)
  }

  /// Passes over an even number of hexadecimal digits and over the blanks behind them.
  mutating func hexadecimal(_ what: String) throws(ScenarioError) -> [UInt8] {
    let place = position
    let values = take { $0.hexadecimalValue != nil }.compactMap(\.hexadecimalValue)
    guard !values.isEmpty, values.count.isMultiple(of: 2) else { throw expected(what, at: place) }
    skipBlanks()
    return stride(from: 0, to: values.count, by: 2).map { values[$0] << 4 | values[$0 + 1] }
  }

  /// Passes over decimal digits, as many as fit 64 bits.
  private mutating func digits(_ what: String) throws(ScenarioError) -> UInt64 {
    let place = position
    let taken = take { $0.isASCIIDigit }
    guard !taken.isEmpty else { throw expected(what) }
    var value: UInt64 = 0
    for digit in taken {
      let (product, isTooLarge) = value.multipliedReportingOverflow(by: 10)
      let (sum, overflows) = product.addingReportingOverflow(UInt64(digit - UInt8(ascii: "0")))
      guard !isTooLarge, !overflows else { throw expected(what, at: place) }
      value = sum
    }
    return value
  }
}
