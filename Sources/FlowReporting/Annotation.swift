import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The one-line note on a segment, the same in the ladder, live and in JSON: what it says in the conversation, without numbers that stand
/// beside it anyway.
struct Annotation {
  /// Whether characters beyond ASCII may be used.
  var unicode: Bool
  /// What it is written in.
  var language: Language

  /// Whether the note on `event`, if nothing was noticed or found, is the same wherever the event means the same (`FlowEvent.meaning`).
  static func isFixed(_ event: inout FlowEvent) -> Bool {
    switch event.step {
    case .fin, .finAck, .rst, .ack: true
    case .syn: event.segment.payloadLength == 0
    case .synAck, .handshakeAck, .data, .keepAlive, .icmpError: false
    }
  }

  /// The duration that stands in the note on `event` where `words(timed:)` has its "@", if nothing was noticed or found and the note is just
  /// that; nil where it is another.
  static func duration(in event: inout FlowEvent) -> Int64? {
    // What is corrected is told behind it.
    if event.transitions.takesBack { return nil }
    return switch event.step {
    case .synAck: event.sincePrevious
    case .handshakeAck: event.clientInitialSequence == nil ? nil : event.sinceStart
    default: nil
    }
  }

  /// What the note on a segment of `step` says where the duration is known; nil for steps whose note has none.
  static func words(timed step: Step) -> Words? {
    switch step {
    case .synAck: Words("accepts after @", ko: "@ 만에 수락")
    case .handshakeAck: Words("confirms; open after @", ko: "확인; @ 만에 열림")
    default: nil
    }
  }

  /// Appends the note on `sketch`; the gravest of `findings` comes first. Appends nothing when there is nothing to say.
  func append(_ sketch: SegmentSketch, findings: [Finding], to buffer: inout OctetBuffer) {
    guard !findings.isEmpty, let finding = Self.gravest(of: findings) else {
      let start = buffer.count
      append(plain: sketch, to: &buffer)
      if let correction = sketch.correction {
        if buffer.count > start { buffer.append(": ") }
        append(correction, to: &buffer)
      }
      return
    }
    append(finding, to: &buffer)
    if let correction = sketch.correction {
      // Who did not get it is who was still in that state: English need not name it twice.
      if language == .english, finding.loss != nil, correction.side == finding.endpoint.peer {
        buffer.append(" and was still in ")
        buffer.append(correction.state.name)
      } else {
        buffer.append("; ")
        append(correction, to: &buffer)
      }
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
      buffer.append(safe: Self.firstSentence(of: finding.account.text(in: language)))
    }
  }

  /// Appends who did not get what, as surely as the finding's grade allows.
  func append(_ loss: Loss, of finding: Finding, pronoun: Bool = false, to buffer: inout OctetBuffer) {
    if language == .korean { return append(koreanLoss: loss, of: finding, pronoun: pronoun, to: &buffer) }
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

  private func append(koreanLoss loss: Loss, of finding: Finding, pronoun: Bool, to buffer: inout OctetBuffer) {
    buffer.append(finding.endpoint.peer, in: .korean)
    buffer.append("가 ")
    if !pronoun {
      let what = loss.name(in: .korean)
      buffer.append(safe: what)
      buffer.append(KoreanParticle.object(after: what))
      buffer.append(" ")
    }
    switch finding.grade {
    case .proved: buffer.append("받지 못함")
    case .likely: buffer.append("받지 못한 것으로 보임")
    case .possible: buffer.append("받지 못했을 수 있음")
    }
  }

  private func append(_ correction: (side: Side, state: TCPState), to buffer: inout OctetBuffer) {
    switch language {
    case .english:
      buffer.append("the ")
      buffer.append(correction.side.name)
      buffer.append(" was still in ")
      buffer.append(correction.state.name)
    case .korean:
      buffer.append(correction.side, in: .korean)
      buffer.append("는 아직 ")
      buffer.append(correction.state.name)
      buffer.append(" 상태였음")
    }
  }

  private static func firstSentence(of summary: String) -> String {
    let octets = summary.utf8
    var previous = octets.startIndex
    for index in octets.indices {
      if octets[previous] == 0x2E && octets[index] == 0x20 { return String(summary[..<previous]) }
      previous = index
    }
    return octets.last == 0x2E ? String(summary[..<previous]) : summary
  }
}

extension Annotation {
  private func append(plain sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    if sketch.marks.isEmpty { return append(step: sketch, to: &buffer) }
    if sketch.marks.contains(.duplicate) {
      return buffer.append(Words("the same packet, captured twice", ko: "같은 패킷이 두 번 캡처됨"), in: language)
    }
    if sketch.marks.contains(.ineffectiveReset) {
      return buffer.append(
        Words("no effect: its receiver goes on as before", ko: "효과 없음: 받은 쪽은 전과 같이 계속함"), in: language)
    }
    if sketch.marks.contains(.mismatch) {
      return buffer.append(Words("not this connection's numbers", ko: "이 연결의 번호가 아님"), in: language)
    }
    if sketch.marks.contains(.repeated) { return append(repeated: sketch, to: &buffer) }
    append(step: sketch, to: &buffer)
  }

  // What the step says, whatever else was noticed.
  private func append(step sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    switch sketch.step {
    case .syn:
      buffer.append(Words("asks to connect", ko: "연결 요청"), in: language)
      if sketch.payloadLength > 0 {
        buffer.append(Words(", with @", ko: ", 데이터 @"), in: language) { append(octets: sketch.payloadLength, to: &$0) }
      }
    case .synAck:
      append(Words("accepts", ko: "수락"), Self.words(timed: .synAck), sketch.sincePrevious, to: &buffer)
    case .handshakeAck:
      append(Words("confirms", ko: "확인"), Self.words(timed: .handshakeAck), sketch.sinceOpening, to: &buffer)
    case .fin: buffer.append(Self.meaning(ofFin: sketch), in: language)
    case .finAck: buffer.append(Self.meaning(ofFinAck: sketch), in: language)
    case .rst: buffer.append(Self.meaning(ofReset: sketch), in: language)
    case .data: appendData(sketch, to: &buffer)
    case .ack: appendAck(sketch, to: &buffer)
    case .keepAlive where sketch.marks.contains(.windowProbe):
      buffer.append(Words("probes the closed window", ko: "닫힌 window를 확인"), in: language)
    case .keepAlive:
      if sketch.payloadLength <= 1 {
        buffer.append(Words("asks whether the peer is still there", ko: "상대가 아직 있는지 확인"), in: language)
      }
    case .icmpError:
      buffer.append(ICMPNames.meaning(type: sketch.icmpType, code: sketch.icmpCode, isIPv6: sketch.isIPv6))
    }
  }

  /// Why data was sent again; nil where that is not known.
  private static func cause(ofRepeat marks: SegmentMarks) -> Words? {
    if marks.contains(.timeout) { return Words("again: its timer ran out", ko: "다시 보냄: 타이머 만료") }
    if marks.contains(.fast) { return Words("again: it was asked for", ko: "다시 보냄: 상대가 요청함") }
    if marks.contains(.tailProbe) { return Words("again, to be answered: a probe", ko: "다시 보냄: 응답을 얻으려는 probe") }
    if marks.contains(.unneeded) { return Words("again, though it had arrived", ko: "다시 보냄: 이미 도달했음") }
    return nil
  }

  private func append(repeated sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    if let cause = Self.cause(ofRepeat: sketch.marks) { return buffer.append(cause, in: language) }
    append(Words("again", ko: "다시 보냄"), Words("again, after @", ko: "@ 뒤에 다시 보냄"), sketch.sincePrevious, to: &buffer)
    if sketch.marks.contains(.crossing) {
      buffer.append(Words("; it crossed with the answer", ko: "; 응답과 엇갈림"), in: language)
    }
  }

  private static func meaning(ofFin sketch: SegmentSketch) -> Words {
    switch sketch.senderState {
    case .lastAck, .closed: Words("has nothing more to send either", ko: "이쪽도 더 보낼 데이터 없음")
    case .closing: Words("has nothing more to send; the FINs crossed", ko: "더 보낼 데이터 없음; FIN이 엇갈림")
    default: Words("has nothing more to send", ko: "더 보낼 데이터 없음")
    }
  }

  private static func meaning(ofFinAck sketch: SegmentSketch) -> Words {
    switch sketch.senderState {
    case .closeWait: Words("heard; may still send", ko: "확인; 아직 보낼 수 있음")
    case .timeWait: Words("heard; waits out stray segments", ko: "확인; 늦은 segment에 대비해 대기")
    case .closing: Words("heard; waits for its own FIN's ACK", ko: "확인; 자신의 FIN에 대한 ACK를 기다림")
    default: Words("heard", ko: "확인")
    }
  }

  private static func meaning(ofReset sketch: SegmentSketch) -> Words {
    switch (sketch.receiverState, sketch.from) {
    case (.synSent, .server): Words("refuses", ko: "거부")
    case (.synReceived, .client): Words("turns the answer down", ko: "응답을 거절")
    case (.synReceived, _), (.synSent, _): Words("gives the opening up", ko: "연결 열기를 포기")
    case (.finWait1, _), (.finWait2, _), (.closeWait, _), (.closing, _), (.lastAck, _):
      Words("cuts the closing short", ko: "종료 절차를 끊음")
    case (.timeWait, _), (.closed, _): Words("knows nothing of it any more", ko: "이미 모르는 연결")
    default: Words("cuts the connection", ko: "연결을 끊음")
    }
  }

  private func appendData(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    append(octets: sketch.payloadLength, to: &buffer)
    if sketch.marks.contains(.outOfOrder) { buffer.append(Words(", out of order", ko: ", 순서가 바뀜"), in: language) }
    if sketch.marks.contains(.afterGap) {
      buffer.append(Words("; something before it is missing", ko: "; 앞부분이 빠져 있음"), in: language)
    }
    if sketch.marks.contains(.windowFull) {
      buffer.append(Words("; the window is full", ko: "; window가 가득 참"), in: language)
    }
  }

  private func appendAck(_ sketch: SegmentSketch, to buffer: inout OctetBuffer) {
    if sketch.marks.contains(.zeroWindow) {
      buffer.append(Words("no room: window 0", ko: "받을 자리 없음: window 0"), in: language)
    } else if sketch.marks.contains(.acknowledgesUnseen) {
      buffer.append(Words("acknowledges octets that were not captured", ko: "캡처되지 않은 데이터를 확인"), in: language)
    } else if sketch.marks.contains(.keepAlive) {
      buffer.append(Words("still there", ko: "아직 있음"), in: language)
    } else if sketch.marks.contains(.challengeAck) {
      buffer.append(Words("challenges what it got", ko: "받은 것을 되물음"), in: language)
    } else if sketch.marks.contains(.duplicateAck) {
      buffer.append(Words("again: something is missing", ko: "반복: 빠진 것이 있음"), in: language)
    }
  }

  // The first of both where the duration is not known.
  private func append(_ plain: Words, _ timed: Words?, _ duration: Int64?, to buffer: inout OctetBuffer) {
    guard let timed, let duration else { return buffer.append(plain, in: language) }
    buffer.append(timed, in: language) { $0.append(duration: duration, unicode: unicode, in: language) }
  }

  private func append(octets: UInt32, to buffer: inout OctetBuffer) {
    buffer.append(octets: UInt64(octets), in: language)
  }
}
