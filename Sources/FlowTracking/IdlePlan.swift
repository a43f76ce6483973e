/// Which words of connections of one kind differ from what is guessed, and by how much.
///
/// In most connections these are the same words. One that differs in no other, and in none by more, need not be told which they are: it takes
/// less memory, and half of the work. What most have in common shows in a few, but not for ever: what grows in the course of a capture, as
/// frame numbers do, is small at first. So a plan that too many are outside of is widened, some times.
struct IdlePlan: Sendable, BitwiseCopyable {
  /// The words that differ.
  struct Version: Sendable, BitwiseCopyable {
    /// The places of those that take all of a word, then of those that take a half; an octet is always a place.
    fileprivate(set) var places = InlineArray<256, UInt8>(repeating: 0)
    /// Where the places end of those that take all of a word.
    fileprivate(set) var wholeEnd: UInt8 = 0
    /// Where the places end.
    fileprivate(set) var end: UInt8 = 0

    fileprivate mutating func add(_ place: Int) {
      places[Int(end)] = UInt8(truncatingIfNeeded: place)
      end += 1
    }
  }

  /// Connections outside of the plan that are looked at before it is widened.
  private static let samples = 64
  /// A word that differs, or that does so by more than a half, in fewer of them does so by chance, or is of others that are few; the first of
  /// these that pays is taken.
  private static let leasts: InlineArray<3, UInt8> = [4, 16, 32]
  /// Connections that are folded before others are looked at, if it would not pay for those.
  private static let pause = 4_096
  /// The last version. There is no plan in the first, which is 0.
  private static let lastVersion = 7

  /// The versions, each of which stays for those that were folded with it.
  private(set) var versions = InlineArray<8, Version>(repeating: Version())
  /// The one that holds; 0 before there is one.
  private(set) var version = 0
  /// What is added to a difference before the bits are looked at that may not be set, so that small ones to either side have none of them.
  private(set) var bias = InlineArray<192, UInt32>(repeating: 0)
  /// Those bits.
  private(set) var excess = InlineArray<192, UInt32>(repeating: .max)

  /// In how many of those outside each word differed, and by more than a half.
  private var differing = InlineArray<192, UInt8>(repeating: 0)
  private var exceeding = InlineArray<192, UInt8>(repeating: 0)
  /// How many connections there were since the first of those outside; negative in a pause.
  private var folded = 0
  private var outside = 0

  /// Which version a connection is folded with whose `differences`, of the words before `end`, are within the plan or not; 0 where it is
  /// folded without.
  @inline(__always)
  mutating func choose(_ isWithin: Bool, _ differences: inout IdleGuesses.Words, to end: Int) -> Int {
    folded &+= 1
    if isWithin { return version }
    if version < IdlePlan.lastVersion, folded > 0 { learn(&differences, to: end) }
    return 0
  }

  @inline(never)
  private mutating func learn(_ differences: inout IdleGuesses.Words, to end: Int) {
    // Where all are outside from some time on, it does not count how many were within before.
    if outside == 0 { folded = 1 }
    for place in 0..<end {
      differing[place] += differences[place] == 0 ? 0 : 1
      exceeding[place] += differences[place] &+ 0x8000 > 0xFFFF ? 1 : 0
    }
    outside += 1
    if outside < IdlePlan.samples { return }
    folded = widenIfItPays(to: end) ? 0 : -IdlePlan.pause
    differing = InlineArray(repeating: 0)
    exceeding = InlineArray(repeating: 0)
    outside = 0
  }

  private mutating func widenIfItPays(to end: Int) -> Bool {
    for choice in 0..<3 where pays(to: end, IdlePlan.leasts[choice]) {
      widen(to: end, IdlePlan.leasts[choice])
      return true
    }
    return false
  }

  /// Whether it gets wider where `least` is asked for, and all together take less memory then: those that are within take more.
  private mutating func pays(to end: Int, _ least: UInt8) -> Bool {
    var planned = 0
    var told = IdleForm.usualMarkHalves * outside
    for place in 0..<end {
      planned += takesWhole(place, least) ? 2 : takesHalf(place, least) ? 1 : 0
      told += Int(differing[place]) + Int(exceeding[place])
    }
    let before = Int(versions[version].end) + Int(versions[version].wholeEnd)
    return planned > before && planned * folded <= before * (folded - outside) + told
  }

  private mutating func takesWhole(_ place: Int, _ least: UInt8) -> Bool {
    excess[place] == 0 || exceeding[place] >= least
  }

  private mutating func takesHalf(_ place: Int, _ least: UInt8) -> Bool {
    excess[place] != .max || differing[place] >= least
  }

  /// Makes the next version of the last one and those that were outside of it.
  private mutating func widen(to end: Int, _ least: UInt8) {
    version += 1
    for place in 0..<end {
      if takesWhole(place, least) {
        excess[place] = 0
        bias[place] = 0
      } else if takesHalf(place, least) {
        excess[place] = 0xFFFF_0000
        bias[place] = 0x8000
      }
    }
    // What is kept beside.
    for place in end..<IdleGuesses.wordCount { excess[place] = 0 }
    for place in 0..<end where excess[place] == 0 { versions[version].add(place) }
    versions[version].wholeEnd = versions[version].end
    for place in 0..<end where excess[place] != 0 && excess[place] != .max { versions[version].add(place) }
  }
}
