import FlowTracking

// The words of the JSON contract for the tracker's enumerations; text uses them as well.

extension Side {
  /// "client" or "server".
  var name: StaticString { self == .client ? "client" : "server" }
}

extension Step {
  /// The word in JSON, such as "syn-ack".
  var name: StaticString {
    switch self {
    case .syn: "syn"
    case .synAck: "syn-ack"
    case .handshakeAck: "handshake-ack"
    case .fin: "fin"
    case .finAck: "fin-ack"
    case .rst: "rst"
    case .data: "data"
    case .ack: "ack"
    case .keepAlive: "keep-alive"
    case .icmpError: "icmp-error"
    }
  }
}

extension Standing {
  /// The word in JSON.
  var name: StaticString {
    switch self {
    case .proved: "proved"
    case .presumed: "presumed"
    case .refuted: "refuted"
    }
  }
}

extension HandshakeOutcome {
  /// The word in JSON.
  var name: StaticString {
    switch self {
    case .completed: "completed"
    case .refused: "refused"
    case .rejected: "rejected"
    case .unanswered: "unanswered"
    case .halfOpen: "half-open"
    case .reset: "reset"
    case .unseen: "unseen"
    }
  }
}

extension HandshakeKind {
  /// The word in JSON.
  var name: StaticString {
    switch self {
    case .threeWay: "three-way"
    case .simultaneous: "simultaneous"
    case .split: "split"
    case .fastOpen: "fast-open"
    }
  }
}

extension CloseKind {
  /// The word in JSON.
  var name: StaticString {
    switch self {
    case .fin: "fin"
    case .reset: "reset"
    case .half: "half"
    case .none: "none"
    }
  }
}

extension SegmentMarks {
  /// The words in JSON.
  static let names: [(mark: SegmentMarks, name: StaticString)] = [
    (.repeated, "repeated"), (.duplicate, "duplicate"), (.crossing, "crossing"), (.outOfOrder, "out-of-order"),
    (.afterGap, "after-gap"), (.ineffectiveReset, "ineffective-reset"), (.correction, "correction"),
    (.acknowledgesUnseen, "acknowledges-unseen"), (.keepAlive, "keep-alive"), (.zeroWindow, "zero-window"),
    (.mismatch, "mismatch"), (.reportsDuplicate, "reports-duplicate"), (.timeout, "timeout"), (.fast, "fast"),
    (.tailProbe, "tail-probe"), (.unneeded, "unneeded"), (.duplicateAck, "duplicate-ack"),
    (.windowFull, "window-full"), (.windowShrunk, "window-shrunk"), (.windowProbe, "window-probe"),
    (.challengeAck, "challenge-ack"), (.invalidAck, "ack-invalid"), (.livesPastReset, "lives-past-reset"),
    (.strangeHopLimit, "strange-hop-limit"),
    (.strangeIdentification, "strange-identification"), (.tooFast, "too-fast"), (.pastFin, "past-fin"),
    (.malformed, "malformed"), (.fastOpenCookie, "fast-open-cookie"), (.optionViolation, "option-violation"),
    (.multipathJoin, "multipath-join"), (.unheard, "unheard"),
  ]
}
