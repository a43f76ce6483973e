/// Which words of connections of one kind differ from what is guessed, and by how much.
///
/// In most connections these are the same words. One that differs in no other, and in none by more, need not be told which they are: it takes
/// less memory, and half of the work. What most have in common shows in a few, but not for ever: what grows in the course of a capture, as
/// frame numbers do, is small at first. So a plan that too many are outside of is widened, some times.
struct IdlePlan: Sendable, BitwiseCopyable {
  /// The words that differ, and how the others are known.
  struct Version: Sendable, BitwiseCopyable {
    /// Those that are stored whole: not their differences, so that they need no guess.
    fileprivate(set) var wholes = IdleGuesses.Places()
    /// Those whose differences take a half.
    fileprivate(set) var halves = IdleGuesses.Places()
    /// Those that are guessed from others and are not stored whole, in the order of their places.
    fileprivate(set) var guessed = IdleGuesses.Places()
    /// Halves that it takes.
    var size: Int { 2 * Int(wholes.count) + Int(halves.count) }
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
  /// Of each word, all bits where its difference from its addend has to be 0 for what is within the plan, as it has no source; none of the others.
  private(set) var fixed = InlineArray<192, UInt32>(repeating: .max)
  /// The words that have to be what they are guessed to be from others.
  private(set) var exact = IdleGuesses.Places()
  /// Halves that each word takes.
  private var sizes = InlineArray<192, UInt8>(repeating: 0)

  /// In how many of those outside each word differed, and by more than a half.
  private var differing = InlineArray<192, UInt8>(repeating: 0)
  private var exceeding = InlineArray<192, UInt8>(repeating: 0)
  /// How many connections there were since the first of those outside; negative in a pause.
  private var folded = 0
  private var outside = 0

  /// Counts a connection that has all entries.
  @inline(__always)
  mutating func count() {
    folded &+= 1
  }

  /// Learns from the one that was counted last, which is outside of the plan: its words before `end` differ by `differences` from what they are
  /// guessed to be by `guesses`.
  mutating func learn(_ differences: inout IdleGuesses.Words, to end: Int, _ guesses: inout IdleGuesses) {
    if version == IdlePlan.lastVersion || folded <= 0 { return }
    // Where all are outside from some time on, it does not count how many were within before.
    if outside == 0 { folded = 1 }
    for place in 0..<end {
      differing[place] += differences[place] == 0 ? 0 : 1
      exceeding[place] += differences[place] &+ 0x8000 > 0xFFFF ? 1 : 0
    }
    outside += 1
    if outside < IdlePlan.samples { return }
    folded = widenIfItPays(to: end, &guesses) ? 0 : -IdlePlan.pause
    differing = InlineArray(repeating: 0)
    exceeding = InlineArray(repeating: 0)
    outside = 0
  }

  private mutating func widenIfItPays(to end: Int, _ guesses: inout IdleGuesses) -> Bool {
    for choice in 0..<3 where pays(to: end, IdlePlan.leasts[choice]) {
      widen(to: end, IdlePlan.leasts[choice], &guesses)
      return true
    }
    return false
  }

  /// Whether it gets wider where `least` is asked for, and all together take less memory then: those that are within take more.
  private mutating func pays(to end: Int, _ least: UInt8) -> Bool {
    var planned = 0
    var told = IdleForm.usualMarkHalves * outside
    for place in 0..<end {
      planned += Int(size(of: place, least))
      told += Int(differing[place]) + Int(exceeding[place])
    }
    let before = versions[version].size
    return planned > before && planned * folded <= before * (folded - outside) + told
  }

  /// Halves that the word at `place` takes where the plan gets wider.
  private mutating func size(of place: Int, _ least: UInt8) -> UInt8 {
    max(sizes[place], exceeding[place] >= least ? 2 : differing[place] >= least ? 1 : 0)
  }

  /// Makes the next version of the last one and those that were outside of it.
  private mutating func widen(to end: Int, _ least: UInt8, _ guesses: inout IdleGuesses) {
    version += 1
    exact = IdleGuesses.Places()
    for place in 0..<end {
      sizes[place] = size(of: place, least)
      let isGuessed = guesses.sources[place] != 0
      fixed[place] = sizes[place] == 0 && !isGuessed ? .max : 0
      switch sizes[place] {
      case 2: versions[version].wholes.add(place)
      case 1: versions[version].halves.add(place)
      default: if isGuessed { exact.add(place) }
      }
      if isGuessed, sizes[place] < 2 { versions[version].guessed.add(place) }
    }
    // What is kept beside.
    for place in end..<IdleGuesses.wordCount { fixed[place] = 0 }
  }
}
