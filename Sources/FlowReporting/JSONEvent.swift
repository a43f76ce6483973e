import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The line `type: "event"`.
enum JSONEvent {
  /// Appends the members of the line.
  ///
  /// - Parameter findings: What became certain with the segment.
  /// - Parameter comments: The capture's comments on the packet.
  static func append(
    _ event: inout FlowEvent, findings: [Finding], comments: [String], to line: inout JSONLine,
    _ memory: inout JSONMemory
  ) {
    line.member("type", word: "event")
    line.members(time: event.segment.time, FrameReference(event.segment.frame), &memory)
    line.member("connection", event.connection)
    let meaning = event.meaning
    if let meaning, event.segment.present.contains(.fullHeader) {
      let key = UInt64(event.segment.flags.rawValue) << 32 | meaning & FlowEvent.senderAndStep | PhraseKind.head
      line.phrase(key, &memory) { line, _ in appendHead(of: &event, to: &line) }
    } else {
      appendHead(of: &event, to: &line)
    }
    appendSegment(of: &event, to: &line)
    if let meaning, findings.isEmpty, event.marks.isEmpty, Annotation.isFixed(&event) {
      line.phrase(meaning | PhraseKind.effectAndNote, &memory) { line, memory in
        appendEffect(of: &event, [], to: &line)
        appendNote(of: &event, [], to: &line, &memory)
      }
    } else if let meaning, findings.isEmpty {
      line.phrase(meaning | PhraseKind.effect, &memory) { line, _ in appendEffect(of: &event, [], to: &line) }
      appendMarks(of: &event, to: &line)
      appendNote(of: &event, [], to: &line, &memory)
    } else {
      appendEffect(of: &event, findings, to: &line)
      appendMarks(of: &event, to: &line)
      appendNote(of: &event, findings, to: &line, &memory)
    }
    if !comments.isEmpty {
      line.beginArray("comments")
      for comment in comments { line.element(comment) }
      line.endArray()
    }
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
    if !memory.note.isEmpty { line.member("note", utf8: memory.note.octets.span) }
  }

  // The members of the segment that are left, and what closes it. Each is taken from the event: the segment alone would be copied first.
  private static func appendSegment(of event: inout FlowEvent, to line: inout JSONLine) {
    let present = event.segment.present
    let flags = event.segment.flags
    let isWhole = present.contains(.fullHeader)
    let isQuoted = present.contains(.icmp)
    if isWhole || present.contains(.sequence) { line.member("seq", event.segment.sequence.rawValue) }
    if isWhole && flags.contains(.ack) { line.member("ack", event.segment.acknowledgement.rawValue) }
    if isWhole {
      // The window of a SYN is never scaled (RFC 7323 §2.2).
      let shift = flags.contains(.syn) ? 0 : min(event.windowShift, 14)
      line.member("window", UInt32(event.segment.window) << UInt32(shift))
    }
    if isWhole || !isQuoted { line.member("length", event.segment.payloadLength) }
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

  private static func appendOptions(of event: inout FlowEvent, to line: inout JSONLine) {
    let present = event.segment.options.present
    line.beginObject("options")
    if present.contains(.maximumSegmentSize) { line.member("mss", event.segment.options.maximumSegmentSize) }
    if present.contains(.windowScale) { line.member("window_scale", event.segment.options.windowScale) }
    line.member("sack_permitted", ifTrue: present.contains(.sackPermitted))
    if present.contains(.sack) { appendSack(event.segment.options, to: &line) }
    if present.contains(.timestamps) {
      line.beginObject("timestamp")
      line.member("value", event.segment.options.timestampValue)
      if event.segment.flags.contains(.ack) { line.member("echo", event.segment.options.timestampEcho) }
      line.endObject()
    }
    if present.contains(.fastOpen) {
      line.beginObject("fast_open")
      line.member("cookie_length", event.segment.options.fastOpenCookieLength)
      line.endObject()
    }
    if present.contains(.multipath) {
      line.beginObject("mptcp")
      line.member("subtype", event.segment.options.multipathSubtype)
      line.endObject()
    }
    line.members(ofRareOptions: present)
    line.endObject()
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
