/// What the tracker noticed about one segment.
package struct SegmentMarks: OptionSet, Sendable, BitwiseCopyable {
  /// The bits.
  package let rawValue: UInt32

  /// The set with these bits.
  @inlinable
  package init(rawValue: UInt32) {
    self.rawValue = rawValue
  }

  /// Whether all of `other` are in the set; here, and not only in the standard library, so that other modules need no witness for it.
  @inlinable @inline(__always)
  package func contains(_ other: SegmentMarks) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// Whether nothing is in the set.
  @inlinable @inline(__always)
  package var isEmpty: Bool { rawValue == 0 }

  /// Sequence space that was seen before, sent again.
  package static let repeated = SegmentMarks(rawValue: 1 << 0)
  /// The same packet once more: captured twice, or duplicated by the network.
  package static let duplicate = SegmentMarks(rawValue: 1 << 1)
  /// A repeat that crossed with the segment that would have stopped it: no loss.
  package static let crossing = SegmentMarks(rawValue: 1 << 2)
  /// Fills a hole in the sequence space late, without having been seen before.
  package static let outOfOrder = SegmentMarks(rawValue: 1 << 3)
  /// Begins past the highest sequence number seen: something before it was not captured, or is late.
  package static let afterGap = SegmentMarks(rawValue: 1 << 4)
  /// A RST that its receiver had no reason to accept (RFC 9293 §3.5.3).
  package static let ineffectiveReset = SegmentMarks(rawValue: 1 << 5)
  /// A RST whose hop limit is another than that of its sender's other segments, and fits no other initial value at the same distance.
  package static let strangeHopLimit = SegmentMarks(rawValue: 1 << 6)
  /// Shows that something presumed before was wrong: the state history was corrected here.
  package static let correction = SegmentMarks(rawValue: 1 << 7)
  /// Acknowledges octets that were never seen.
  package static let acknowledgesUnseen = SegmentMarks(rawValue: 1 << 8)
  /// A keep-alive probe, or the answer to one.
  package static let keepAlive = SegmentMarks(rawValue: 1 << 9)
  /// Closes the receive window.
  package static let zeroWindow = SegmentMarks(rawValue: 1 << 10)
  /// A SYN-ACK, SYN, bare ACK, RST or ICMP error for numbers that are not this connection's, or not the ones that are due.
  package static let mismatch = SegmentMarks(rawValue: 1 << 11)
  /// A RST whose IPv4 identification breaks the series of its sender's other segments.
  package static let strangeIdentification = SegmentMarks(rawValue: 1 << 12)
  /// Reports octets received twice (D-SACK, RFC 2883).
  package static let reportsDuplicate = SegmentMarks(rawValue: 1 << 13)
  /// Sent again after a silence of a retransmission timeout.
  package static let timeout = SegmentMarks(rawValue: 1 << 14)
  /// Sent again on duplicate or selective acknowledgements.
  package static let fast = SegmentMarks(rawValue: 1 << 15)
  /// The last segment, sent again early to make its receiver acknowledge.
  package static let tailProbe = SegmentMarks(rawValue: 1 << 16)
  /// Sent again although its receiver had acknowledged it.
  package static let unneeded = SegmentMarks(rawValue: 1 << 17)
  /// The same acknowledgement again while data is outstanding.
  package static let duplicateAck = SegmentMarks(rawValue: 1 << 18)
  /// Data up to the edge of the receive window.
  package static let windowFull = SegmentMarks(rawValue: 1 << 19)
  /// Moves the right edge of the receive window left.
  package static let windowShrunk = SegmentMarks(rawValue: 1 << 20)
  /// Probes a closed window.
  package static let windowProbe = SegmentMarks(rawValue: 1 << 21)
  /// Answers something that its receiver must not accept (RFC 5961).
  package static let challengeAck = SegmentMarks(rawValue: 1 << 22)
  /// New data of a side in whose name a RST passed: that side did not send the RST.
  package static let livesPastReset = SegmentMarks(rawValue: 1 << 23)
  /// Acknowledges something long past.
  package static let invalidAck = SegmentMarks(rawValue: 1 << 24)
  /// A RST that acknowledges a segment which cannot have reached its sender and been answered in so short a time.
  package static let tooFast = SegmentMarks(rawValue: 1 << 29)
  /// Sequence space past the sender's own FIN.
  package static let pastFin = SegmentMarks(rawValue: 1 << 30)
  /// A header that contradicts itself or its packet: its receiver drops the segment.
  package static let malformed = SegmentMarks(rawValue: 1 << 31)
  /// A SYN or SYN-ACK that carries a Fast Open cookie, rather than asking for one (RFC 7413 §4.1.1).
  package static let fastOpenCookie = SegmentMarks(rawValue: 1 << 25)
  /// Carries an option that it must not carry (RFC 7323 §2.2, §2.3, §3.2).
  package static let optionViolation = SegmentMarks(rawValue: 1 << 26)
  /// A SYN that joins a subflow to a Multipath TCP connection (MP_JOIN, RFC 8684 §3.2).
  package static let multipathJoin = SegmentMarks(rawValue: 1 << 27)
  /// Sent again while its receiver had shown no sign that it heard the handshake's ACK.
  package static let unheard = SegmentMarks(rawValue: 1 << 28)
}

/// What the tracker noticed about a whole connection; a rule looks at a connection only when one of its marks is set, so that a clean
/// connection costs no diagnosis.
package struct ConnectionMarks: OptionSet, Sendable, BitwiseCopyable, Hashable {
  /// The bits.
  package let rawValue: UInt64

  /// The set with these bits.
  @inlinable
  package init(rawValue: UInt64) {
    self.rawValue = rawValue
  }

  /// Whether all of `other` are in the set; here, and not only in the standard library, so that other modules need no witness for it.
  @inlinable @inline(__always)
  package func contains(_ other: ConnectionMarks) -> Bool { rawValue & other.rawValue == other.rawValue }

  /// Whether nothing is in the set.
  @inlinable @inline(__always)
  package var isEmpty: Bool { rawValue == 0 }

  /// A SYN was sent again.
  package static let synRepeated = ConnectionMarks(rawValue: 1 << 0)
  /// A SYN-ACK was sent again.
  package static let synAckRepeated = ConnectionMarks(rawValue: 1 << 1)
  /// A FIN was sent again.
  package static let finRepeated = ConnectionMarks(rawValue: 1 << 2)
  /// A RST was sent.
  package static let reset = ConnectionMarks(rawValue: 1 << 3)
  /// An ICMP error quoted it.
  package static let icmpError = ConnectionMarks(rawValue: 1 << 4)
  /// Both sides sent a SYN without ACK.
  package static let simultaneousOpen = ConnectionMarks(rawValue: 1 << 5)
  /// Both sides sent a FIN before they had the other's.
  package static let simultaneousClose = ConnectionMarks(rawValue: 1 << 6)
  /// One side went on sending data after the other's FIN.
  package static let halfClose = ConnectionMarks(rawValue: 1 << 7)
  /// The 4-tuple was used by an earlier connection that this run still remembered.
  package static let portReuse = ConnectionMarks(rawValue: 1 << 8)
  /// A packet was captured twice or duplicated by the network.
  package static let duplicate = ConnectionMarks(rawValue: 1 << 9)
  /// The opening was not captured.
  package static let midstream = ConnectionMarks(rawValue: 1 << 10)
  /// No answer to the SYN came (set when the connection ends).
  package static let unanswered = ConnectionMarks(rawValue: 1 << 11)
  /// The handshake never completed although it was answered (set when the connection ends).
  package static let halfOpen = ConnectionMarks(rawValue: 1 << 12)
  /// Data was sent again.
  package static let dataRepeated = ConnectionMarks(rawValue: 1 << 13)
  /// Segments arrived out of order.
  package static let outOfOrder = ConnectionMarks(rawValue: 1 << 14)
  /// A SYN carried a Fast Open option or data.
  package static let fastOpen = ConnectionMarks(rawValue: 1 << 15)
  /// A keep-alive was probed.
  package static let keepAlive = ConnectionMarks(rawValue: 1 << 16)
  /// A receive window closed.
  package static let zeroWindow = ConnectionMarks(rawValue: 1 << 17)
  /// Octets were acknowledged that the capture does not hold.
  package static let captureGap = ConnectionMarks(rawValue: 1 << 18)
  /// A FIN was never acknowledged (set when the connection ends).
  package static let finUnacknowledged = ConnectionMarks(rawValue: 1 << 19)
  /// Evidence refuted a presumed state, and the history was corrected.
  package static let corrected = ConnectionMarks(rawValue: 1 << 20)
  /// A SYN-ACK did not acknowledge the SYN that was seen.
  package static let synAckMismatch = ConnectionMarks(rawValue: 1 << 21)
  /// Only one direction was captured.
  package static let oneSided = ConnectionMarks(rawValue: 1 << 22)
  /// Memory was short for what its data path showed: findings of that may be missing.
  package static let findingsNotKept = ConnectionMarks(rawValue: 1 << 59)
  /// A limit ended the record before the connection ended.
  package static let evicted = ConnectionMarks(rawValue: 1 << 23)
  /// The capture ended while the connection was alive (set when the connection ends).
  package static let openAtEnd = ConnectionMarks(rawValue: 1 << 24)
  /// Data reached the edge of a receive window.
  package static let windowFull = ConnectionMarks(rawValue: 1 << 25)
  /// A receive window shrank from the right.
  package static let windowShrunk = ConnectionMarks(rawValue: 1 << 26)
  /// Three duplicate ACKs came in a row.
  package static let duplicateAcks = ConnectionMarks(rawValue: 1 << 27)
  /// A challenge ACK was sent.
  package static let challengeAck = ConnectionMarks(rawValue: 1 << 28)
  /// Data past the receive window was refused.
  package static let outOfWindow = ConnectionMarks(rawValue: 1 << 29)
  /// An acknowledgement number was not acceptable.
  package static let invalidAck = ConnectionMarks(rawValue: 1 << 30)
  /// A segment was dropped for its timestamp.
  package static let agedTimestamp = ConnectionMarks(rawValue: 1 << 31)
  /// The same sequence numbers came with other octets.
  package static let overlapConflict = ConnectionMarks(rawValue: 1 << 32)
  /// An acknowledgement number stood in a segment without ACK.
  package static let brokenAck = ConnectionMarks(rawValue: 1 << 33)
  /// Data was sent to an endpoint that had reset the connection.
  package static let dataToClosed = ConnectionMarks(rawValue: 1 << 34)
  /// A keep-alive was not answered before the next.
  package static let keepAliveUnanswered = ConnectionMarks(rawValue: 1 << 35)
  /// Octets were acknowledged of which nothing, and nothing behind them, had been captured (set when that is sure).
  package static let acknowledgesUnseen = ConnectionMarks(rawValue: 1 << 36)
  /// Its client reset it, having just opened a connection to the same port of another server.
  package static let lostRace = ConnectionMarks(rawValue: 1 << 37)
  /// An ICMP error said that a segment could not be delivered: `ICMPError.isRejection`.
  package static let icmpRejection = ConnectionMarks(rawValue: 1 << 38)
  /// A side that a RST was taken to end, as sender or receiver, went on.
  package static let livedPastReset = ConnectionMarks(rawValue: 1 << 50)
  /// Nothing passed for a minute or more, and one side did not say a word after that.
  package static let silentAfterIdle = ConnectionMarks(rawValue: 1 << 51)
  /// One side closed, and the other kept its direction open for long (set with its FIN or when the connection ends).
  package static let lateClose = ConnectionMarks(rawValue: 1 << 52)
  /// A side sent sequence space past its own FIN.
  package static let dataAfterFin = ConnectionMarks(rawValue: 1 << 53)
  /// A segment had a combination of flags that no host sends in earnest.
  package static let illegalFlags = ConnectionMarks(rawValue: 1 << 54)
  /// A segment's header or options contradict themselves or the packet.
  package static let malformed = ConnectionMarks(rawValue: 1 << 55)
  /// A SYN with another ISN took the 4-tuple over.
  package static let superseded = ConnectionMarks(rawValue: 1 << 40)
  /// The SYN-ACK was captured before the SYN that it answers.
  package static let synAckFirst = ConnectionMarks(rawValue: 1 << 41)
  /// A side acknowledged numbers that are not this connection's while it opened.
  package static let oddAcknowledgement = ConnectionMarks(rawValue: 1 << 42)
  /// A side sent a FIN before it was open.
  package static let closedWhileOpening = ConnectionMarks(rawValue: 1 << 43)
  /// Both ends are the same address and port.
  package static let selfConnection = ConnectionMarks(rawValue: 1 << 44)
  /// A SYN or SYN-ACK carried an option that it must not carry.
  package static let optionViolation = ConnectionMarks(rawValue: 1 << 45)
  /// A SYN or SYN-ACK carried ECN flags.
  package static let congestionNotification = ConnectionMarks(rawValue: 1 << 46)
  /// A SYN or SYN-ACK carried a Multipath TCP option.
  package static let multipath = ConnectionMarks(rawValue: 1 << 47)
  /// The listener ignored the handshake's ACK of other clients at the same time.
  package static let listenerIgnoresAcks = ConnectionMarks(rawValue: 1 << 48)
  /// The listener ignored SYNs of other clients while it answered some.
  package static let listenerDropsSyns = ConnectionMarks(rawValue: 1 << 49)
  /// A segment was damaged: its checksum is wrong, although others of its sender are right.
  package static let damaged = ConnectionMarks(rawValue: 1 << 58)
}
