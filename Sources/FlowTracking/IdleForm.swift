import PacketDecoding

/// The small form of a connection and of the first entries of its timeline, in which an idle one is kept while memory is short.
///
/// All that the record holds is there, word by word, as what it differs by from a guess: most words are what they are in a new record, or
/// follow from one before them. So nothing depends on what the words mean. First come, in halves of words, a bit for each word that differs;
/// then a bit for each of these whose difference takes more than a half; then the differences.
struct IdleForm: Sendable, BitwiseCopyable {
  private typealias Words = IdleGuesses.Words
  /// Halves that say which words differ.
  private static let maskHalves = 12
  /// Words that one integer says this of, and how many such there are.
  private static let partWords = 64
  private static let partCount = 3

  /// Of what kind that is which is to be folded: some words are alike in those of one kind.
  private(set) var kind = 0
  /// What is guessed in those of each kind.
  private var guesses = InlineArray<8, IdleGuesses>(repeating: IdleGuesses())
  /// What is to be folded.
  private var words = Words(repeating: 0)
  /// What that differs by from what was guessed.
  private var differences = Words(repeating: 0)
  /// What was unfolded.
  private var unfolded = Words(repeating: 0)
  /// The small form of what was folded. Behind it there is room for a fragment.
  var halves = InlineArray<448, UInt16>(repeating: 0)
  /// The small form that is to be unfolded.
  var stored = InlineArray<448, UInt16>(repeating: 0)

  /// One that has folded nothing yet.
  init() {
    for kind in 0..<8 {
      let sendsData: InlineArray<2, Bool> = [kind & 1 != 0, kind & 2 != 0]
      guesses[kind] = IdleGuesses(sendsData: sendsData)
    }
  }

  /// Puts `connection` in, to be folded.
  mutating func put(_ connection: inout Connection) {
    words[IdleGuesses.numberStart] = UInt32(truncatingIfNeeded: connection.number)
    words[IdleGuesses.numberStart + 1] = UInt32(truncatingIfNeeded: connection.number >> 32)
    words[IdleGuesses.timerStart] = connection.timerSecond
    kind =
      (connection.ends[0].octets == 0 ? 0 : 1) | (connection.ends[1].octets == 0 ? 0 : 2)
      | (connection.key.lowAddress.isIPv4 ? 0 : 4)
    unsafe withUnsafeBytes(of: &connection) { octets in
      unsafe withUnsafeMutableBytes(of: &words) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: $0[(4 * IdleGuesses.recordStart)...]).copyMemory(from: octets)
      }
    }
  }

  /// Puts `entry` in as the one at `position` of the timeline, to be folded.
  mutating func put(_ entry: inout StoredEntry, at position: Int) {
    let start = 4 * (IdleGuesses.entryStart + position * IdleGuesses.entryWords)
    unsafe withUnsafeBytes(of: &entry) { octets in
      unsafe withUnsafeMutableBytes(of: &words) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: octets)
      }
    }
  }

  /// Gets the record that was unfolded.
  mutating func get(_ connection: inout Connection) {
    connection = unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: 4 * IdleGuesses.recordStart, as: Connection.self)
    }
  }

  /// Gets the entry at `position` of the timeline that was unfolded.
  mutating func get(_ entry: inout StoredEntry, at position: Int) {
    let start = 4 * (IdleGuesses.entryStart + position * IdleGuesses.entryWords)
    entry = unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: start, as: StoredEntry.self)
    }
  }

  // MARK: Folding

  /// Writes the small form of what was put in, with `entries` entries, into `halves`; returns how many of them it takes.
  mutating func fold(entries: Int) -> Int {
    let end = IdleGuesses.entryStart + entries * IdleGuesses.entryWords
    guesses[kind].learn(&words, to: end)
    subtractGuesses()
    var masks = InlineArray<3, UInt64>(repeating: 0)
    var count = 0
    for part in 0..<IdleForm.partCount {
      let mask = zigzag(part) & IdleForm.placesBefore(end &- IdleForm.partWords &* part)
      masks[part] = mask
      count &+= mask.nonzeroBitCount
      for quarter in 0..<4 {
        halves[4 &* part &+ quarter] = UInt16(truncatingIfNeeded: mask &>> UInt64(16 &* quarter))
      }
    }
    return writeDifferences(masks, count)
  }

  /// Writes the differences of the `count` words that `masks` tell behind these, and returns where they end.
  @inline(__always)
  private mutating func writeDifferences(_ masks: InlineArray<3, UInt64>, _ count: Int) -> Int {
    var used = IdleForm.maskHalves &+ (count &+ 15) / 16
    var wide: UInt16 = 0
    var position = 0
    for part in 0..<IdleForm.partCount {
      var mask = masks[part]
      while mask != 0 {
        let difference = differences[IdleForm.partWords &* part &+ mask.trailingZeroBitCount]
        mask &= mask &- 1
        let high = UInt16(truncatingIfNeeded: difference &>> 16)
        let isWide: UInt16 = high == 0 ? 0 : 1
        halves[used] = UInt16(truncatingIfNeeded: difference)
        // Where it is 0, the next one takes its place.
        halves[used &+ 1] = high
        used &+= 1 &+ Int(isWide)
        wide = (position & 15 == 0 ? 0 : wide) | isWide &<< UInt16(truncatingIfNeeded: position & 15)
        halves[IdleForm.maskHalves &+ position &>> 4] = wide
        position &+= 1
      }
    }
    return used
  }

  @inline(__always)
  private mutating func subtractGuesses() {
    for place in 0..<IdleGuesses.wordCount { differences[place] = words[place] &- guesses[kind].addends[place] }
    for position in 0..<guesses[kind].count {
      let guess = guesses[kind].guesses[position]
      differences[Int(guess.place)] &-= words[Int(guess.source)]
    }
  }

  /// Has small differences to either side be small numbers, in a part of the words; returns which of these are not 0.
  @inline(__always)
  private mutating func zigzag(_ part: Int) -> UInt64 {
    unsafe withUnsafeMutableBytes(of: &differences) {
      var mask: UInt64 = 0
      for quarter in 0..<4 {
        let start = 4 &* IdleForm.partWords &* part &+ 64 &* quarter
        let words = unsafe SIMD16<Int32>(
          truncatingIfNeeded: $0.loadUnaligned(fromByteOffset: start, as: SIMD16<UInt32>.self))
        let zigzag = SIMD16<UInt32>(truncatingIfNeeded: words &<< 1 ^ words &>> 31)
        unsafe $0.storeBytes(of: zigzag, toByteOffset: start, as: SIMD16<UInt32>.self)
        mask |= UInt64(IdleForm.placesOfOthers(than: zigzag)) &<< UInt64(16 &* quarter)
      }
      return mask
    }
  }

  /// A bit for each of `words` that is not 0.
  @inline(__always)
  private static func placesOfOthers(than words: SIMD16<UInt32>) -> UInt32 {
    let places = SIMD16<UInt32>(
      1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024, 2048, 4096, 8192, 16384, 32768)
    let sixteen = places.replacing(with: SIMD16<UInt32>(repeating: 0), where: words .== SIMD16<UInt32>(repeating: 0))
    let eight = sixteen.lowHalf | sixteen.highHalf
    let four = eight.lowHalf | eight.highHalf
    let two = four.lowHalf | four.highHalf
    return two.x | two.y
  }

  /// A bit for each of the first `count` of 64 places; there may be more, or none.
  @inline(__always)
  private static func placesBefore(_ count: Int) -> UInt64 {
    count >= 64 ? .max : count <= 0 ? 0 : (1 &<< UInt64(truncatingIfNeeded: count)) &- 1
  }

  // MARK: Unfolding

  /// Unfolds what `stored` are the small form of, with `entries` entries and of `kind`, and what is kept beside.
  mutating func unfold(number: UInt64, timerSecond: UInt32, entries: Int, kind: Int) {
    unfolded[IdleGuesses.numberStart] = UInt32(truncatingIfNeeded: number)
    unfolded[IdleGuesses.numberStart + 1] = UInt32(truncatingIfNeeded: number >> 32)
    unfolded[IdleGuesses.timerStart] = timerSecond
    unfold(to: IdleGuesses.entryStart + entries * IdleGuesses.entryWords, kind)
  }

  /// The 4-tuple of what `stored` are the small form of, of `kind`.
  mutating func unfoldKey(kind: Int) -> FlowKey {
    unfold(to: IdleGuesses.recordStart + 9, kind)
    return unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: 4 * IdleGuesses.recordStart, as: FlowKey.self)
    }
  }

  /// Unfolds the words before `end`.
  @inline(__always)
  private mutating func unfold(to end: Int, _ kind: Int) {
    for place in 0..<min(end, IdleGuesses.numberStart) { unfolded[place] = guesses[kind].addends[place] }
    addDifferences(to: end)
    for position in 0..<guesses[kind].count {
      let guess = guesses[kind].guesses[position]
      if Int(guess.place) >= end { return }
      unfolded[Int(guess.place)] &+= unfolded[Int(guess.source)]
    }
  }

  /// Adds what `stored` tell to the words before `end`.
  @inline(__always)
  private mutating func addDifferences(to end: Int) {
    var masks = InlineArray<3, UInt64>(repeating: 0)
    var count = 0
    for part in 0..<IdleForm.partCount {
      for quarter in 0..<4 { masks[part] |= UInt64(stored[4 &* part &+ quarter]) &<< UInt64(16 &* quarter) }
      count &+= masks[part].nonzeroBitCount
    }
    var next = IdleForm.maskHalves &+ (count &+ 15) / 16
    var position = 0
    for part in 0..<IdleForm.partCount {
      var mask = masks[part] & IdleForm.placesBefore(end &- IdleForm.partWords &* part)
      while mask != 0 {
        let place = IdleForm.partWords &* part &+ mask.trailingZeroBitCount
        mask &= mask &- 1
        let isWide =
          stored[IdleForm.maskHalves &+ position &>> 4] &>> UInt16(truncatingIfNeeded: position & 15) & 1
        position &+= 1
        let high = stored[next &+ 1] & (0 &- isWide)
        let difference = UInt32(high) &<< 16 | UInt32(stored[next])
        next &+= 1 &+ Int(isWide)
        unfolded[place] &+= difference &>> 1 ^ (0 &- (difference & 1))
      }
    }
  }
}
