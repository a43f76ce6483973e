/// The public code of every finding; a contract like the JSON schema.
package enum FindingCode: String, Sendable, CaseIterable {
  /// A SYN was sent again, and what became of the first is not known.
  case synRetransmitted = "syn-retransmitted"
  /// A SYN did not arrive.
  case synLost = "syn-lost"
  /// Nothing answered the SYN.
  case synUnanswered = "syn-unanswered"
  /// A SYN-ACK was sent again, and why is not known.
  case synAckRetransmitted = "syn-ack-retransmitted"
  /// A SYN-ACK did not arrive.
  case synAckLost = "syn-ack-lost"
  /// The ACK that completes the handshake did not arrive.
  case handshakeAckLost = "handshake-ack-lost"
  /// A SYN arrived after its client had given up.
  case staleSyn = "stale-syn"
  /// A RST answered the SYN.
  case connectionRefused = "connection-refused"
  /// An ICMP error answered a segment.
  case icmpUnreachable = "icmp-unreachable"
  /// The client answered the SYN-ACK with RST.
  case handshakeResetByClient = "handshake-reset-by-client"
  /// The server reset a connection that was opening.
  case handshakeResetByServer = "handshake-reset-by-server"
  /// A full queue at the server dropped a SYN.
  case synDroppedByQueue = "syn-dropped-by-queue"
  /// The server ignored the ACK that completes the handshake.
  case handshakeAckIgnored = "handshake-ack-ignored"
  /// The server takes the connection only with its first data.
  case acceptDeferred = "accept-deferred"
  /// The client stopped trying to connect.
  case attemptAbandoned = "attempt-abandoned"
  /// A SYN with another ISN met a server in SYN_RCVD.
  case synISNChanged = "syn-isn-changed"
  /// A SYN-ACK acknowledged another SYN.
  case synAckMismatch = "syn-ack-mismatch"
  /// Two SYN-ACKs answered one SYN with different ISNs.
  case synAckISNChanged = "syn-ack-isn-changed"
  /// A SYN-ACK answered a SYN that was not captured.
  case synAckUnsolicited = "syn-ack-unsolicited"
  /// A SYN-ACK was captured before its SYN.
  case synAckBeforeSyn = "syn-ack-before-syn"
  /// The client's first ACK does not answer the SYN-ACK.
  case handshakeAckInvalid = "handshake-ack-invalid"
  /// A side sent a FIN before it was open.
  case closedWhileOpening = "closed-while-opening"
  /// A socket connected with itself.
  case selfConnection = "self-connection"
  /// The client asked for Fast Open.
  case fastOpen = "fast-open"
  /// The server keeps no state of SYNs.
  case synCookies = "syn-cookies"
  /// A SYN or SYN-ACK carries an option that it must not carry.
  case optionViolation = "option-violation"
  /// Explicit congestion notification was asked for.
  case ecnOpen = "ecn-open"
  /// Both sides agreed on Multipath TCP.
  case multipath = "mptcp"
  /// Multipath TCP was asked for and plain TCP came of it.
  case multipathFallback = "mptcp-fallback"
  /// The server still knew a connection that its client had lost.
  case halfOpenConnection = "half-open-connection"
  /// Both sides sent a SYN.
  case simultaneousOpen = "simultaneous-open"
  /// Data was sent again; the kind says why.
  case retransmission = "retransmission"
  /// Segments came in another order than they were sent.
  case outOfOrder = "out-of-order"
  /// An acknowledgement was repeated because something before was missing.
  case duplicateAck = "duplicate-ack"
  /// The capture misses octets that arrived.
  case captureGap = "capture-gap"
  /// Octets were acknowledged that were not captured.
  case ackOfUnseenData = "ack-of-unseen-data"
  /// A receive window closed.
  case zeroWindow = "zero-window"
  /// A receive window was used up.
  case windowFull = "window-full"
  /// A receive window shrank from the right.
  case windowShrunk = "window-shrunk"
  /// A keep-alive was sent.
  case keepAlive = "keep-alive"
  /// Keep-alives went unanswered.
  case keepAliveUnanswered = "keep-alive-unanswered"
  /// A challenge ACK was sent.
  case challengeAck = "challenge-ack"
  /// Data outside the window was refused.
  case outOfWindow = "out-of-window"
  /// An acknowledgement number was not acceptable.
  case ackInvalid = "ack-invalid"
  /// A segment was dropped for its timestamp.
  case pawsDrop = "paws-drop"
  /// The same numbers came with other octets.
  case overlapConflict = "overlap-conflict"
  /// An acknowledgement number stood without the ACK flag.
  case brokenAckField = "broken-ack-field"
  /// Data was sent to a side that had reset.
  case dataToClosed = "data-to-closed"
  /// A FIN did not arrive.
  case finLost = "fin-lost"
  /// A FIN was never acknowledged.
  case finUnanswered = "fin-unanswered"
  /// The acknowledgement of a FIN did not arrive, and the connection was not at its end yet.
  case finAckLost = "fin-ack-lost"
  /// The acknowledgement of the last FIN did not arrive.
  case finalAckLost = "final-ack-lost"
  /// Data or a FIN reached a socket that was closed for good.
  case resetAfterClose = "reset-after-close"
  /// A side gave the connection up with a RST.
  case connectionAborted = "connection-aborted"
  /// A RST came from a side that knew nothing of the connection.
  case resetNoConnection = "reset-no-connection"
  /// One side closed, the other went on sending.
  case halfClose = "half-close"
  /// Both FINs crossed.
  case simultaneousClose = "simultaneous-close"
  /// A RST passed and both sides went on.
  case resetIgnored = "reset-ignored"
  /// A RST came from another host than it says.
  case resetInjected = "reset-injected"
  /// A long silence ended with a RST or with no answer.
  case resetAfterIdle = "reset-after-idle"
  /// A side sent RST after RST unasked.
  case resetStorm = "reset-storm"
  /// A RST carries payload.
  case resetWithData = "reset-with-data"
  /// TIME_WAIT did its work.
  case timeWait = "time-wait"
  /// A SYN was too old for the connection in TIME_WAIT.
  case timeWaitRefused = "time-wait-refused"
  /// A RST ended TIME_WAIT early.
  case timeWaitAssassinated = "time-wait-assassinated"
  /// One side closed, and the other never did.
  case halfCloseStuck = "half-close-stuck"
  /// A side sent data past its own FIN.
  case dataAfterFin = "data-after-fin"
  /// A segment has flags that exclude each other.
  case illegalFlags = "illegal-flags"
  /// A TCP header contradicts itself or its packet.
  case malformedSegment = "malformed-segment"
  /// The 4-tuple was used again soon.
  case portReuse = "port-reuse"
  /// The same packet was captured more than once.
  case duplicatePacket = "duplicate-packet"
  /// The opening was not captured.
  case midstream = "midstream"
  /// A segment was damaged on its way.
  case badChecksum = "bad-checksum"
  /// A service got a flood of openings that nobody meant.
  case synFlood = "syn-flood"
  /// A client came to nothing at many ports of a host.
  case portScan = "port-scan"
  /// A client came to nothing at one port of many hosts.
  case hostScan = "host-scan"
  /// A scan that resets what answers.
  case halfOpenScan = "half-open-scan"
  /// A service refused many clients within seconds.
  case refusedBurst = "refused-burst"
  /// A client opened a service again and again without success.
  case retryStorm = "retry-storm"
  /// An attempt whose SYN came too late, and the one in its stead.
  case staleSynReplaced = "stale-syn-replaced"
  /// A connection that was captured before and behind an address translation.
  case sameConnectionTwice = "same-connection-twice"
}

extension FindingCode {
  /// This code's bit in a set of codes; each has one of its own.
  package var bit: UInt128 { 1 << UInt128(place) }

  /// This code's place among all codes, from 0.
  package var place: UInt8 {
    UInt8(truncatingIfNeeded: FindingCode.allCases.firstIndex(of: self) ?? 0)
  }
}
