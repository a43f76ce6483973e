/// One kind of traffic. It is asked to go on in the order of time, so that no more is held than what is under way.
protocol Traffic {
  /// When it next has something to add, in microseconds since the start of the capture; nil when it is done.
  var nextTime: Int64? { get }
  /// Adds what begins at `nextTime`.
  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth)
}

/// Several kinds at once.
struct MixedTraffic: Traffic {
  var parts: [any Traffic]

  private var first: Int? {
    parts.indices.filter { parts[$0].nextTime != nil }
      .min { (parts[$0].nextTime ?? .max) < (parts[$1].nextTime ?? .max) }
  }

  var nextTime: Int64? { first.flatMap { parts[$0].nextTime } }

  mutating func proceed(_ random: inout RandomSource, _ queue: inout TimedQueue<Packet>, _ truth: inout Truth) {
    if let first { parts[first].proceed(&random, &queue, &truth) }
  }
}
