extension TCPState {
  /// The state that follows `state` when `event` happens (RFC 9293 §3.3.2, figure 5).
  ///
  /// `nil` is an endpoint of which nothing is known yet. An event that means nothing in a state leaves it as it is: a watcher sees
  /// copies, and segments that the endpoint itself refused.
  package static func next(after state: TCPState?, on event: EndpointEvent) -> TCPState? {
    switch event {
    case .synSent: afterSynSent(state)
    case .synAckSent: afterSynAckSent(state)
    case .opened: afterOpened(state)
    case .finAcknowledged: afterFinAcknowledged(state)
    case .finReceived, .finCrossed: afterFinReceived(state)
    case .finSent: afterFinSent(state)
    case .reset: .closed
    }
  }

  /// The state that follows `state` when all of `events` happen, in the order of the cases.
  @inline(__always)
  package static func next(after state: TCPState?, on events: EndpointEvents) -> TCPState? {
    var place = state?.rawValue ?? unknown
    events.forEachEvent { place = UInt8(truncatingIfNeeded: digits(of: $0) &>> UInt64(place &* 4)) & 0xF }
    return TCPState.state(at: place)
  }

  /// The state that a digit stands for; in line, as making one from its raw value is not.
  @inline(always)
  private static func state(at place: UInt8) -> TCPState? {
    switch place {
    case 0: .closed
    case 1: .listen
    case 2: .synSent
    case 3: .synReceived
    case 4: .established
    case 5: .finWait1
    case 6: .finWait2
    case 7: .closeWait
    case 8: .closing
    case 9: .lastAck
    case 10: .timeWait
    default: nil
    }
  }

  /// Stands for nothing known yet.
  private static var unknown: UInt8 { 11 }

  /// What `next` makes of every state, in numbers of which the last digit stands for the first state, and the first for nothing known: a shift
  /// instead of a jump, which a segment that changes states would have to take for each. The tests compare both.
  @inline(__always)
  private static func digits(of event: EndpointEvent) -> UInt64 {
    switch event {
    case .synSent: 0x2A98_7654_3222
    case .synAckSent: 0x3A98_7654_3333
    case .opened: 0x4A98_7654_4410
    case .finAcknowledged: 0xBA0A_7664_3210
    case .finReceived, .finCrossed: 0x7A98_7A87_7210
    case .finSent: 0x5A98_9655_5210
    case .reset: 0
    }
  }

  private static func afterSynSent(_ state: TCPState?) -> TCPState? {
    switch state {
    case nil, .closed, .listen: .synSent
    case .synSent, .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait: state
    }
  }

  private static func afterSynAckSent(_ state: TCPState?) -> TCPState? {
    switch state {
    case nil, .closed, .listen, .synSent: .synReceived
    case .synReceived, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait: state
    }
  }

  private static func afterOpened(_ state: TCPState?) -> TCPState? {
    switch state {
    // From nil: the opening was before the capture began, or on another path.
    case nil, .synSent, .synReceived: .established
    case .closed, .listen, .established, .finWait1, .finWait2, .closeWait, .closing, .lastAck, .timeWait: state
    }
  }

  private static func afterFinAcknowledged(_ state: TCPState?) -> TCPState? {
    switch state {
    case .finWait1: .finWait2
    case .closing: .timeWait
    case .lastAck: .closed
    case nil, .closed, .listen, .synSent, .synReceived, .established, .finWait2, .closeWait, .timeWait: state
    }
  }

  private static func afterFinReceived(_ state: TCPState?) -> TCPState? {
    switch state {
    case nil, .synReceived, .established: .closeWait
    case .finWait1: .closing
    case .finWait2: .timeWait
    case .closed, .listen, .synSent, .closeWait, .closing, .lastAck, .timeWait: state
    }
  }

  private static func afterFinSent(_ state: TCPState?) -> TCPState? {
    switch state {
    case nil, .synReceived, .established: .finWait1
    case .closeWait: .lastAck
    case .closed, .listen, .synSent, .finWait1, .finWait2, .closing, .lastAck, .timeWait: state
    }
  }
}
