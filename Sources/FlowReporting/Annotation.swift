import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The one-line note on a segment, the same in the ladder, live and in JSON: what it says in the conversation, without numbers that stand
/// beside it anyway.
struct Annotation {
  /// Whether characters beyond ASCII may be used.
  var unicode: Bool

  /// Appends the note on `sketch`; the gravest of `findings` comes first. Appends nothing when there is nothing to say.
  func append(_ sketch: SegmentSketch, findings: [Finding], to buffer: inout OctetBuffer) {
    guard let finding = Self.gravest(of: findings) else {
      let start = buffer.count
      append(plain: sketch, to: &buffer)
      if let correction = sketch.correction {
        if buffer.count > start { buffer.append(": ") }
        append(correction, subject: true, to: &buffer)
      }
      return
    }
    append(finding, to: &buffer)
    if let correction = sketch.correction {
      let isSame = finding.loss != nil && correction.side == finding.endpoint.peer
      buffer.append(isSame ? " and " : "; ")
      append(correction, subject: !isSame, to: &buffer)
    }
  }

  /// The finding that matters most, the first of equals.
  static func gravest(of findings: [Finding]) -> Finding? {
    var result: Finding?
    for finding in findings where result.map({ finding.severity > $0.severity }) ?? true { result = finding }
    return result
  }

  /// Appends `finding` in a few words: its code and what happened.
  func append(_ finding: Finding, to buffer: inout OctetBuffer) {
    buffer.append(string: finding.code.rawValue)
    buffer.append(": ")
    if let loss = finding.loss {
      append(loss, of: finding, to: &buffer)
    } else {
      buffer.append(safe: Self.firstSentence(of: finding.summary))
    }
  }

  /// Appends who did not get what, as surely as the finding's grade allows.
  func append(_ loss: Loss, of finding: Finding, pronoun: Bool = false, to buffer: inout OctetBuffer) {
    buffer.append("the ")
    buffer.append(finding.endpoint.peer.name)
    switch finding.grade {
    case .proved: buffer.append(" never got ")
    case .likely: buffer.append(" probably never got ")
    case .possible: buffer.append(" perhaps never got ")
    }
    if pronoun {
      buffer.append("it")
    } else {
      buffer.append("the ")
      buffer.append(safe: loss.what)
    }
  }

  private func append(
    _ correction: (side: Side, state: TCPState), subject: Bool, to buffer: inout OctetBuffer
  ) {
    if subject {
      buffer.append("the ")
      buffer.append(correction.side.name)
      buffer.append(" ")
    }
    buffer.append("was still in ")
    buffer.append(correction.state.name)
  }

  private static func firstSentence(of summary: String) -> String {
    var previous: Character = " "
    for index in summary.indices {
      if previous == "." && summary[index] == " " {
        return String(summary[..<index].dropLast())
      }
      previous = summary[index]
    }
    return summary.hasSuffix(".") ? String(summary.dropLast()) : summary
  }
}

extension Annotation {
  private func append(plain sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    if sketch.marks.contains(.duplicate) { return buffer.append("the same packet, captured twice") }
    if sketch.marks.contains(.ineffectiveReset) {
      return buffer.append("no effect: its receiver goes on as before")
    }
    if sketch.marks.contains(.mismatch) { return buffer.append("not this connection's numbers") }
    if sketch.marks.contains(.repeated) { return append(repeated: sketch, to: &buffer) }
    switch sketch.step {
    case .syn:
      buffer.append("asks to connect")
      if sketch.payloadLength > 0 { append(", with ", octets: sketch.payloadLength, to: &buffer) }
    case .synAck: append("accepts", " after ", sketch.sincePrevious, to: &buffer)
    case .handshakeAck: append("confirms", "; open after ", sketch.sinceOpening, to: &buffer)
    case .fin: appendFin(sketch, to: &buffer)
    case .finAck: appendFinAck(sketch, to: &buffer)
    case .rst: buffer.append(Self.meaning(ofReset: sketch))
    case .data: appendData(sketch, to: &buffer)
    case .ack: appendAck(sketch, to: &buffer)
    case .keepAlive: buffer.append(sketch.payloadLength <= 1 ? "asks whether the peer is still there" : "")
    case .icmpError:
      buffer.append(ICMPNames.meaning(type: sketch.icmpType, code: sketch.icmpCode, isIPv6: sketch.isIPv6))
    }
  }

  private func append(repeated sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    append("again", ", after ", sketch.sincePrevious, to: &buffer)
    if sketch.marks.contains(.crossing) { buffer.append("; it crossed with the answer") }
  }

  private func appendFin(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    switch sketch.senderState {
    case .lastAck, .closed: buffer.append("has nothing more to send either")
    case .closing: buffer.append("has nothing more to send; the FINs crossed")
    default: buffer.append("has nothing more to send")
    }
  }

  private func appendFinAck(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    switch sketch.senderState {
    case .closeWait: buffer.append("heard; may still send")
    case .timeWait: buffer.append("heard; waits out stray segments")
    case .closing: buffer.append("heard; waits for its own FIN's ACK")
    default: buffer.append("heard")
    }
  }

  private static func meaning(ofReset sketch: SegmentSketch) -> StaticString {
    switch (sketch.receiverState, sketch.from) {
    case (.synSent, .server): "refuses"
    case (.synReceived, .client): "turns the answer down"
    case (.synReceived, _), (.synSent, _): "gives the opening up"
    case (.finWait1, _), (.finWait2, _), (.closeWait, _), (.closing, _), (.lastAck, _): "cuts the closing short"
    case (.timeWait, _), (.closed, _): "knows nothing of it any more"
    default: "cuts the connection"
    }
  }

  private func appendData(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    append("", octets: sketch.payloadLength, to: &buffer)
    if sketch.marks.contains(.outOfOrder) { buffer.append(", out of order") }
    if sketch.marks.contains(.afterGap) { buffer.append("; something before it is missing") }
  }

  private func appendAck(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    if sketch.marks.contains(.zeroWindow) {
      buffer.append("no room: window 0")
    } else if sketch.marks.contains(.acknowledgesUnseen) {
      buffer.append("acknowledges octets that were not captured")
    } else if sketch.marks.contains(.keepAlive) {
      buffer.append("still there")
    }
  }

  private func append(
    _ verb: StaticString, _ link: StaticString, _ duration: Int64?, to buffer: inout OctetBuffer
  ) {
    buffer.append(verb)
    guard let duration else { return }
    buffer.append(link)
    buffer.append(duration: duration, unicode: unicode)
  }

  private func append(_ link: StaticString, octets: UInt32, to buffer: inout OctetBuffer) {
    buffer.append(link)
    buffer.append(grouped: UInt64(octets))
    buffer.append(octets == 1 ? " octet" : " octets")
  }
}
