import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The line `type: "event"`.
enum JSONEvent {
  /// Appends the members of the line.
  ///
  /// - Parameter findings: What became certain with the segment.
  /// - Parameter comments: The capture's comments, those on the packet among them.
  static func append(
    _ event: inout FlowEvent, findings: [Finding], comments: inout CommentBook, to line: inout JSONLine,
    _ memory: inout JSONMemory
  ) {
    guard var text = unsafe line.cursor(atMost: TextRoom.members + TextRoom.decimal + 40) else { return }
    unsafe text.put("\"type\":\"event\",")
    unsafe text.put(membersOfTime: event.segment.time, FrameReference(event.segment.frame), &memory)
    unsafe text.put("\"connection\":")
    unsafe text.put(decimal: event.connection)
    unsafe text.put(0x2C)
    unsafe line.move(to: text)
    let meaning = event.meaning
    if let meaning, event.segment.present.contains(.fullHeader) {
      let key = UInt64(event.segment.flags.rawValue) << 32 | meaning & FlowEvent.senderAndStep | PhraseKind.head
      line.phrase(key, &memory) { line, _ in appendHead(of: &event, to: &line) }
    } else {
      appendHead(of: &event, to: &line)
    }
    appendSegment(of: &event, to: &line)
    if let meaning, findings.isEmpty, event.marks.rawValue == 0, Annotation.isFixed(&event) {
      line.phrase(meaning | PhraseKind.effectAndNote, &memory) { line, memory in
        appendEffect(of: &event, [], to: &line)
        appendNote(of: &event, [], to: &line, &memory)
      }
    } else if let meaning, findings.isEmpty, event.marks.rawValue == 0, let duration = Annotation.duration(in: &event) {
      line.phrase(meaning | PhraseKind.effectAndNote, &memory) { line, memory in
        appendEffect(of: &event, [], to: &line)
        beginNote(on: event.step, to: &line, &memory)
      }
      guard var text = unsafe line.cursor(atMost: TextRoom.duration + 2) else { return }
      unsafe text.put(duration: duration, unicode: true, in: .english)
      unsafe text.put("\",")
      unsafe line.move(to: text)
    } else if let meaning, findings.isEmpty {
      line.phrase(meaning | PhraseKind.effect, &memory) { line, _ in appendEffect(of: &event, [], to: &line) }
      appendMarks(of: &event, to: &line)
      appendNote(of: &event, [], to: &line, &memory)
    } else {
      appendEffect(of: &event, findings, to: &line)
      appendMarks(of: &event, to: &line)
      appendNote(of: &event, findings, to: &line, &memory)
    }
    if !comments.isEmpty { append(comments[event.segment.frame], to: &line) }
  }

  private static func append(_ comments: [String], to line: inout JSONLine) {
    if comments.isEmpty { return }
    line.beginArray("comments")
    for comment in comments { line.element(comment) }
    line.endArray()
  }

  // What tells the phrases of an event apart, in the bits that `FlowEvent.meaning` leaves free.
  private enum PhraseKind {
    static var head: UInt64 { 1 << 62 }
    static var effect: UInt64 { 2 << 62 }
    static var effectAndNote: UInt64 { 3 << 62 }
  }

  // What depends on sender, step and flags only, where all of the header is there.
  private static func appendHead(of event: inout FlowEvent, to line: inout JSONLine) {
    line.member("from", word: event.from.name)
    line.member("step", word: event.step.name)
    line.beginObject("segment")
    guard event.segment.present.contains(.fullHeader) else { return }
    line.beginArray("flags")
    event.segment.flags.forEachName { line.element(word: $0) }
    line.endArray()
  }

  // What depends on the meaning of an event only, where there are no findings.
  private static func appendEffect(of event: inout FlowEvent, _ findings: [Finding], to line: inout JSONLine) {
    appendTransitions(of: &event, to: &line)
    appendStates(of: &event, to: &line)
    append(findings, to: &line)
  }

  // The one-line annotation shown to people.
  private static func appendNote(
    of event: inout FlowEvent, _ findings: [Finding], to line: inout JSONLine, _ memory: inout JSONMemory
  ) {
    memory.note.removeAll()
    Annotation(unicode: true, language: .english).append(SegmentSketch(&event), findings: findings, to: &memory.note)
    if memory.note.isEmpty { return }
    // Only a finding may quote what is not known here.
    if findings.isEmpty {
      line.member("note", plain: memory.note.octets.span)
    } else {
      line.member("note", utf8: memory.note.octets.span)
    }
  }

  // A note that ends with a duration, up to that.
  private static func beginNote(on step: Step, to line: inout JSONLine, _ memory: inout JSONMemory) {
    guard let words = Annotation.words(timed: step) else { return }
    memory.note.removeAll()
    memory.note.append(words, in: .english) { _ in }
    line.append("\"note\":\"")
    line.append(memory.note.octets.span)
  }

  // The members of the segment that are left, and what closes it. Each is taken from the event: the segment alone would be copied first.
  @inline(always)
  private static func appendSegment(of event: inout FlowEvent, to line: inout JSONLine) {
    let present = event.segment.present
    let isWhole = present.contains(.fullHeader)
    let isQuoted = present.contains(.icmp)
    if isWhole {
      appendHeader(of: &event, to: &line)
    } else {
      if present.contains(.sequence) { line.member("seq", event.segment.sequence.rawValue) }
      if !isQuoted { line.member("length", event.segment.payloadLength) }
    }
    if event.segment.options.present.rawValue != 0 { appendOptions(of: &event, to: &line) }
    line.endObject()
    guard isQuoted else { return }
    let icmp = event.segment.icmp
    line.beginObject("icmp")
    line.member("type", icmp.type)
    line.member("code", icmp.code)
    line.member("meaning", word: ICMPNames.meaning(type: icmp.type, code: icmp.code, isIPv6: icmp.isIPv6))
    line.member("reporter", event.segment.reporter)
    line.endObject()
  }

  // The numbers of a header that is all there.
  @inline(always)
  private static func appendHeader(of event: inout FlowEvent, to line: inout JSONLine) {
    guard var text = unsafe line.cursor(atMost: 4 * TextRoom.decimal + 40) else { return }
    unsafe text.put("\"seq\":")
    unsafe text.put(decimal: UInt64(event.segment.sequence.rawValue))
    if event.segment.flags.contains(.ack) {
      unsafe text.put(",\"ack\":")
      unsafe text.put(decimal: UInt64(event.segment.acknowledgement.rawValue))
    }
    // The window of a SYN is never scaled (RFC 7323 §2.2).
    let shift = event.segment.flags.contains(.syn) ? 0 : min(event.windowShift, 14)
    unsafe text.put(",\"window\":")
    unsafe text.put(decimal: UInt64(event.segment.window) << UInt64(shift))
    unsafe text.put(",\"length\":")
    unsafe text.put(decimal: UInt64(event.segment.payloadLength))
    unsafe text.put(0x2C)
    unsafe line.move(to: text)
  }

  @inline(always)
  private static func appendOptions(of event: inout FlowEvent, to line: inout JSONLine) {
    let present = event.segment.options.present
    guard var text = unsafe line.cursor(atMost: 2 * TextRoom.decimal + 70) else { return }
    unsafe text.put("\"options\":{")
    if present.contains(.maximumSegmentSize) {
      unsafe text.put("\"mss\":")
      unsafe text.put(decimal: UInt64(event.segment.options.maximumSegmentSize))
      unsafe text.put(0x2C)
    }
    if present.contains(.windowScale) {
      unsafe text.put("\"window_scale\":")
      unsafe text.put(decimal: UInt64(event.segment.options.windowScale))
      unsafe text.put(0x2C)
    }
    if present.contains(.sackPermitted) { unsafe text.put("\"sack_permitted\":true,") }
    unsafe line.move(to: text)
    if present.contains(.sack) { appendSack(event.segment.options, to: &line) }
    if present.contains(.timestamps) { appendTimestamps(of: &event, to: &line) }
    if present.rawValue & ~Self.usualOptions.rawValue != 0 { appendUnusualOptions(event.segment.options, to: &line) }
    line.endObject()
  }

  private static var usualOptions: TCPOptions.Kinds {
    [.maximumSegmentSize, .windowScale, .sackPermitted, .sack, .timestamps]
  }

  @inline(always)
  private static func appendTimestamps(of event: inout FlowEvent, to line: inout JSONLine) {
    guard var text = unsafe line.cursor(atMost: 2 * TextRoom.decimal + 40) else { return }
    unsafe text.put("\"timestamp\":{\"value\":")
    unsafe text.put(decimal: UInt64(event.segment.options.timestampValue))
    if event.segment.flags.contains(.ack) {
      unsafe text.put(",\"echo\":")
      unsafe text.put(decimal: UInt64(event.segment.options.timestampEcho))
    }
    unsafe text.put("},")
    unsafe line.move(to: text)
  }

  private static func appendUnusualOptions(_ options: TCPOptions, to line: inout JSONLine) {
    let present = options.present
    if present.contains(.fastOpen) {
      line.beginObject("fast_open")
      line.member("cookie_length", options.fastOpenCookieLength)
      line.endObject()
    }
    if present.contains(.multipath) {
      line.beginObject("mptcp")
      line.member("subtype", options.multipathSubtype)
      line.endObject()
    }
    line.members(ofRareOptions: present)
  }

  private static func appendSack(_ options: TCPOptions, to line: inout JSONLine) {
    line.beginArray("sack")
    for block in 0..<Int(min(options.sackCount, 4)) {
      line.beginArray()
      line.element(UInt64(options.sackBlocks[2 * block]))
      line.element(UInt64(options.sackBlocks[2 * block + 1]))
      line.endArray()
    }
    line.endArray()
  }

  private static func appendTransitions(of event: inout FlowEvent, to line: inout JSONLine) {
    line.beginArray("transitions")
    event.transitions.forEach { change in
      line.beginObject()
      line.member("endpoint", word: change.endpoint.name)
      line.member("from", word: change.from?.name)
      line.member("to", word: change.to?.name)
      line.member("standing", word: change.standing.name)
      line.endObject()
    }
    line.endArray()
  }

  private static func appendStates(of event: inout FlowEvent, to line: inout JSONLine) {
    line.member("client_state", word: event.clientState?.name)
    line.member("server_state", word: event.serverState?.name)
    if event.clientState != nil { line.member("client_presumed", ifTrue: event.clientIsPresumed) }
    if event.serverState != nil { line.member("server_presumed", ifTrue: event.serverIsPresumed) }
  }

  private static func appendMarks(of event: inout FlowEvent, to line: inout JSONLine) {
    guard !event.marks.isEmpty else { return }
    line.beginArray("marks")
    for (mark, name) in SegmentMarks.names where event.marks.contains(mark) { line.element(word: name) }
    line.endArray()
  }

  private static func append(_ findings: [Finding], to line: inout JSONLine) {
    line.beginArray("findings")
    for finding in findings {
      line.beginObject()
      line.members(of: finding)
      line.member("summary", finding.summary)
      line.endObject()
    }
    line.endArray()
  }
}

extension JSONLine {
  /// The options that are only said to be there.
  mutating func members(ofRareOptions present: TCPOptions.Kinds) {
    member("authentication", ifTrue: present.contains(.authentication))
    member("user_timeout", ifTrue: present.contains(.userTimeout))
    member("accurate_ecn", ifTrue: present.contains(.accurateECN))
    member("other", ifTrue: present.contains(.other))
    member("malformed", ifTrue: present.contains(.malformed))
  }
}
