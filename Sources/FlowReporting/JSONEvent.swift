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
  func append(to output: inout OctetBuffer) {
    output.beginObject()
    output.member("type", word: "event")
    output.members(time: event.segment.time, first: first)
    output.members(of: FrameReference(event.segment.frame))
    output.member("connection", event.connection)
    output.member("from", word: event.from.name)
    output.member("step", word: event.step.name)
    appendSegment(to: &output)
    appendTransitions(to: &output)
    appendStates(to: &output)
    appendFindings(to: &output)
    appendMarks(to: &output)
    output.escapedMember("note") { note in
      Annotation(unicode: true, language: .english).append(SegmentSketch(event), findings: findings, to: &note)
    }
    if !comments.isEmpty {
      output.beginArray("comments")
      for comment in comments { output.element(comment) }
      output.endArray()
    }
    output.endObject()
    output.endLine()
  }

  private func appendSegment(to output: inout OctetBuffer) {
    let segment = event.segment
    let isWhole = segment.present.contains(.fullHeader)
    let isQuoted = segment.present.contains(.icmp)
    output.beginObject("segment")
    if isWhole {
      output.beginArray("flags")
      segment.flags.forEachName { output.element(word: $0) }
      output.endArray()
    }
    if isWhole || segment.present.contains(.sequence) { output.member("seq", segment.sequence.rawValue) }
    if isWhole && segment.flags.contains(.ack) { output.member("ack", segment.acknowledgement.rawValue) }
    if isWhole {
      // The window of a SYN is never scaled (RFC 7323 §2.2).
      let shift = segment.flags.contains(.syn) ? 0 : min(event.windowShift, 14)
      output.member("window", UInt32(segment.window) << UInt32(shift))
    }
    if isWhole || !isQuoted { output.member("length", segment.payloadLength) }
    if segment.options.present != [] { appendOptions(segment, to: &output) }
    output.endObject()
    guard isQuoted else { return }
    output.beginObject("icmp")
    output.member("type", segment.icmp.type)
    output.member("code", segment.icmp.code)
    output.member(
      "meaning",
      word: ICMPNames.meaning(
        type: segment.icmp.type, code: segment.icmp.code, isIPv6: segment.icmp.isIPv6))
    output.member("reporter") { $0.append(segment.reporter) }
    output.endObject()
  }

  private func appendOptions(_ segment: Segment, to output: inout OctetBuffer) {
    let options = segment.options
    let present = options.present
    output.beginObject("options")
    if present.contains(.maximumSegmentSize) { output.member("mss", options.maximumSegmentSize) }
    if present.contains(.windowScale) { output.member("window_scale", options.windowScale) }
    output.member("sack_permitted", ifTrue: present.contains(.sackPermitted))
    if present.contains(.sack) { appendSack(options, to: &output) }
    if present.contains(.timestamps) {
      output.beginObject("timestamp")
      output.member("value", options.timestampValue)
      if segment.flags.contains(.ack) { output.member("echo", options.timestampEcho) }
      output.endObject()
    }
    if present.contains(.fastOpen) {
      output.beginObject("fast_open")
      output.member("cookie_length", options.fastOpenCookieLength)
      output.endObject()
    }
    if present.contains(.multipath) {
      output.beginObject("mptcp")
      output.member("subtype", options.multipathSubtype)
      output.endObject()
    }
    output.members(ofRareOptions: present)
    output.endObject()
  }

  private func appendSack(_ options: TCPOptions, to output: inout OctetBuffer) {
    output.beginArray("sack")
    for block in 0..<Int(min(options.sackCount, 4)) {
      output.beginArray()
      output.element(UInt64(options.sackBlocks[2 * block]))
      output.element(UInt64(options.sackBlocks[2 * block + 1]))
      output.endArray()
    }
    output.endArray()
  }

  private func appendTransitions(to output: inout OctetBuffer) {
    output.beginArray("transitions")
    for change in event.transitions {
      output.beginObject()
      output.member("endpoint", word: change.endpoint.name)
      output.member("from", word: change.from?.name)
      output.member("to", word: change.to?.name)
      output.member("standing", word: change.standing.name)
      output.endObject()
    }
    output.endArray()
  }

  private func appendStates(to output: inout OctetBuffer) {
    output.member("client_state", word: event.clientState?.name)
    output.member("server_state", word: event.serverState?.name)
    if event.clientState != nil { output.member("client_presumed", ifTrue: event.clientIsPresumed) }
    if event.serverState != nil { output.member("server_presumed", ifTrue: event.serverIsPresumed) }
  }

  private func appendMarks(to output: inout OctetBuffer) {
    guard !event.marks.isEmpty else { return }
    output.beginArray("marks")
    for (mark, name) in SegmentMarks.names where event.marks.contains(mark) { output.element(word: name) }
    output.endArray()
  }

  private func appendFindings(to output: inout OctetBuffer) {
    output.beginArray("findings")
    for finding in findings {
      output.beginObject()
      output.members(of: finding)
      output.member("summary", finding.summary)
      output.endObject()
    }
    output.endArray()
  }
}

extension OctetBuffer {
  /// The options that are only said to be there.
  mutating func members(ofRareOptions present: TCPOptions.Kinds) {
    member("authentication", ifTrue: present.contains(.authentication))
    member("user_timeout", ifTrue: present.contains(.userTimeout))
    member("accurate_ecn", ifTrue: present.contains(.accurateECN))
    member("other", ifTrue: present.contains(.other))
    member("malformed", ifTrue: present.contains(.malformed))
  }
}
