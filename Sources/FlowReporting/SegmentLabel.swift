import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// What stands on an arrow: the flags, then as much of the numbers and options as there is room for.
struct SegmentLabel {
  /// What the segment is called; a FIN's ACK flag is only named when it acknowledges the peer's FIN with it.
  static func name(step: Step, flags: TCPFlags, answersFin: Bool) -> StaticString {
    switch step {
    case .fin where flags.isDisjoint(with: [.syn, .rst]) && !answersFin: "FIN"
    case .keepAlive: "keep-alive"
    case .icmpError: "ICMP"
    default: flags.label
    }
  }

  private var buffer = OctetBuffer()
  private let room: Int

  /// A label of at most `room` columns that begins with `name`.
  init(_ name: StaticString, room: Int) {
    self.room = room
    buffer.append(name)
  }

  /// The finished label.
  var text: OctetBuffer { buffer }

  /// Adds a piece, after `gap` spaces, if it fits; what no longer fits is left out whole.
  mutating func add(gap: Int = 1, _ piece: (inout OctetBuffer) -> Void) {
    let before = buffer.count
    buffer.append(spaces: gap)
    piece(&buffer)
    if buffer.columns(since: 0) > room { buffer.octets.removeSubrange(before...) }
  }
}

extension SegmentLabel {
  /// The label of a timeline entry.
  ///
  /// - Parameters:
  ///   - origin: What the sender's numbers are relative to.
  ///   - peerBase: The receiver's.
  ///   - again: Since the earlier copy, to be said instead of the numbers; nil when it is said elsewhere.
  init(
    _ entry: TimelineEntry, origin: SequenceOrigin, peerOrigin: SequenceOrigin, answersFin: Bool, again: Int64?,
    isIPv6: Bool, room: Int, unicode: Bool, language: Language
  ) {
    self.init(Self.name(step: entry.step, flags: entry.flags, answersFin: answersFin), room: room)
    if entry.step == .icmpError {
      add { $0.append(ICMPNames.meaning(type: entry.icmpType, code: entry.icmpCode, isIPv6: isIPv6)) }
      return
    }
    if let again {
      add(gap: 2) {
        $0.append(Words("again, after @", ko: "@ 뒤 다시"), in: language) {
          $0.append(duration: again, unicode: unicode, in: language)
        }
      }
      return
    }
    let bare = entry.flags.isDisjoint(with: [.syn, .fin, .rst]) && entry.payloadLength == 0
    if !bare { addNumber("seq ", entry.sequence, origin, gap: 2) }
    if entry.flags.contains(.ack) {
      addNumber("ack ", entry.acknowledgement, peerOrigin, gap: bare ? 2 : 1)
    }
    if entry.payloadLength > 0 {
      add(gap: 2) { $0.append(octets: UInt64(entry.payloadLength), in: language) }
    }
    if entry.flags.contains(.syn) { addOptions(of: entry) }
    if entry.window == 0 && !entry.flags.contains(.rst) { add(gap: 2) { $0.append("win 0") } }
  }

  private mutating func addNumber(_ name: StaticString, _ number: SequenceNumber, _ origin: SequenceOrigin, gap: Int) {
    add(gap: gap) {
      $0.append(name)
      origin.append(number, to: &$0)
    }
  }

  private mutating func addOptions(of entry: TimelineEntry) {
    if entry.options.contains(.maximumSegmentSize) {
      add(gap: 2) {
        $0.append("mss ")
        $0.append(decimal: UInt64(entry.maximumSegmentSize))
      }
    }
    if entry.options.contains(.windowScale) {
      add {
        $0.append("ws ")
        $0.append(decimal: UInt64(1) << UInt64(min(entry.windowScale, 14)))
      }
    }
    if entry.options.contains(.sackPermitted) { add { $0.append("sack") } }
    if entry.options.contains(.timestamps) { add { $0.append("ts") } }
    if entry.options.contains(.fastOpen) { add { $0.append("tfo") } }
    if entry.options.contains(.multipath) { add { $0.append("mptcp") } }
  }
}
