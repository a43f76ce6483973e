import PacketDecoding

/// The small form of a connection and of the first entries of its timeline, in which an idle one is kept while memory is short.
///
/// All that the record holds is there, word by word, as what it differs by from a guess: most words are what they are in a new record, or
/// follow from one before them, as where the next segment begins follows from where the peer expects it. So nothing depends on what the words
/// mean, and a wrong guess costs four octets.
struct IdleForm: Sendable, BitwiseCopyable {
  /// Entries of the timeline that can be folded with the record: a block.
  static let mostEntries = 3

  /// A record, the entries behind it, and what is kept beside, in words.
  private typealias Words = InlineArray<192, UInt32>
  /// Words that there may be.
  private static var kindWords: Int { 192 }
  private static var recordWords: Int { MemoryLayout<Connection>.size / 4 }
  private static var entryWords: Int { MemoryLayout<StoredEntry>.size / 4 }
  /// Where the record begins; before it stands a word that is 0.
  private static var recordStart: Int { 1 }
  /// Where the entries begin.
  private static var entryStart: Int { recordStart + recordWords }
  /// Where the number is, which is kept beside, as is when the wheel looks at the connection, which may change while it is folded.
  private static var numberStart: Int { entryStart + mostEntries * entryWords }
  private static var timerStart: Int { numberStart + 2 }
  /// Halves that say which halves of the words differ from the guess.
  private static var maskHalves: Int { 23 }

  /// For each word, the place of one before it that tells most of it; 0 for none.
  private var sources = InlineArray<192, UInt8>(repeating: 0)
  /// What it is more than that: as in the first connection of its kind that was folded. Those of one kind, then of the next.
  private var addends = InlineArray<1536, UInt32>(repeating: 0)
  /// For each kind, before which word all have their addends.
  private var learnt = InlineArray<8, Int>(repeating: recordStart)
  /// Of what kind that is which is to be folded: some words are alike in those of one kind.
  private(set) var kind = 0
  /// What is to be folded.
  private var words = Words(repeating: 0)
  /// What was unfolded.
  private var unfolded = Words(repeating: 0)
  /// The small form in halves of words: the mask, and what differs. Behind it there is room for a fragment.
  var halves = InlineArray<448, UInt16>(repeating: 0)

  /// One that has folded nothing yet.
  init() {
    guessRecord()
    guessEntries()
  }

  /// Puts `connection` in, to be folded.
  mutating func put(_ connection: inout Connection) {
    words[IdleForm.numberStart] = UInt32(truncatingIfNeeded: connection.number)
    words[IdleForm.numberStart + 1] = UInt32(truncatingIfNeeded: connection.number >> 32)
    words[IdleForm.timerStart] = connection.timerSecond
    kind =
      (connection.ends[0].octets == 0 ? 0 : 1) | (connection.ends[1].octets == 0 ? 0 : 2)
      | (connection.key.lowAddress.isIPv4 ? 0 : 4)
    unsafe withUnsafeBytes(of: &connection) { octets in
      unsafe withUnsafeMutableBytes(of: &words) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: $0[(4 * IdleForm.recordStart)...]).copyMemory(from: octets)
      }
    }
  }

  /// Puts `entry` in as the one at `position` of the timeline, to be folded.
  mutating func put(_ entry: inout StoredEntry, at position: Int) {
    let start = 4 * (IdleForm.entryStart + position * IdleForm.entryWords)
    unsafe withUnsafeBytes(of: &entry) { octets in
      unsafe withUnsafeMutableBytes(of: &words) {
        unsafe UnsafeMutableRawBufferPointer(rebasing: $0[start...]).copyMemory(from: octets)
      }
    }
  }

  /// Gets the record that was unfolded.
  mutating func get(_ connection: inout Connection) {
    connection = unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: 4 * IdleForm.recordStart, as: Connection.self)
    }
  }

  /// Gets the entry at `position` of the timeline that was unfolded.
  mutating func get(_ entry: inout StoredEntry, at position: Int) {
    let start = 4 * (IdleForm.entryStart + position * IdleForm.entryWords)
    entry = unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: start, as: StoredEntry.self)
    }
  }

  /// Writes the small form of what was put in, with `entries` entries, into `halves`; returns how many of them it takes.
  mutating func fold(entries: Int) -> Int {
    let end = IdleForm.entryStart + entries * IdleForm.entryWords
    let kindStart = kind * IdleForm.kindWords
    for place in learnt[kind]..<max(end, learnt[kind]) {
      addends[kindStart + place] = words[place] &- words[Int(sources[place])]
      learnt[kind] = place + 1
    }
    var used = IdleForm.maskHalves
    var place = IdleForm.recordStart
    var maskPlace = 0
    while place < end {
      var mask: UInt16 = 0
      var bit: UInt16 = 1
      let stop = min(place &+ 8, end)
      while place < stop {
        let difference = words[place] &- words[Int(sources[place])] &- addends[kindStart &+ place]
        // Small differences to either side have an upper half of 0.
        let folded = difference &<< 1 ^ UInt32(bitPattern: Int32(bitPattern: difference) &>> 31)
        let low = UInt16(truncatingIfNeeded: folded)
        let high = UInt16(truncatingIfNeeded: folded &>> 16)
        halves[used] = low
        used &+= low == 0 ? 0 : 1
        mask |= low == 0 ? 0 : bit
        halves[used] = high
        used &+= high == 0 ? 0 : 1
        mask |= high == 0 ? 0 : bit &<< 1
        bit = bit &<< 2
        place &+= 1
      }
      halves[maskPlace] = mask
      maskPlace &+= 1
    }
    return used
  }

  /// Unfolds what `halves` are the small form of, with `entries` entries and of `kind`, and what is kept beside.
  mutating func unfold(number: UInt64, timerSecond: UInt32, entries: Int, kind: Int) {
    unfolded[IdleForm.numberStart] = UInt32(truncatingIfNeeded: number)
    unfolded[IdleForm.numberStart + 1] = UInt32(truncatingIfNeeded: number >> 32)
    unfolded[IdleForm.timerStart] = timerSecond
    unfold(to: IdleForm.entryStart + entries * IdleForm.entryWords, kind)
  }

  /// The 4-tuple of what `halves` are the small form of, of `kind`.
  mutating func unfoldKey(kind: Int) -> FlowKey {
    unfold(to: IdleForm.recordStart + 9, kind)
    return unsafe withUnsafeBytes(of: &unfolded) {
      unsafe $0.loadUnaligned(fromByteOffset: 4 * IdleForm.recordStart, as: FlowKey.self)
    }
  }

  /// The `lastTime` of what `halves` are the small form of, of `kind`.
  mutating func unfoldLastTime(kind: Int) -> Int64 {
    let place = IdleForm.place(of: \.lastTime)
    unfold(to: place + 2, kind)
    return unsafe withUnsafeBytes(of: &unfolded) { unsafe $0.loadUnaligned(fromByteOffset: 4 * place, as: Int64.self) }
  }

  /// Unfolds the words before `end`.
  private mutating func unfold(to end: Int, _ kind: Int) {
    let kindStart = kind * IdleForm.kindWords
    var next = IdleForm.maskHalves
    var place = IdleForm.recordStart
    var maskPlace = 0
    while place < end {
      var mask = halves[maskPlace]
      maskPlace &+= 1
      let stop = min(place &+ 8, end)
      while place < stop {
        let low = mask & 1 == 0 ? 0 : halves[next]
        next &+= Int(mask & 1)
        let high = mask & 2 == 0 ? 0 : halves[next]
        next &+= Int(mask &>> 1 & 1)
        mask = mask &>> 2
        let folded = UInt32(high) &<< 16 | UInt32(low)
        let difference = folded &>> 1 ^ (0 &- (folded & 1))
        unfolded[place] = difference &+ unfolded[Int(sources[place])] &+ addends[kindStart &+ place]
        place &+= 1
      }
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
  private mutating func guess(_ place: Int, from source: Int, words: Int = 1) {
    for word in 0..<words where source < place || source >= IdleForm.numberStart {
      sources[place + word] = UInt8(truncatingIfNeeded: source + word)
    }
  }

  private mutating func guessRecord() {
    typealias Form = IdleForm
    let lastTime = Form.place(of: \.lastTime)
    for side in [Side.client, .server] {
      for time in [\Endpoint.probeTime, \.lastTime, \.dataTime, \.lastSynTime] as [PartialKeyPath<Endpoint>] {
        guess(Form.place(of: time, side), from: lastTime, words: 2)
      }
      guess(Form.place(of: \.acknowledged, side), from: Form.place(of: \.probeEnd, side))
      guess(Form.place(of: \.windowEdge, side), from: Form.place(of: \.acknowledged, side))
      guess(Form.place(of: \.packets, side), from: Form.place(of: \.freshPackets, side))
      guess(Form.place(of: \.initialSequence, side), from: Form.place(of: \.next, side))
      guess(Form.place(of: \.synEnd, side), from: Form.place(of: \.initialSequence, side))
      guess(Form.place(of: \.recentPlaces, side), from: Form.place(of: \.initialSequence, side))
      for slot in 1..<4 {
        let time = Form.place(of: \.recentMicroseconds, side) + slot
        guess(time, from: time - 1)
      }
    }
    guess(Form.place(of: \.recentPlaces, .client) + 1, from: Form.place(of: \.initialSequence, .client))
    let client = Form.place(of: \.next, .client)
    guess(Form.place(of: \.probeEnd, .server), from: client)
    guess(Form.place(of: \.next, .server), from: Form.place(of: \.acknowledged, .client))
    guess(Form.place(of: \.acknowledged, .server), from: client)
    guess(Form.place(of: \.probeTime, .server), from: Form.place(of: \.lastTime, .client), words: 2)
    guess(Form.place(of: \.lastTime, .server), from: Form.place(of: \.probeTime, .client), words: 2)
    guess(Form.place(of: \.lastSynTime, .server), from: Form.place(of: \.lastSynTime, .client), words: 2)
    let history = Form.place(of: \.history) + 1
    guess(history, from: Form.place(of: \.initialSequence, .client))
    guess(history + 1, from: Form.place(of: \.initialSequence, .server))
    guess(Form.place(of: \.number), from: Form.numberStart, words: 2)
    guess(Form.place(of: \.timerSecond), from: Form.timerStart)
    guess(Form.place(of: \.firstTime), from: Form.place(of: \.lastSynTime, .client), words: 2)
    guess(Form.place(of: \.firstFrame), from: Form.place(of: \.lastFrame, .client))
    guess(Form.place(of: \.handshakeTimes), from: Form.place(of: \.roundTrip, .server))
    guess(Form.place(of: \.handshakeTimes) + 1, from: Form.place(of: \.roundTrip, .client))
  }

  /// The timeline of most begins with the handshake.
  private mutating func guessEntries() {
    typealias Form = IdleForm
    let times = [
      Form.place(of: \.firstTime), Form.place(of: \.lastSynTime, .server), Form.place(of: \.lastSynTime, .server),
    ]
    for entry in 0..<Form.mostEntries {
      let sender: Side = entry == 1 ? .server : .client
      guess(Form.place(of: \.timeLow, entry), from: times[entry], words: 2)
      let frame = Form.place(of: \.frameLow, entry)
      guess(frame, from: entry == 0 ? Form.place(of: \.firstFrame) : Form.place(of: \.frameLow, entry - 1))
      guess(Form.place(of: \.sequence, entry), from: Form.place(of: \.initialSequence, sender))
      if entry > 0 {
        guess(Form.place(of: \.acknowledgement, entry), from: Form.place(of: \.initialSequence, sender.peer))
        guess(Form.place(of: \.timestampEcho, entry), from: Form.place(of: \.timestampValue, entry - 1))
      }
      guess(Form.place(of: \.timestampValue, entry), from: Form.place(of: \.lastTimestampValue, sender))
      guess(Form.place(of: \.identification, entry), from: Form.place(of: \.lastIdentification, sender))
    }
  }
}
