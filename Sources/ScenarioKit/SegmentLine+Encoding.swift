extension SegmentLine {
  /// The TCP segment (RFC 9293 §3.1) that an IP packet between two ports is to carry.
  func encode(from source: ScenarioEndpoint, to destination: ScenarioEndpoint, in packet: IPPacket) -> [UInt8] {
    let offset = UInt16(truncatingIfNeeded: 5 + options.count / 4)
    let head =
      source.port.networkOctets + destination.port.networkOctets + sequence.networkOctets
      + acknowledgement.networkOctets + (offset << 12 | flags).networkOctets + window.networkOctets
    let urgentPointer: [UInt8] = [0, 0]
    let tail = urgentPointer + options + payload
    let covered = head + [0, 0] + tail
    let correct = internetChecksum(packet.pseudoHeader(covered) + covered)
    // Never equal to the correct one, nor to the other form of zero.
    let checksum = attributes.hasBadChecksum ? correct ^ 0x5555 : correct
    return head + checksum.networkOctets + tail
  }

  /// The octets named by the line, or letters that follow from the sequence numbers, so that a repeated octet is equal.
  private var payload: [UInt8] {
    if let payload = attributes.payload { return payload }
    let first = flags & Self.syn == 0 ? sequence : sequence &+ 1
    return (0..<payloadLength).map { index in
      UInt8(ascii: "a") + UInt8(truncatingIfNeeded: (first &+ UInt32(truncatingIfNeeded: index)) % 26)
    }
  }
}
