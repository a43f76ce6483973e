import FlowTracking
import PacketDecoding

/// What the attempts of a group have in common; nil for what they need not share.
struct GroupKey: Hashable, Sendable, BitwiseCopyable {
  /// Who asked.
  var client: IPAddress?
  /// Who was asked.
  var server: IPAddress?
  /// The port that was asked for.
  var port: UInt16?
}

extension GroupKey {
  /// The server and its port, as they are written in a sentence.
  var service: String { server?.text(port: port ?? 0) ?? "" }
}

/// A number in a sentence, which may be an estimate.
struct Amount: Sendable, CustomStringConvertible {
  let number: Int
  let isExact: Bool

  /// In English.
  var description: String { text(in: .english) }

  /// In `language`.
  func text(in language: Language) -> String {
    isExact ? "\(number)" : language == .korean ? "약 \(number)" : "about \(number)"
  }
}

/// Openings that came to nothing and that have something in common, counted in a space that never grows.
struct AttemptGroup: Sendable, BitwiseCopyable {
  /// How long ago an attempt may lie and still belong to one scan, in nanoseconds: five minutes, as in Zeek's policy.
  static let scanWindow: Int64 = 300_000_000_000
  private static let second: Int64 = 1_000_000_000
  private static let exampleLimit = 6

  private(set) var key = GroupKey()
  /// When the first and the last of them began, in nanoseconds since the epoch.
  private(set) var first: Int64 = 0
  private(set) var last: Int64 = 0
  /// Attempts that came to nothing, and of these by outcome.
  private(set) var failed: UInt32 = 0
  private(set) var refused: UInt32 = 0
  private(set) var rejected: UInt32 = 0
  private(set) var unanswered: UInt32 = 0
  /// Those that the server answered and the client reset at once.
  private(set) var withdrawn: UInt32 = 0
  /// Those that a server answered, and that went no further.
  private(set) var halfOpen: UInt32 = 0
  /// Those whose client did not ask twice, or may not have.
  private(set) var abandoned: UInt32 = 0
  private(set) var undecided: UInt32 = 0
  /// Attempts with the same in common that became connections, at most; known when stories are told.
  var completed: UInt32 = 0
  /// The most attempts that began in one second, and in ten.
  private(set) var peakSecond: UInt32 = 0
  private(set) var peakTenSeconds: UInt32 = 0
  /// The most different values (of what they do not share) within the window of a scan; 32 at most.
  private(set) var peakVariety: UInt32 = 0

  // The last different values, each with its second; and attempts by second. Seconds count from `first` and may be negative.
  private var values = InlineArray<32, UInt32>(repeating: 0)
  private var valueSeconds = InlineArray<32, Int32>(repeating: 0)
  private var valueCount: UInt32 = 0
  private var sketch = Variety()
  private var rateSeconds = InlineArray<16, Int32>(repeating: .min)
  private var rates = InlineArray<16, UInt32>(repeating: 0)
  // The attempts in the ten seconds up to the second of the last one.
  private var rateSecond: Int32 = .min
  private var rateSum: UInt32 = 0
  private var exampleCount: UInt8 = 0
  private var exampleConnections = InlineArray<6, UInt64>(repeating: 0)
  private var exampleFrames = InlineArray<6, UInt64>(repeating: 0)
  private var exampleAnswers = InlineArray<6, UInt64>(repeating: 0)

  /// A group without attempts.
  init() {}

  /// Makes this the group of `key`, without attempts, which begins at `time`. What the counts say is not in use stays as it was: in a flood
  /// most groups begin and end with one attempt.
  mutating func begin(_ key: GroupKey, at time: Int64) {
    self.key = key
    first = time
    last = time
    failed = 0
    refused = 0
    rejected = 0
    unanswered = 0
    withdrawn = 0
    halfOpen = 0
    abandoned = 0
    undecided = 0
    completed = 0
    peakSecond = 0
    peakTenSeconds = 0
    peakVariety = 0
    valueCount = 0
    sketch = Variety()
    rateSeconds = InlineArray(repeating: .min)
    rateSecond = .min
    rateSum = 0
    exampleCount = 0
  }

  /// Counts an attempt that came to nothing; `value` is a hash of what it does not share with the others.
  mutating func add(_ attempt: Attempt, value: UInt64) {
    let second = Int32(clamping: (attempt.start &- first) / AttemptGroup.second)
    first = min(first, attempt.start)
    last = max(last, attempt.start)
    failed &+= 1
    switch attempt.outcome {
    case .refused: refused &+= 1
    case .rejected: rejected &+= 1
    case .unanswered: unanswered &+= 1
    case .reset, .halfOpen, .completed, .unseen:
      if case .withdrew = attempt.conduct { withdrawn &+= 1 } else { halfOpen &+= 1 }
    }
    // Patterns: a comparison of another module's cases is a call.
    switch (attempt.outcome, attempt.conduct) {
    case (.unanswered, .abandoned), (.halfOpen, .abandoned): abandoned &+= 1
    case (.unanswered, .undecided), (.halfOpen, .undecided): undecided &+= 1
    default: break
    }
    addRate(at: second)
    addValue(value, at: second)
    guard exampleCount < AttemptGroup.exampleLimit else { return }
    exampleConnections[Int(exampleCount)] = attempt.connection
    exampleFrames[Int(exampleCount)] = attempt.firstFrame
    exampleAnswers[Int(exampleCount)] = attempt.answerFrame
    exampleCount &+= 1
  }

  /// How many different values there were: exact up to 32, about so many beyond.
  var variety: Amount {
    if valueCount <= 32 { return Amount(number: Int(valueCount), isExact: true) }
    // Two digits are what an estimate is good for.
    let estimate = max(sketch.estimate, 33)
    let unit = estimate < 100 ? 1 : estimate < 1_000 ? 10 : estimate < 10_000 ? 100 : 1_000
    // There are no more of them than attempts.
    return Amount(number: min((estimate + unit / 2) / unit * unit, Int(failed)), isExact: false)
  }

  /// The numbers of the first few connections, and their frames: each SYN, and the server's answer where there was one.
  var examples: (connections: [UInt64], frames: [UInt64]) {
    var connections: [UInt64] = []
    var frames: [UInt64] = []
    for index in 0..<Int(exampleCount) {
      connections.append(exampleConnections[index])
      frames.append(exampleFrames[index])
      if exampleAnswers[index] != 0 { frames.append(exampleAnswers[index]) }
    }
    return (connections.sorted(), frames.sorted())
  }

  private mutating func addRate(at second: Int32) {
    let slot = Int(second & 15)
    if rateSeconds[slot] == second {
      rates[slot] &+= 1
    } else if rateSeconds[slot] < second {
      rateSeconds[slot] = second
      rates[slot] = 1
    } else {
      return
    }
    if rates[slot] > peakSecond { peakSecond = rates[slot] }
    if second == rateSecond {
      rateSum &+= 1
    } else {
      rateSecond = second
      rateSum = 0
      for index in 0..<16 where rateSeconds[index] <= second && rateSeconds[index] > second &- 10 {
        rateSum &+= rates[index]
      }
    }
    if rateSum > peakTenSeconds { peakTenSeconds = rateSum }
  }

  private mutating func addValue(_ hash: UInt64, at second: Int32) {
    sketch.add(hash)
    // More than that is neither counted nor remembered.
    if peakVariety == 32, valueCount > 32 { return }
    let value = UInt32(truncatingIfNeeded: hash >> 32)
    let window = UInt32(AttemptGroup.scanWindow / AttemptGroup.second)
    var place = Int(valueCount & 31)
    var isKnown = false
    for index in 0..<Int(min(valueCount, 32)) where values[index] == value {
      place = index
      isKnown = true
    }
    values[place] = value
    valueSeconds[place] = second
    if !isKnown { valueCount &+= 1 }
    var different: UInt32 = 0
    for index in 0..<Int(min(valueCount, 32)) where (valueSeconds[index] &- second).magnitude <= window {
      different &+= 1
    }
    if different > peakVariety { peakVariety = different }
  }
}
