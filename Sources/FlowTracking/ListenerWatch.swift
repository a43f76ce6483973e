import PacketDecoding

/// Listeners with which something is wrong just now, and what became of their other clients.
///
/// One lost SYN and a SYN that a full queue dropped look alike in one connection; that other clients of the same listener were ignored
/// at the same time, while some were answered, tells them apart. A listener is remembered only after a SYN or a SYN-ACK to or from it was
/// repeated, and only for `memory`; there is room for `limit` of them, so that neither clean traffic nor a flood costs anything.
struct ListenerWatch: Sendable {
  /// The most listeners to remember.
  static let limit = 64
  /// How long what happened counts, in nanoseconds.
  static let memory: Int64 = 10_000_000_000

  /// Something that happened to one client.
  struct Sighting: Sendable, BitwiseCopyable {
    /// The connection's number; 0 for none.
    var connection: UInt64 = 0
    /// When the client had sent the segment that was answered or ignored, in nanoseconds since the epoch.
    var time: Int64 = .min
    /// The frame that shows it.
    var frame: UInt64 = 0
  }

  /// Where a listener is.
  struct Place: Sendable, BitwiseCopyable, Equatable {
    /// Its address.
    var address = IPAddress(high: 0, low: 0)
    /// Its port.
    var port: UInt16 = 0
    /// The network that its clients' segments come through, as `Segment.context` has it.
    var context: UInt64 = 0

    /// What most places differ in, for a search that looks at few of them.
    @inline(__always)
    var print: UInt32 {
      let mixed = (address.high ^ address.low ^ context) &+ UInt64(port) << 32
      return UInt32(truncatingIfNeeded: (mixed &* 0x9E37_79B9_7F4A_7C15) >> 32)
    }
  }

  private struct Listener: Sendable, BitwiseCopyable {
    var place = Place()
    var lastTime: Int64 = .min
    /// The latest clients that had to repeat their SYN, that were answered, and whose ACK was ignored.
    var ignoredSyns = InlineArray<4, Sighting>(repeating: Sighting())
    var answered = InlineArray<4, Sighting>(repeating: Sighting())
    var ignoredAcks = InlineArray<4, Sighting>(repeating: Sighting())
    /// When a client that it had heard repeated something.
    var badPathTime: Int64 = .min
  }

  private var listeners: [Listener] = []
  /// The prints of their places, side by side.
  private var prints: [UInt32] = []
  /// A bit for what each print ends in: every opening is looked for, and nearly all belong to none of these.
  private var bits = InlineArray<8, UInt64>(repeating: 0)
  private var lastTime: Int64 = .min

  /// Whether nothing is remembered that still counts at `time`.
  func isQuiet(at time: Int64) -> Bool {
    lastTime == .min || time &- lastTime > ListenerWatch.memory
  }

  /// A client repeated its SYN to a listener.
  mutating func noteRepeatedSyn(_ sighting: Sighting, to place: Place) {
    let index = index(of: place, at: sighting.time)
    ListenerWatch.keep(sighting, in: &listeners[index].ignoredSyns)
  }

  /// A listener repeated its SYN-ACK although the client's ACK had passed.
  mutating func noteIgnoredAck(_ sighting: Sighting, by place: Place) {
    let index = index(of: place, at: sighting.time)
    ListenerWatch.keep(sighting, in: &listeners[index].ignoredAcks)
  }

  /// A listener answered a SYN; kept only for one that is remembered already.
  mutating func noteAnswer(_ sighting: Sighting, by place: Place) {
    guard let index = find(place) else { return }
    ListenerWatch.keep(sighting, in: &listeners[index].answered)
  }

  /// A client that a listener had heard repeated something; kept only for one that is remembered already.
  mutating func noteBadPath(at time: Int64, to place: Place) {
    guard let index = find(place) else { return }
    listeners[index].badPathTime = time
  }

  /// A frame which shows that the listener answered another client's SYN that was sent between `start` and `end`, while it also
  /// ignored two others; nil where there is none.
  mutating func answerToAnother(than connection: UInt64, from start: Int64, to end: Int64, by place: Place)
    -> UInt64?
  {
    guard let index = find(place) else { return nil }
    var ignoredOthers = 0
    var frame: UInt64?
    for slot in 0..<4 {
      let ignored = listeners[index].ignoredSyns[slot]
      if ignored.connection != 0, ignored.connection != connection, ignored.time >= start &- 1_000_000_000,
        ignored.time <= end
      {
        ignoredOthers += 1
      }
      let answer = listeners[index].answered[slot]
      if answer.connection != 0, answer.connection != connection, answer.time >= start, answer.time <= end {
        frame = answer.frame
      }
    }
    return ignoredOthers >= 2 ? frame : nil
  }

  /// A frame which shows that the listener ignored the ACKs of two other clients within `memory` before `time`; nil where it did not, or
  /// where the path is bad for clients that it had heard as well.
  mutating func ignoredAckOfOthers(than connection: UInt64, before time: Int64, by place: Place) -> UInt64? {
    guard let index = find(place),
      listeners[index].badPathTime == .min || time &- listeners[index].badPathTime > ListenerWatch.memory
    else { return nil }
    var count = 0
    var frame: UInt64?
    for slot in 0..<4 {
      let ignored = listeners[index].ignoredAcks[slot]
      if ignored.connection != 0, ignored.connection != connection, time &- ignored.time <= ListenerWatch.memory {
        count += 1
        frame = ignored.frame
      }
    }
    return count >= 2 ? frame : nil
  }

  /// Not a function that only looks: it would copy the bits first.
  private mutating func find(_ place: Place) -> Int? {
    let print = place.print
    guard bits[Int(print >> 6 & 7)] >> UInt64(print & 63) & 1 == 1 else { return nil }
    for index in prints.indices where prints[index] == print && listeners[index].place == place { return index }
    return nil
  }

  /// Sets the bits of `prints` anew.
  private mutating func setBits() {
    bits = InlineArray(repeating: 0)
    for print in prints { bits[Int(print >> 6 & 7)] |= 1 << UInt64(print & 63) }
  }

  /// The place of a listener, which takes the one that was quiet longest where there is no room.
  private mutating func index(of place: Place, at time: Int64) -> Int {
    if isQuiet(at: time) {
      listeners.removeAll(keepingCapacity: true)
      prints.removeAll(keepingCapacity: true)
      setBits()
    }
    lastTime = max(lastTime, time)
    if let index = find(place) {
      listeners[index].lastTime = time
      return index
    }
    var listener = Listener()
    listener.place = place
    listener.lastTime = time
    if listeners.count < ListenerWatch.limit {
      listeners.append(listener)
      prints.append(place.print)
      setBits()
      return listeners.count - 1
    }
    var oldest = 0
    for index in listeners.indices where listeners[index].lastTime < listeners[oldest].lastTime { oldest = index }
    listeners[oldest] = listener
    prints[oldest] = place.print
    setBits()
    return oldest
  }

  /// Keeps `sighting` in place of the connection's last one, or else of the oldest.
  private static func keep(_ sighting: Sighting, in slots: inout InlineArray<4, Sighting>) {
    var target = 0
    for slot in 0..<4 {
      if slots[slot].connection == sighting.connection {
        slots[slot] = sighting
        return
      }
      if slots[slot].time < slots[target].time { target = slot }
    }
    slots[target] = sighting
  }
}
