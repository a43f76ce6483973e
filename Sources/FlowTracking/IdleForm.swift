import PacketDecoding

/// The small form of a connection and of the first entries of its timeline, in which an idle one is kept while memory is short.
///
/// All that the record holds is there, word by word, as what it differs by from a guess: most words are what they are in a new record, or
/// follow from one before them. So nothing depends on what the words mean. It is made of halves of words: where the words that differ are those
/// of an `IdlePlan`, of their differences alone, in its order; else marks come first that tell which words these are.
struct IdleForm: Sendable, BitwiseCopyable {
  typealias Words = IdleGuesses.Words
  /// What is kept of the small form at one place.
  typealias Fragment = InlineArray<30, UInt16>
  /// Halves in front of the small form that are not of it, for whoever keeps it.
  static let headHalves = 7

  /// Of what kind that is which is to be folded: some words are alike in those of one kind.
  private(set) var kind = 0
  /// What is guessed in those of each kind.
  private var guesses = InlineArray<8, IdleGuesses>(repeating: IdleGuesses())
  /// Where those of each kind differ from that.
  private var plans = InlineArray<8, IdlePlan>(repeating: IdlePlan())
  /// The version of the plan that what was folded differs as; 0 where it is outside of it.
  private(set) var version = 0
  /// What is to be folded.
  private(set) var words = Words(repeating: 0)
  /// What that differs by from what was guessed.
  var differences = Words(repeating: 0)
  /// What was unfolded.
  var unfolded = Words(repeating: 0)
  /// The head and the small form of what was folded. Behind it there is room for a fragment.
  var halves = InlineArray<448, UInt16>(repeating: 0)
  /// The head and the small form that is to be unfolded.
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

  /// The 4-tuple of the record that was unfolded.
  var key: FlowKey {
    mutating get {
      // It comes first in the record.
      unsafe withUnsafeBytes(of: &unfolded) {
        unsafe $0.loadUnaligned(fromByteOffset: 4 * IdleGuesses.recordStart, as: FlowKey.self)
      }
    }
  }

  /// Gets the entry at `position` of the timeline that was unfolded.
  mutating func get(_ entry: inout StoredEntry, at position: Int) {
    let start = 4 * (IdleGuesses.entryStart + position * IdleGuesses.entryWords)
    entry = unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: start, as: StoredEntry.self)
    }
  }

  // MARK: Fragments

  /// The head and the small form of what was folded, a fragment of it that begins with the half at `start`.
  mutating func fragment(from start: Int) -> Fragment {
    unsafe withUnsafeBytes(of: &halves) {
      unsafe $0.loadUnaligned(fromByteOffset: 2 &* start, as: Fragment.self)
    }
  }

  /// Takes `fragment` as the one that begins with the half at `start` of what is to be unfolded.
  mutating func take(_ fragment: Fragment, at start: Int) {
    unsafe withUnsafeMutableBytes(of: &stored) {
      unsafe $0.storeBytes(of: fragment, toByteOffset: 2 &* start, as: Fragment.self)
    }
  }

  // MARK: Folding

  /// Makes the small form of what was put in, with `entries` entries; returns how many halves it takes with its head.
  mutating func fold(entries: Int) -> Int {
    let end = IdleGuesses.entryStart + entries * IdleGuesses.entryWords
    guesses[kind].learn(&words, to: end)
    let excess = subtractAddends()
    let hasAll = entries == IdleGuesses.mostEntries
    version = 0
    if hasAll {
      plans[kind].count()
      if plans[kind].version != 0, case let (used, isWithin) = writePlanned(excess), isWithin {
        version = plans[kind].version
        return used
      }
    }
    guesses[kind].subtractSources(&words, from: &differences)
    if hasAll { plans[kind].learn(&differences, to: end, &guesses[kind]) }
    for place in end..<IdleGuesses.wordCount { differences[place] = 0 }
    return writeMarked()
  }

  /// Notes what the words differ by from their addends; returns whether that is within the plan of their kind, as far as they have no source:
  /// then no bit is set.
  @inline(__always)
  private mutating func subtractAddends() -> UInt32 {
    var excess: UInt32 = 0
    for place in 0..<IdleGuesses.wordCount {
      let difference = words[place] &- guesses[kind].addends[place]
      differences[place] = difference
      excess |= difference & plans[kind].fixed[place]
    }
    return excess
  }

  /// Writes the words as planned; returns where they end, and whether they are within the plan, of which `excess` tells a part.
  @inline(__always)
  private mutating func writePlanned(_ excess: UInt32) -> (used: Int, isWithin: Bool) {
    var excess = excess
    for position in 0..<Int(plans[kind].exact.count) {
      let place = Int(plans[kind].exact.places[position])
      excess |= differences[place] &- words[Int(guesses[kind].sources[place])]
    }
    let version = plans[kind].version
    var used = IdleForm.headHalves
    unsafe withUnsafeMutableBytes(of: &halves) { octets in
      for position in 0..<Int(plans[kind].versions[version].wholes.count) {
        let word = words[Int(plans[kind].versions[version].wholes.places[position])]
        unsafe octets.storeBytes(of: word, toByteOffset: 2 &* used, as: UInt32.self)
        used &+= 2
      }
      for position in 0..<Int(plans[kind].versions[version].halves.count) {
        let place = Int(plans[kind].versions[version].halves.places[position])
        let difference = differences[place] &- words[Int(guesses[kind].sources[place])]
        // Small ones to either side.
        excess |= (difference &+ 0x8000) & 0xFFFF_0000
        unsafe octets.storeBytes(of: UInt16(truncatingIfNeeded: difference), toByteOffset: 2 &* used, as: UInt16.self)
        used &+= 1
      }
    }
    return (used, excess == 0)
  }

  // MARK: Unfolding

  /// Unfolds what `stored` are the small form of, of `kind` and with this `version` of its plan, and what is kept beside.
  mutating func unfold(number: UInt64, timerSecond: UInt32, kind: Int, version: Int) {
    for place in 0..<IdleGuesses.numberStart { unfolded[place] = guesses[kind].addends[place] }
    unfolded[IdleGuesses.numberStart] = UInt32(truncatingIfNeeded: number)
    unfolded[IdleGuesses.numberStart + 1] = UInt32(truncatingIfNeeded: number >> 32)
    unfolded[IdleGuesses.timerStart] = timerSecond
    if version != 0 {
      takePlanned(kind, version)
    } else {
      addMarked()
      guesses[kind].complete(&unfolded)
    }
  }

  /// Has the words be what `stored`, of `kind`, tell, as this `version` has it.
  @inline(__always)
  private mutating func takePlanned(_ kind: Int, _ version: Int) {
    unsafe withUnsafeBytes(of: &stored) { octets in
      var next = IdleForm.headHalves
      for position in 0..<Int(plans[kind].versions[version].wholes.count) {
        let word = unsafe octets.loadUnaligned(fromByteOffset: 2 &* next, as: UInt32.self)
        unfolded[Int(plans[kind].versions[version].wholes.places[position])] = word
        next &+= 2
      }
      for position in 0..<Int(plans[kind].versions[version].halves.count) {
        let difference = unsafe octets.loadUnaligned(fromByteOffset: 2 &* next, as: Int16.self)
        unfolded[Int(plans[kind].versions[version].halves.places[position])] &+= UInt32(truncatingIfNeeded: difference)
        next &+= 1
      }
    }
    for position in 0..<Int(plans[kind].versions[version].guessed.count) {
      let place = Int(plans[kind].versions[version].guessed.places[position])
      unfolded[place] &+= unfolded[Int(guesses[kind].sources[place])]
    }
  }
}
