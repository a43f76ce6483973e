/// The small form of what differs in other words, or by more, than is planned.
///
/// First comes a bit for each word that differs; then a bit for each of these whose difference takes more than a half; then the differences. The
/// words stand in rows of four, as a vector takes them, and are told column by column.
extension IdleForm {
  private typealias Row = SIMD4<UInt32>
  private static let rowCount = IdleGuesses.wordCount / 4
  /// Where the halves begin that say which words differ, three for each column, and where they end.
  private static let maskStart = headHalves
  private static let maskEnd = maskStart + 12
  /// Halves of both kinds of marks that most connections have.
  static let usualMarkHalves = 15

  /// Writes the differences behind their marks, and returns where they end.
  @inline(__always)
  mutating func writeMarked() -> Int {
    let columns = zigzag()
    var counts = InlineArray<4, Int>(repeating: 0)
    for column in 0..<4 {
      counts[column] = columns[column].nonzeroBitCount
      for third in 0..<3 {
        let half = IdleForm.maskStart &+ 3 &* column &+ third
        halves[half] = UInt16(truncatingIfNeeded: columns[column] &>> UInt64(16 &* third))
      }
    }
    return writeDifferences(columns, counts)
  }

  /// Has small differences to either side be small numbers; returns for each column a bit for each row in which it is not 0.
  @inline(__always)
  private mutating func zigzag() -> InlineArray<4, UInt64> {
    unsafe withUnsafeMutableBytes(of: &differences) { octets in
      // Two halves, as a vector of four longer words takes two registers.
      var halves = InlineArray<2, Row>(repeating: Row(repeating: 0))
      for half in 0..<2 {
        var bits = Row(repeating: 0)
        for row in (0..<IdleForm.rowCount / 2).reversed() {
          let start = 16 &* (IdleForm.rowCount / 2 &* half &+ row)
          let words = unsafe octets.loadUnaligned(fromByteOffset: start, as: SIMD4<UInt32>.self)
          let sign = Row(truncatingIfNeeded: SIMD4<Int32>(truncatingIfNeeded: words) &>> 31)
          let zigzag = words &+ words ^ sign
          unsafe octets.storeBytes(of: zigzag, toByteOffset: start, as: SIMD4<UInt32>.self)
          // The highest bit of a number or of its negative is set, unless it is 0.
          bits = bits &+ bits | (zigzag | (Row(repeating: 0) &- zigzag)) &>> 31
        }
        halves[half] = bits
      }
      var columns = InlineArray<4, UInt64>(repeating: 0)
      for column in 0..<4 {
        columns[column] = UInt64(halves[1][column]) &<< UInt64(IdleForm.rowCount / 2) | UInt64(halves[0][column])
      }
      return columns
    }
  }

  /// Writes the differences of the words that `columns` tell, `counts` in each, behind these, and returns where they end.
  @inline(__always)
  private mutating func writeDifferences(_ columns: InlineArray<4, UInt64>, _ counts: InlineArray<4, Int>) -> Int {
    let count = counts[0] &+ counts[1] &+ counts[2] &+ counts[3]
    var used = IdleForm.maskEnd &+ (count &+ 15) / 16
    // A bit for each difference that takes more than a half, and how many there are.
    var wide = InlineArray<5, UInt64>(repeating: 0)
    var position = 0
    unsafe withUnsafeMutableBytes(of: &halves) { octets in
      for column in 0..<4 {
        var rows = columns[column]
        var bit: UInt64 = 1
        var wideRows: UInt64 = 0
        while rows != 0 {
          let difference = differences[(4 &* rows.trailingZeroBitCount &+ column) & 0xFF]
          rows &= rows &- 1
          // Where the higher half is 0, the next one takes its place.
          unsafe octets.storeBytes(of: difference, toByteOffset: 2 &* used, as: UInt32.self)
          let isWide = difference > 0xFFFF
          used &+= isWide ? 2 : 1
          wideRows |= isWide ? bit : 0
          bit &<<= 1
        }
        let shift = UInt64(truncatingIfNeeded: position & 63)
        wide[position &>> 6] |= wideRows &<< shift
        // In two steps, since all 64 at once would be none.
        wide[position &>> 6 &+ 1] |= (wideRows &>> 1) &>> (63 &- shift)
        position &+= counts[column]
      }
      for half in 0..<(count &+ 15) / 16 {
        let start = 2 &* (IdleForm.maskEnd &+ half)
        let bits = UInt16(truncatingIfNeeded: wide[half &>> 2] &>> UInt64(16 &* (half & 3)))
        unsafe octets.storeBytes(of: bits, toByteOffset: start, as: UInt16.self)
      }
    }
    return used
  }

  /// Adds what `stored` tell to the words.
  @inline(__always)
  mutating func addMarked() {
    var columns = InlineArray<4, UInt64>(repeating: 0)
    var counts = InlineArray<4, Int>(repeating: 0)
    for column in 0..<4 {
      for third in 0..<3 {
        let half = stored[IdleForm.maskStart &+ 3 &* column &+ third]
        columns[column] |= UInt64(half) &<< UInt64(16 &* third)
      }
      counts[column] = columns[column].nonzeroBitCount
    }
    let count = counts[0] &+ counts[1] &+ counts[2] &+ counts[3]
    unsafe withUnsafeBytes(of: &stored) { octets in
      var next = IdleForm.maskEnd &+ (count &+ 15) / 16
      var position = 0
      for column in 0..<4 {
        var rows = columns[column]
        // A column has less than 49 differences, so that they are told by four halves.
        let start = 2 &* (IdleForm.maskEnd &+ position &>> 4)
        var wide =
          unsafe octets.loadUnaligned(fromByteOffset: start, as: UInt64.self)
          &>> UInt64(truncatingIfNeeded: position & 15)
        position &+= counts[column]
        while rows != 0 {
          let place = (4 &* rows.trailingZeroBitCount &+ column) & 0xFF
          rows &= rows &- 1
          let both = unsafe octets.loadUnaligned(fromByteOffset: 2 &* next, as: UInt32.self)
          let difference = wide & 1 == 0 ? both & 0xFFFF : both
          next &+= 1 &+ Int(truncatingIfNeeded: wide & 1)
          wide &>>= 1
          unfolded[place] &+= difference &>> 1 ^ (0 &- (difference & 1))
        }
      }
    }
  }
}
