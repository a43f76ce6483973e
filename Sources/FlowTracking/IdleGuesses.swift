/// What the words of a connection that is to be folded are guessed from: what tells most of a word is often one before it, as where the next
/// segment begins is where the peer expects it.
///
/// A guess that is wrong costs two octets or four, and nothing else.
struct IdleGuesses: Sendable, BitwiseCopyable {
  /// The words of a record, of the entries of the timeline behind it, and of what is kept beside; more than `wordCount`, so that an octet tells
  /// one of them and nothing has to ask whether it does.
  typealias Words = InlineArray<256, UInt32>
  /// Words that there may be.
  static let wordCount = 192
  /// Entries of the timeline that can be folded with the record: a block.
  static let mostEntries = 3
  /// Where the record begins; before it stands a word that is 0.
  static let recordStart = 1
  static var entryWords: Int { MemoryLayout<StoredEntry>.size / 4 }
  /// Where the entries begin.
  static var entryStart: Int { recordStart + MemoryLayout<Connection>.size / 4 }
  /// Where the number is, which is kept beside, as is when the wheel looks at the connection, which may change while it is folded.
  static var numberStart: Int { entryStart + mostEntries * entryWords }
  static var timerStart: Int { numberStart + 2 }

  /// The words that are guessed from one that tells most of them, in the order of their places, so that each source is known before what is
  /// guessed from it.
  private(set) var guessed = Places()
  /// Of each word, the one that it is guessed from; the one that is 0 where there is none.
  private(set) var sources = InlineArray<256, UInt8>(repeating: 0)
  /// What each word is more than its source: as in the first connection of the kind that was folded.
  private(set) var addends = Words(repeating: 0)
  /// Before which word all have their addends.
  private var learnt = recordStart

  init() {}

  /// - Parameter sendsData: whether the client, and the server, sent data.
  init(sendsData: InlineArray<2, Bool>) {
    IdleGuesses.guessRecord(sendsData, &sources)
    IdleGuesses.guessEntries(&sources)
    for place in 0..<IdleGuesses.wordCount where sources[place] != 0 { guessed.add(place) }
  }

  /// Learns the addends of the words before `end` that have none yet, from `words`.
  @inline(__always)
  mutating func learn(_ words: inout Words, to end: Int) {
    if learnt < end { learnMore(&words, to: end) }
  }

  @inline(never)
  private mutating func learnMore(_ words: inout Words, to end: Int) {
    for place in learnt..<end { addends[place] = words[place] &- words[Int(sources[place])] }
    learnt = end
  }

  /// Takes from `differences`, which are those of `words` from their addends, what they are guessed from.
  mutating func subtractSources(_ words: inout Words, from differences: inout Words) {
    for position in 0..<Int(guessed.count) {
      let place = Int(guessed.places[position])
      differences[place] &-= words[Int(sources[place])]
    }
  }

  /// Adds to `words`, which hold what they differ by from their sources, these.
  mutating func complete(_ words: inout Words) {
    for position in 0..<Int(guessed.count) {
      let place = Int(guessed.places[position])
      words[place] &+= words[Int(sources[place])]
    }
  }

  // MARK: What follows from what

  private static func place(of field: PartialKeyPath<Connection>) -> Int {
    recordStart + (MemoryLayout<Connection>.offset(of: field) ?? 0) / 4
  }

  private static func place(of field: PartialKeyPath<Endpoint>, _ side: Side) -> Int {
    place(of: \.ends) + (side.index * MemoryLayout<Endpoint>.stride + (MemoryLayout<Endpoint>.offset(of: field) ?? 0))
      / 4
  }

  private static func place(of field: PartialKeyPath<StoredEntry>, _ entry: Int) -> Int {
    entryStart + entry * entryWords + (MemoryLayout<StoredEntry>.offset(of: field) ?? 0) / 4
  }

  /// `words` words at `place` are much like those at `source`, which come before or are kept beside. Where they no longer do, since the record
  /// was laid out anew, there is no guess: what is folded gets larger, and stays right.
  private static func guess(
    _ place: Int, from source: Int, words: Int = 1, _ sources: inout InlineArray<256, UInt8>
  ) {
    for word in 0..<words where source < place || source >= numberStart {
      sources[place + word] = UInt8(truncatingIfNeeded: source + word)
    }
  }

  private static func guessRecord(_ sendsData: InlineArray<2, Bool>, _ sources: inout InlineArray<256, UInt8>) {
    for side in [Side.client, .server] {
      guess(place(of: \.acknowledged, side), from: place(of: \.probeEnd, side), &sources)
      guess(place(of: \.windowEdge, side), from: place(of: \.acknowledged, side), &sources)
      guess(place(of: \.packets, side), from: place(of: \.freshPackets, side), &sources)
      guess(place(of: \.initialSequence, side), from: place(of: \.next, side), &sources)
      guess(place(of: \.synEnd, side), from: place(of: \.initialSequence, side), &sources)
      guess(place(of: \.lastTime, side), from: place(of: \.lastTime), words: 2, &sources)
      guess(place(of: \.recentPlaces, side), from: place(of: \.initialSequence, side), &sources)
      if sendsData[side.index] {
        guess(place(of: \.dataTime, side), from: place(of: \.lastTime), words: 2, &sources)
        for slot in 1..<4 {
          guess(place(of: \.recentMicroseconds, side) + slot, from: place(of: \.recentMicroseconds, side), &sources)
        }
      } else {
        guess(place(of: \.recentMicroseconds, side) + 1, from: place(of: \.recentMicroseconds, side), &sources)
      }
    }
    guess(place(of: \.probeTime, .client), from: place(of: \.lastTime), words: 2, &sources)
    guess(place(of: \.lastSynTime, .client), from: place(of: \.probeTime, .client), words: 2, &sources)
    guess(place(of: \.recentPlaces, .client) + 1, from: place(of: \.recentPlaces, .client), &sources)
    guessServer(&sources)
    let history = place(of: \.history) + 1
    guess(history, from: place(of: \.initialSequence, .client), &sources)
    guess(history + 1, from: place(of: \.initialSequence, .server), &sources)
    let run = place(of: \.run)
    guess(run, from: place(of: \.freshPackets, .client), &sources)
    guess(run + 1, from: place(of: \.freshPackets, .client), &sources)
    guess(run + 2, from: place(of: \.octets, .client), &sources)
    guess(place(of: \.number), from: numberStart, words: 2, &sources)
    guess(place(of: \.timerSecond), from: timerStart, &sources)
    guess(place(of: \.firstTime), from: place(of: \.lastSynTime, .client), words: 2, &sources)
    guess(place(of: \.firstFrame), from: place(of: \.lastFrame, .server), &sources)
    guess(place(of: \.handshakeTimes), from: place(of: \.roundTrip, .server), &sources)
    guess(place(of: \.handshakeTimes) + 1, from: place(of: \.roundTrip, .client), &sources)
  }

  /// The server answers the client.
  private static func guessServer(_ sources: inout InlineArray<256, UInt8>) {
    let next = place(of: \.next, .client)
    guess(place(of: \.probeEnd, .server), from: next, &sources)
    guess(place(of: \.acknowledged, .server), from: next, &sources)
    guess(place(of: \.next, .server), from: place(of: \.acknowledged, .client), &sources)
    guess(place(of: \.probeTime, .server), from: place(of: \.lastTime, .client), words: 2, &sources)
    guess(place(of: \.lastTime, .server), from: place(of: \.probeTime, .client), words: 2, &sources)
    guess(place(of: \.lastSynTime, .server), from: place(of: \.probeTime, .client), words: 2, &sources)
    guess(place(of: \.lastFrame, .server), from: place(of: \.lastFrame, .client), &sources)
    guess(place(of: \.freshPackets, .server), from: place(of: \.freshPackets, .client), &sources)
    guess(place(of: \.confirmed, .server), from: place(of: \.confirmed, .client), &sources)
    // Its first segment comes before the client's second.
    let times = place(of: \.recentMicroseconds, .client)
    for slot in 0..<4 {
      guess(place(of: \.recentMicroseconds, .server) + slot, from: times + (slot + 1) % 4, &sources)
    }
  }

  /// The timeline of most begins with the handshake.
  private static func guessEntries(_ sources: inout InlineArray<256, UInt8>) {
    let times = [place(of: \.firstTime), place(of: \.lastSynTime, .server), place(of: \.lastSynTime, .server)]
    for entry in 0..<mostEntries {
      let sender: Side = entry == 1 ? .server : .client
      guess(place(of: \.timeLow, entry), from: times[entry], words: 2, &sources)
      let frame = place(of: \.frameLow, entry)
      guess(frame, from: entry == 0 ? place(of: \.firstFrame) : place(of: \.frameLow, entry - 1), &sources)
      guess(place(of: \.sequence, entry), from: place(of: \.initialSequence, sender), &sources)
      if entry > 0 {
        guess(place(of: \.acknowledgement, entry), from: place(of: \.initialSequence, sender.peer), &sources)
        guess(place(of: \.timestampEcho, entry), from: place(of: \.timestampValue, entry - 1), &sources)
      }
      guess(place(of: \.timestampValue, entry), from: place(of: \.lastTimestampValue, sender), &sources)
    }
    guess(place(of: \.identification, 2), from: place(of: \.identification, 0), &sources)
  }
}

extension IdleGuesses {
  /// Places of words, at most as many as an octet counts.
  struct Places: Sendable, BitwiseCopyable {
    /// The places; those that count come first.
    private(set) var places = InlineArray<256, UInt8>(repeating: 0)
    /// How many there are.
    private(set) var count: UInt8 = 0

    /// Adds `place` behind the others.
    mutating func add(_ place: Int) {
      places[Int(count)] = UInt8(truncatingIfNeeded: place)
      count += 1
    }
  }
}
