/// A part of the handshake that is timed.
enum HandshakeTime: Int {
  /// SYN to SYN-ACK.
  case server
  /// SYN-ACK to ACK.
  case client
  /// SYN to ACK.
  case whole

  /// Stands for a time that is not known, or ambiguous.
  fileprivate static let unknown = UInt32.max
  /// Stands for one that is in the annex because it is longer than four seconds.
  fileprivate static let long = UInt32.max - 1
}

extension Connection {
  /// How long `part` of the handshake took, in nanoseconds; negative while unknown or ambiguous.
  @inline(__always)
  mutating func handshakeTime(_ part: HandshakeTime, _ timeline: inout Timeline) -> Int64 {
    let short = handshakeTimes[part.rawValue]
    if short < HandshakeTime.long { return Int64(short) }
    return short == HandshakeTime.unknown ? -1 : timeline.annexes[annex].handshakeTimes[part.rawValue]
  }

  /// Notes that `part` of the handshake took `time`, in nanoseconds; negative for unknown.
  mutating func setHandshakeTime(_ part: HandshakeTime, _ time: Int64, _ timeline: inout Timeline) {
    if time >= 0, time < Int64(HandshakeTime.long) {
      handshakeTimes[part.rawValue] = UInt32(truncatingIfNeeded: time)
    } else if time < 0 {
      handshakeTimes[part.rawValue] = HandshakeTime.unknown
    } else {
      handshakeTimes[part.rawValue] = HandshakeTime.long
      timeline.annexes[openAnnex(&timeline)].handshakeTimes[part.rawValue] = time
    }
  }
}
