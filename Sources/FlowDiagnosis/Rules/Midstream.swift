import FlowTracking

/// `midstream`: the first packet captured is not a SYN or SYN-ACK.
enum Midstream {
  static func judge(_ evidence: Evidence) -> Finding? {
    guard let first = evidence.record.timeline.first else { return nil }
    let guess = evidence.record.rolesAreGuessed ? " Who is the client is guessed from the ports." : ""
    return evidence.finding(
      .midstream, .proved, of: first.from, frames: [first.frame], at: first.time,
      "The connection was open before the capture began, or its opening was not captured." + guess)
  }
}
