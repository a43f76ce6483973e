import FlowTracking

/// An endpoint's corrected state as a timeline is walked.
struct LadderState: Equatable {
  /// The state; nil until the endpoint is known.
  private(set) var state: TCPState?
  /// Whether nothing proves it.
  private(set) var isPresumed = false

  /// Takes in what one segment did.
  mutating func apply(_ change: EndpointChange) {
    for event in EndpointEvent.allCases where change.standing.contains(EndpointEvents(event)) {
      let next = TCPState.next(after: state, on: event)
      guard next != state else { continue }
      state = next
      isPresumed = change.presumed.contains(EndpointEvents(event))
    }
  }
}

extension OctetBuffer {
  /// Appends a state as the margins show it: its name, with a question mark where it is only presumed; "?" where it is unknown.
  mutating func append(_ state: TCPState?, isPresumed: Bool, style: Style) {
    append(state == nil || isPresumed ? .dim : .plain, style) {
      if let state { $0.append(state.name) }
      if state == nil || isPresumed { $0.append("?") }
    }
  }
}
