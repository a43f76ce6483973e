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
  static let headHalves = 8

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
    guesses[kind].predict(&words)
    let isWithin = subtractGuesses()
    version = entries == IdleGuesses.mostEntries ? plans[kind].choose(isWithin, &differences, to: end) : 0
    if version != 0 { return writePlanned() }
    for place in end..<IdleGuesses.wordCount { differences[place] = 0 }
    return writeMarked()
  }

  /// Notes what the words differ by from what was guessed; returns whether that is within the plan of their kind.
  @inline(__always)
  private mutating func subtractGuesses() -> Bool {
    var excess: UInt32 = 0
    for place in 0..<IdleGuesses.wordCount {
      let difference = words[place] &- guesses[kind].predicted[place]
      differences[place] = difference
      excess |= (difference &+ plans[kind].bias[place]) & plans[kind].excess[place]
    }
    return excess == 0
  }

  /// Writes the differences that are planned, and returns where they end.
  @inline(__always)
  private mutating func writePlanned() -> Int {
    unsafe withUnsafeMutableBytes(of: &halves) { octets in
      var used = IdleForm.headHalves
      let wholeEnd = Int(plans[kind].versions[version].wholeEnd)
      for position in 0..<wholeEnd {
        let difference = differences[Int(plans[kind].versions[version].places[position])]
        unsafe octets.storeBytes(of: difference, toByteOffset: 2 &* used, as: UInt32.self)
        used &+= 2
      }
      for position in wholeEnd..<max(wholeEnd, Int(plans[kind].versions[version].end)) {
        let difference = differences[Int(plans[kind].versions[version].places[position])]
        unsafe octets.storeBytes(of: UInt16(truncatingIfNeeded: difference), toByteOffset: 2 &* used, as: UInt16.self)
        used &+= 1
      }
      return used
    }
  }

  // MARK: Unfolding

  /// Unfolds what `stored` are the small form of, of `kind` and with this `version` of its plan, and what is kept beside.
  mutating func unfold(number: UInt64, timerSecond: UInt32, kind: Int, version: Int) {
    for place in 0..<IdleGuesses.numberStart { unfolded[place] = guesses[kind].addends[place] }
    unfolded[IdleGuesses.numberStart] = UInt32(truncatingIfNeeded: number)
    unfolded[IdleGuesses.numberStart + 1] = UInt32(truncatingIfNeeded: number >> 32)
    unfolded[IdleGuesses.timerStart] = timerSecond
    if version != 0 { addPlanned(kind, version) } else { addMarked() }
    guesses[kind].complete(&unfolded)
  }

  /// Adds what `stored`, of `kind`, tell to the words, as this `version` has it.
  @inline(__always)
  private mutating func addPlanned(_ kind: Int, _ version: Int) {
    unsafe withUnsafeBytes(of: &stored) { octets in
      var next = IdleForm.headHalves
      let wholeEnd = Int(plans[kind].versions[version].wholeEnd)
      for position in 0..<wholeEnd {
        let difference = unsafe octets.loadUnaligned(fromByteOffset: 2 &* next, as: UInt32.self)
        unfolded[Int(plans[kind].versions[version].places[position])] &+= difference
        next &+= 2
      }
      for position in wholeEnd..<max(wholeEnd, Int(plans[kind].versions[version].end)) {
        let difference = unsafe octets.loadUnaligned(fromByteOffset: 2 &* next, as: Int16.self)
        unfolded[Int(plans[kind].versions[version].places[position])] &+= UInt32(truncatingIfNeeded: difference)
        next &+= 1
      }
    }
  }
}
