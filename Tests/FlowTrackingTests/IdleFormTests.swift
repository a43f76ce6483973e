import PacketDecoding
import Testing

@testable import FlowTracking

/// The small form of idle connections, word by word.
@Suite struct IdleFormTests {
  private static let wordCount = MemoryLayout<Connection>.size / 4

  /// `connection` with its words changed by `change`, which gets the place of each.
  private static func changed(_ connection: Connection, _ change: (Int, UInt32) -> UInt32) -> Connection {
    var words = unsafe withUnsafeBytes(of: connection) { octets in
      (0..<wordCount).map { unsafe octets.loadUnaligned(fromByteOffset: 4 * $0, as: UInt32.self) }
    }
    for place in words.indices { words[place] = change(place, words[place]) }
    return unsafe words.withUnsafeBytes { unsafe $0.loadUnaligned(as: Connection.self) }
  }

  /// Folds and unfolds `connection` with three entries. Whether all words are what they were, how many halves it took, and the version of the
  /// plan.
  private static func turned(
    _ connection: Connection, _ form: inout IdleForm
  ) -> (isSame: Bool, halves: Int, version: Int) {
    var connection = connection
    for position in 0..<3 {
      var entry = StoredEntry()
      form.put(&entry, at: position)
    }
    form.put(&connection)
    let halves = form.fold(entries: 3)
    let (kind, version) = (form.kind, form.version)
    for start in stride(from: 0, to: halves, by: 30) { form.take(form.fragment(from: start), at: start) }
    form.unfold(number: connection.number, timerSecond: connection.timerSecond, kind: kind, version: version)
    // Word by word, as what is between the fields counts, too.
    let isSame = (0..<IdleGuesses.numberStart).allSatisfy { form.unfolded[$0] == form.words[$0] }
    return (isSame, halves, version)
  }

  private static let steps: [UInt32] = [
    0, 1, .max, 0x7FFF, 0x8000, 0xFFFF_8000, 0xFFFF_7FFF, 0xFFFF, 0x1_0000, 0x7FFF_FFFF, 0x8000_0000,
  ]

  /// The places of words that may hold anything, and do not tell the kind.
  private static let places = (0..<wordCount).filter { place in
    var form = IdleForm()
    var plain = Connection()
    form.put(&plain)
    let kind = form.kind
    return (steps + [0x123, 0xABC, 0x0101_0101, 0x5A5A_5A5A]).allSatisfy { step in
      let expected = unsafe withUnsafeBytes(of: plain) {
        unsafe $0.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self) &+ step
      }
      var connection = changed(plain) { $0 == place ? expected : $1 }
      form.put(&connection)
      let found = unsafe withUnsafeBytes(of: connection) {
        unsafe $0.loadUnaligned(fromByteOffset: 4 * place, as: UInt32.self)
      }
      return found == expected && form.kind == kind
    }
  }

  @Test(arguments: [0, 20, 90, 200] as [Int])
  func whatIsUnfoldedIsWhatWasFolded(before: Int) {
    var form = IdleForm()
    var random = SplitMix(seed: UInt64(before))
    let varying = Set(Self.places.shuffled(using: &random).prefix(30))
    var planned = 0
    for turn in 0..<(before + 400) {
      let isOdd = turn >= before && turn % 2 == 1
      let connection = Self.changed(Connection()) { place, word in
        if isOdd, Self.places.contains(place), UInt8.random(in: 0..<4, using: &random) == 0 {
          return word &+ (Self.steps.randomElement(using: &random) ?? 0)
        }
        return varying.contains(place) ? word &+ UInt32.random(in: 0...0xFFF, using: &random) : word
      }
      let result = Self.turned(connection, &form)
      #expect(result.isSame)
      planned += result.version == 0 ? 0 : 1
    }
    #expect(planned > 50)
  }

  /// Those of them that are not guessed from others, nor others from them: where one differs, no other does.
  private static let independentPlaces = places.filter { place in
    var form = IdleForm()
    _ = turned(Connection(), &form)
    return turned(changed(Connection()) { $0 == place ? $1 &+ 1 : $1 }, &form).halves == IdleForm.headHalves + 12 + 1
      + 1
  }

  /// A connection with `value` in some words.
  private static func connection(with words: Range<Int>, _ value: UInt32) -> Connection {
    let places = Set(independentPlaces[words])
    return changed(Connection()) { place, word in places.contains(place) ? value : word }
  }

  @Test func whatGrowsIsPlannedAnew() {
    var form = IdleForm()
    var planned = 0
    var most = 0
    for number in 0..<20_000 as Range<UInt32> {
      let result = Self.turned(Self.connection(with: 0..<20, number &* 16), &form)
      planned += result.version == 0 ? 0 : 1
      most = max(most, result.halves)
    }
    // Of 64 that are outside of it the next version is made.
    #expect(planned > 19_700)
    #expect(most <= IdleForm.headHalves + 12 + 2 + 2 * 20)
  }

  @Test func fewThatAreUnlikeOthersDoNotMakeThemLarger() {
    var form = IdleForm()
    var sizes: [Int] = []
    for number in 0..<20_000 as Range<UInt32> {
      let isOdd = number % 10 == 9
      let result = Self.turned(Self.connection(with: isOdd ? 20..<34 : 0..<20, number &* 0x1_0001), &form)
      if !isOdd, number > 1_000 { sizes.append(result.halves) }
    }
    #expect(sizes.allSatisfy { $0 <= IdleForm.headHalves + 2 * 20 })
  }

  @Test func othersThanTheFirstAreInThePlanSoon() {
    var form = IdleForm()
    for number in 0..<100 as Range<UInt32> { _ = Self.turned(Self.connection(with: 0..<20, number &* 0x1_0001), &form) }
    var planned = 0
    for number in 0..<1_000 as Range<UInt32> {
      planned += Self.turned(Self.connection(with: 5..<24, number &* 0x1_0001), &form).version == 0 ? 0 : 1
    }
    #expect(planned > 850)
  }
}
