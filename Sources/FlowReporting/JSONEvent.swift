import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The line `type: "event"`.
struct JSONEvent {
  /// The segment.
  let event: FlowEvent
  /// What became certain with it.
  let findings: [Finding]
  /// The capture's first packet, in nanoseconds since the epoch.
  let first: Int64
  /// The capture's comments on the packet.
  var comments: [String] = []

  /// Appends the line.
  ///
  /// - Parameter note: the one-line annotation shown to people; empty for none.
  func append(to line: inout JSONLine, note: Span<UInt8>) {
    line.member("type", word: "event")
    line.members(time: event.segment.time, first: first)
    line.members(of: FrameReference(event.segment.frame))
    line.member("connection", event.connection)
    line.member("from", word: event.from.name)
    line.member("step", word: event.step.name)
    appendSegment(to: &line)
    appendTransitions(to: &line)
    appendStates(to: &line)
    appendFindings(to: &line)
    appendMarks(to: &line)
    if !note.isEmpty { line.member("note", utf8: note) }
    if !comments.isEmpty {
      line.beginArray("comments")
      for comment in comments { line.element(comment) }
      line.endArray()
    }
  }

  private func appendSegment(to line: inout JSONLine) {
    let segment = event.segment
    let isWhole = segment.present.contains(.fullHeader)
    let isQuoted = segment.present.contains(.icmp)
    line.beginObject("segment")
    if isWhole {
      line.beginArray("flags")
      segment.flags.forEachName { line.element(word: $0) }
      line.endArray()
    }
    if isWhole || segment.present.contains(.sequence) { line.member("seq", segment.sequence.rawValue) }
    if isWhole && segment.flags.contains(.ack) { line.member("ack", segment.acknowledgement.rawValue) }
    if isWhole {
      // The window of a SYN is never scaled (RFC 7323 §2.2).
      let shift = segment.flags.contains(.syn) ? 0 : min(event.windowShift, 14)
      line.member("window", UInt32(segment.window) << UInt32(shift))
    }
    if isWhole || !isQuoted { line.member("length", segment.payloadLength) }
    if segment.options.present != [] { appendOptions(segment, to: &line) }
    line.endObject()
    guard isQuoted else { return }
    line.beginObject("icmp")
    line.member("type", segment.icmp.type)
    line.member("code", segment.icmp.code)
    line.member(
      "meaning",
      word: ICMPNames.meaning(
        type: segment.icmp.type, code: segment.icmp.code, isIPv6: segment.icmp.isIPv6))
    line.member("reporter", segment.reporter)
    line.endObject()
  }

  private func appendOptions(_ segment: Segment, to line: inout JSONLine) {
    let options = segment.options
    let present = options.present
    line.beginObject("options")
    if present.contains(.maximumSegmentSize) { line.member("mss", options.maximumSegmentSize) }
    if present.contains(.windowScale) { line.member("window_scale", options.windowScale) }
    line.member("sack_permitted", ifTrue: present.contains(.sackPermitted))
    if present.contains(.sack) { appendSack(options, to: &line) }
    if present.contains(.timestamps) {
      line.beginObject("timestamp")
      line.member("value", options.timestampValue)
      if segment.flags.contains(.ack) { line.member("echo", options.timestampEcho) }
      line.endObject()
    }
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
    line.endObject()
  }

  private func appendSack(_ options: TCPOptions, to line: inout JSONLine) {
    line.beginArray("sack")
    for block in 0..<Int(min(options.sackCount, 4)) {
      line.beginArray()
      line.element(UInt64(options.sackBlocks[2 * block]))
      line.element(UInt64(options.sackBlocks[2 * block + 1]))
      line.endArray()
    }
    line.endArray()
  }

  private func appendTransitions(to line: inout JSONLine) {
    line.beginArray("transitions")
    for change in event.transitions {
      line.beginObject()
      line.member("endpoint", word: change.endpoint.name)
      line.member("from", word: change.from?.name)
      line.member("to", word: change.to?.name)
      line.member("standing", word: change.standing.name)
      line.endObject()
    }
    line.endArray()
  }

  private func appendStates(to line: inout JSONLine) {
    line.member("client_state", word: event.clientState?.name)
    line.member("server_state", word: event.serverState?.name)
    if event.clientState != nil { line.member("client_presumed", ifTrue: event.clientIsPresumed) }
    if event.serverState != nil { line.member("server_presumed", ifTrue: event.serverIsPresumed) }
  }

  private func appendMarks(to line: inout JSONLine) {
    guard !event.marks.isEmpty else { return }
    line.beginArray("marks")
    for (mark, name) in SegmentMarks.names where event.marks.contains(mark) { line.element(word: name) }
    line.endArray()
  }

  private func appendFindings(to line: inout JSONLine) {
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
