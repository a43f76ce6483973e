package import FlowTracking

/// What the catalogue says of one code.
package struct CatalogueRow: Sendable {
  /// One line: what it means.
  package var title: StaticString
  /// The severity it has unless the rule finds a reason for another.
  package var severity: Severity
  /// Where RFC 9293, or the RFC named, describes it.
  package var reference: StaticString
  /// The marks of which at least one must be set for the rule to be worth running.
  package var triggers: ConnectionMarks = []
  /// The rule that judges one connection, and may find one thing of several kinds or on both sides; nil where only several together show it.
  package var rule: (@Sendable (Evidence) -> [Finding])?
  /// What tells of several connections; nil where one shows it.
  package var teller: (@Sendable (StoryBook) -> [Story])?

  /// A row whose rule may find several.
  init(
    title: StaticString, severity: Severity, reference: StaticString, triggers: ConnectionMarks,
    rule: @escaping @Sendable (Evidence) -> [Finding]
  ) {
    self.title = title
    self.severity = severity
    self.reference = reference
    self.triggers = triggers
    self.rule = rule
  }

  /// A row whose rule finds one at most.
  init(
    title: StaticString, severity: Severity, reference: StaticString, triggers: ConnectionMarks,
    rule: @escaping @Sendable (Evidence) -> Finding?
  ) {
    self.init(title: title, severity: severity, reference: reference, triggers: triggers) { evidence in
      rule(evidence).map { [$0] } ?? []
    }
  }

  /// A row of what only several connections show.
  init(
    title: StaticString, severity: Severity, reference: StaticString,
    teller: @escaping @Sendable (StoryBook) -> [Story]
  ) {
    self.title = title
    self.severity = severity
    self.reference = reference
    self.teller = teller
  }
}

extension FindingCode {
  /// The row of this code; the compiler refuses a code without one.
  package var row: CatalogueRow {
    switch self {
    case .synRetransmitted:
      CatalogueRow(
        title: "a SYN was sent again; what became of the first is not known", severity: .warning,
        reference: "RFC 9293 §3.8.1", triggers: .synRepeated, rule: SynRetransmitted.judge)
    case .synLost:
      CatalogueRow(
        title: "a SYN did not reach the server", severity: .warning, reference: "RFC 9293 §3.8.1",
        triggers: .synRepeated, rule: SynLost.judge)
    case .synUnanswered:
      CatalogueRow(
        title: "nothing answered the SYN", severity: .error, reference: "RFC 9293 §3.8.3", triggers: .unanswered,
        rule: SynUnanswered.judge)
    case .synAckRetransmitted:
      CatalogueRow(
        title: "a SYN-ACK was sent again; why is not known", severity: .warning, reference: "RFC 9293 §3.8.1",
        triggers: .synAckRepeated, rule: SynAckRetransmitted.judge)
    case .synAckLost:
      CatalogueRow(
        title: "a SYN-ACK did not reach the client", severity: .warning, reference: "RFC 9293 §3.8.1",
        triggers: [.synRepeated, .synAckRepeated], rule: SynAckLost.judge)
    case .handshakeAckLost:
      CatalogueRow(
        title: "the ACK that completes the handshake did not reach the server", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: .synAckRepeated, rule: HandshakeAckLost.judge)
    case .staleSyn:
      CatalogueRow(
        title: "a SYN reached the server after its client had given up", severity: .warning,
        reference: "RFC 9293 §3.5, figure 8", triggers: .reset, rule: StaleSyn.judge)
    case .connectionRefused:
      CatalogueRow(
        title: "a RST answered the SYN", severity: .error, reference: "RFC 9293 §3.5.2", triggers: .reset,
        rule: ConnectionRefused.judge)
    case .icmpUnreachable:
      CatalogueRow(
        title: "an ICMP error answered a segment", severity: .error, reference: "RFC 9293 §3.9.2.2",
        triggers: .icmpError, rule: ICMPUnreachable.judge)
    case .handshakeResetByClient:
      CatalogueRow(
        title: "the client answered the SYN-ACK with RST", severity: .warning, reference: "RFC 9293 §3.10.7.3",
        triggers: .reset, rule: HandshakeResetByClient.judge)
    case .handshakeResetByServer:
      CatalogueRow(
        title: "the server reset a connection that was opening", severity: .error, reference: "RFC 9293 §3.5.2",
        triggers: .reset, rule: HandshakeResetByServer.judge)
    case .synDroppedByQueue:
      CatalogueRow(
        title: "a full queue at the server dropped a SYN", severity: .warning,
        reference: "RFC 4987 §2.2", triggers: .listenerDropsSyns, rule: SynDroppedByQueue.judge)
    case .handshakeAckIgnored:
      CatalogueRow(
        title: "the server ignored the ACK that completes the handshake", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: [.synAckRepeated, .dataRepeated, .finRepeated],
        rule: HandshakeAckIgnored.judge)
    case .acceptDeferred:
      CatalogueRow(
        title: "the server takes the connection only with its first data", severity: .note,
        reference: "RFC 9293 §3.10.7.4", triggers: .synAckRepeated, rule: AcceptDeferred.judge)
    case .attemptAbandoned:
      CatalogueRow(
        title: "the client stopped trying to connect", severity: .note,
        reference: "RFC 9293 §3.8.3", triggers: [.superseded, .unanswered, .halfOpen], rule: AttemptAbandoned.judge)
    case .synISNChanged:
      CatalogueRow(
        title: "a SYN with another ISN met a server in SYN_RCVD", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: .oddAcknowledgement, rule: SynISNChanged.judge)
    case .synAckMismatch:
      CatalogueRow(
        title: "a SYN-ACK acknowledged another SYN", severity: .warning,
        reference: "RFC 9293 §3.10.7.3", triggers: .synAckMismatch, rule: SynAckMismatch.judge)
    case .synAckISNChanged:
      CatalogueRow(
        title: "two SYN-ACKs answered one SYN with different ISNs", severity: .warning,
        reference: "RFC 9293 §3.4.1", triggers: .synAckMismatch, rule: SynAckISNChanged.judge)
    case .synAckUnsolicited:
      CatalogueRow(
        title: "a SYN-ACK answered a SYN that was not captured", severity: .note,
        reference: "RFC 9293 §3.10.7.3", triggers: [.halfOpen, .reset], rule: SynAckUnsolicited.judge)
    case .synAckBeforeSyn:
      CatalogueRow(
        title: "a SYN-ACK was captured before its SYN", severity: .note,
        reference: "RFC 9293 §3.5, figure 6", triggers: .synAckFirst, rule: SynAckBeforeSyn.judge)
    case .handshakeAckInvalid:
      CatalogueRow(
        title: "the client's first ACK does not answer the SYN-ACK", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: .oddAcknowledgement, rule: HandshakeAckInvalid.judge)
    case .closedWhileOpening:
      CatalogueRow(
        title: "a side sent a FIN before it was open", severity: .warning,
        reference: "RFC 9293 §3.10.4", triggers: .closedWhileOpening, rule: ClosedWhileOpening.judge)
    case .selfConnection:
      CatalogueRow(
        title: "a socket connected with itself", severity: .warning,
        reference: "RFC 9293 §3.5, figure 7", triggers: .selfConnection, rule: SelfConnection.judge)
    case .fastOpen:
      CatalogueRow(
        title: "the client asked for Fast Open", severity: .note,
        reference: "RFC 7413 §4.2", triggers: .fastOpen, rule: FastOpen.judge)
    case .synCookies:
      CatalogueRow(
        title: "the server keeps no state of SYNs", severity: .note,
        reference: "RFC 4987 §3.6", triggers: [.synRepeated], rule: SynCookies.judge)
    case .optionViolation:
      CatalogueRow(
        title: "a SYN or SYN-ACK carries an option that it must not carry", severity: .warning,
        reference: "RFC 7323 §2.2", triggers: .optionViolation, rule: OptionViolation.judge)
    case .ecnOpen:
      CatalogueRow(
        title: "explicit congestion notification was asked for", severity: .note,
        reference: "RFC 9768 §3.1", triggers: .congestionNotification, rule: ECNOpen.judge)
    case .multipath:
      CatalogueRow(
        title: "both sides agreed on Multipath TCP", severity: .note,
        reference: "RFC 8684 §3.1", triggers: .multipath, rule: Multipath.judge)
    case .multipathFallback:
      CatalogueRow(
        title: "multipath TCP was asked for and plain TCP came of it", severity: .note,
        reference: "RFC 8684 §3.7", triggers: .multipath, rule: MultipathFallback.judge)
    case .halfOpenConnection:
      CatalogueRow(
        title: "the server still knew a connection that its client had lost", severity: .warning,
        reference: "RFC 9293 §3.5.1, figure 9", triggers: .oddAcknowledgement, rule: HalfOpenConnection.judge)
    case .simultaneousOpen:
      CatalogueRow(
        title: "both sides sent a SYN", severity: .note, reference: "RFC 9293 §3.5, figure 7",
        triggers: .simultaneousOpen, rule: SimultaneousOpen.judge)
    case .retransmission:
      CatalogueRow(
        title: "data was sent again", severity: .warning, reference: "RFC 6298 §5", triggers: .dataRepeated,
        rule: Retransmission.judge)
    case .outOfOrder:
      CatalogueRow(
        title: "segments came in another order than they were sent", severity: .note, reference: "RFC 4737 §3",
        triggers: .outOfOrder, rule: OutOfOrder.judge)
    case .duplicateAck:
      CatalogueRow(
        title: "a receiver repeated its acknowledgement: something before was missing", severity: .note,
        reference: "RFC 5681 §2", triggers: .duplicateAcks, rule: DuplicateAck.judge)
    case .captureGap:
      CatalogueRow(
        title: "octets arrived that the capture does not hold", severity: .note, reference: "RFC 9293 §3.4",
        triggers: .captureGap, rule: CaptureGap.judge)
    case .ackOfUnseenData:
      CatalogueRow(
        title: "an acknowledgement covers octets that were not captured", severity: .note, reference: "RFC 9293 §3.4",
        triggers: .acknowledgesUnseen, rule: AckOfUnseenData.judge)
    case .zeroWindow:
      CatalogueRow(
        title: "a receiver had no room: its window was closed", severity: .note, reference: "RFC 9293 §3.8.6.1",
        triggers: .zeroWindow, rule: ZeroWindow.judge)
    case .windowFull:
      CatalogueRow(
        title: "a sender used up its receiver's window", severity: .note, reference: "RFC 9293 §3.8.6",
        triggers: .windowFull, rule: WindowFull.judge)
    case .windowShrunk:
      CatalogueRow(
        title: "a receiver took back room that it had offered", severity: .note, reference: "RFC 9293 §3.8.6",
        triggers: .windowShrunk, rule: WindowShrunk.judge)
    case .keepAlive:
      CatalogueRow(
        title: "a side asked whether the other was still there", severity: .note, reference: "RFC 9293 §3.8.4",
        triggers: .keepAlive, rule: KeepAlive.judge)
    case .keepAliveUnanswered:
      CatalogueRow(
        title: "keep-alives were not answered", severity: .warning, reference: "RFC 9293 §3.8.4",
        triggers: .keepAliveUnanswered, rule: KeepAliveUnanswered.judge)
    case .challengeAck:
      CatalogueRow(
        title: "a side answered a suspicious segment with a challenge ACK", severity: .note,
        reference: "RFC 5961 §3.2", triggers: .challengeAck, rule: ChallengeAck.judge)
    case .outOfWindow:
      CatalogueRow(
        title: "data outside the receive window was refused", severity: .warning, reference: "RFC 9293 §3.10.7.4",
        triggers: .outOfWindow, rule: OutOfWindow.judge)
    case .ackInvalid:
      CatalogueRow(
        title: "an acknowledgement number was not acceptable", severity: .warning, reference: "RFC 5961 §5.2",
        triggers: .invalidAck, rule: AckInvalid.judge)
    case .pawsDrop:
      CatalogueRow(
        title: "a segment was dropped because its timestamp was too old", severity: .warning,
        reference: "RFC 7323 §5.3", triggers: .agedTimestamp, rule: PawsDrop.judge)
    case .overlapConflict:
      CatalogueRow(
        title: "the same sequence numbers came with other octets", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: .overlapConflict, rule: OverlapConflict.judge)
    case .brokenAckField:
      CatalogueRow(
        title: "an acknowledgement number without the ACK flag", severity: .note, reference: "RFC 9293 §3.1",
        triggers: .brokenAck, rule: BrokenAckField.judge)
    case .dataToClosed:
      CatalogueRow(
        title: "data was sent to a side that had reset the connection", severity: .error,
        reference: "RFC 9293 §3.5.2", triggers: .dataToClosed, rule: DataToClosed.judge)
    case .finLost:
      CatalogueRow(
        title: "a FIN did not reach its receiver", severity: .warning, reference: "RFC 9293 §3.8.1",
        triggers: .finRepeated, rule: FinLost.judge)
    case .finUnanswered:
      CatalogueRow(
        title: "a FIN was never acknowledged", severity: .warning, reference: "RFC 9293 §3.8.3",
        triggers: .finUnacknowledged, rule: FinUnanswered.judge)
    case .finAckLost:
      CatalogueRow(
        title: "the acknowledgement of a FIN did not arrive", severity: .warning, reference: "RFC 9293 §3.10.7.4",
        triggers: .finRepeated, rule: FinAckLost.judge)
    case .finalAckLost:
      CatalogueRow(
        title: "the last ACK did not arrive; TIME_WAIT repaired it", severity: .warning,
        reference: "RFC 9293 §3.10.7.4", triggers: .finRepeated, rule: FinalAckLost.judge)
    case .resetAfterClose:
      CatalogueRow(
        title: "a segment reached a socket that was closed for good", severity: .warning,
        reference: "RFC 9293 §3.6.1", triggers: .reset, rule: ResetAfterClose.judge)
    case .connectionAborted:
      CatalogueRow(
        title: "a side gave the connection up with a RST", severity: .error, reference: "RFC 9293 §3.10.5",
        triggers: .reset, rule: ConnectionAborted.judge)
    case .resetNoConnection:
      CatalogueRow(
        title: "a RST came from a side that knew nothing of the connection", severity: .error,
        reference: "RFC 9293 §3.5.2", triggers: .reset, rule: ResetNoConnection.judge)
    case .halfClose:
      CatalogueRow(
        title: "one side closed and the other went on sending", severity: .note, reference: "RFC 9293 §3.6.1",
        triggers: .halfClose, rule: HalfClose.judge)
    case .simultaneousClose:
      CatalogueRow(
        title: "both FINs crossed", severity: .note, reference: "RFC 9293 §3.6, figure 13",
        triggers: .simultaneousClose, rule: SimultaneousClose.judge)
    case .resetIgnored:
      CatalogueRow(
        title: "a RST passed and both sides went on", severity: .warning, reference: "RFC 9293 §3.5.3",
        triggers: [.livedPastReset], rule: ResetIgnored.judge)
    case .resetInjected:
      CatalogueRow(
        title: "a RST came from another host than it says", severity: .error, reference: "RFC 9293 §3.5.3",
        triggers: .reset, rule: ResetInjected.judge)
    case .resetAfterIdle:
      CatalogueRow(
        title: "a long silence ended with a RST or with no answer", severity: .error, reference: "RFC 5382 §5",
        triggers: .silentAfterIdle, rule: ResetAfterIdle.judge)
    case .resetStorm:
      CatalogueRow(
        title: "a side sent RST after RST unasked", severity: .warning, reference: "RFC 9293 §3.5.2",
        triggers: .reset, rule: ResetStorm.judge)
    case .resetWithData:
      CatalogueRow(
        title: "a RST carries payload", severity: .note, reference: "RFC 9293 §3.5.3",
        triggers: .reset, rule: ResetWithData.judge)
    case .timeWait:
      CatalogueRow(
        title: "TIME_WAIT did its work", severity: .note, reference: "RFC 9293 §3.6.1",
        triggers: .finRepeated, rule: TimeWait.judge)
    case .timeWaitRefused:
      CatalogueRow(
        title: "a SYN was too old for the connection in TIME_WAIT", severity: .warning, reference: "RFC 6191 §2",
        triggers: .portReuse, rule: TimeWaitRefused.judge)
    case .timeWaitAssassinated:
      CatalogueRow(
        title: "a RST ended TIME_WAIT early", severity: .note, reference: "RFC 1337 §1",
        triggers: .reset, rule: TimeWaitAssassinated.judge)
    case .halfCloseStuck:
      CatalogueRow(
        title: "one side closed, and the other never did", severity: .warning, reference: "RFC 9293 §3.6.1",
        triggers: .lateClose, rule: HalfCloseStuck.judge)
    case .dataAfterFin:
      CatalogueRow(
        title: "a side sent data past its own FIN", severity: .warning, reference: "RFC 9293 §3.10.7.4",
        triggers: .dataAfterFin, rule: DataAfterFin.judge)
    case .illegalFlags:
      CatalogueRow(
        title: "a segment has flags that exclude each other", severity: .warning, reference: "RFC 9293 §3.10.7",
        triggers: .illegalFlags, rule: IllegalFlags.judge)
    case .malformedSegment:
      CatalogueRow(
        title: "a TCP header contradicts itself or its packet", severity: .warning, reference: "RFC 9293 §3.1",
        triggers: .malformed, rule: MalformedSegment.judge)
    case .portReuse:
      CatalogueRow(
        title: "the 4-tuple was used again soon", severity: .note, reference: "RFC 9293 §3.6.1", triggers: .portReuse,
        rule: PortReuse.judge)
    case .duplicatePacket:
      CatalogueRow(
        title: "the same packet was captured more than once", severity: .note, reference: "RFC 9293 §3.10.7.4",
        triggers: .duplicate, rule: DuplicatePacket.judge)
    case .midstream:
      CatalogueRow(
        title: "the opening was not captured", severity: .note, reference: "RFC 9293 §3.5", triggers: .midstream,
        rule: Midstream.judge)
    case .badChecksum:
      CatalogueRow(
        title: "a segment was damaged on its way and dropped by its receiver", severity: .warning,
        reference: "RFC 9293 §3.1", triggers: .damaged, rule: BadChecksum.judge)
    case .synFlood:
      CatalogueRow(
        title: "a service got a flood of SYNs whose senders never went on", severity: .error,
        reference: "RFC 4987 §2.2", teller: SynFlood.tell)
    case .portScan:
      CatalogueRow(
        title: "a client tried many ports of a host in vain", severity: .warning, reference: "RFC 9293 §3.5.2",
        teller: PortScan.tell)
    case .hostScan:
      CatalogueRow(
        title: "a client tried one port of many hosts in vain", severity: .warning, reference: "RFC 9293 §3.5.2",
        teller: HostScan.tell)
    case .halfOpenScan:
      CatalogueRow(
        title: "a scan that resets what answers instead of opening it", severity: .warning,
        reference: "RFC 9293 §3.10.7.1", teller: HalfOpenScan.tell)
    case .refusedBurst:
      CatalogueRow(
        title: "a service refused many clients within seconds", severity: .error, reference: "RFC 9293 §3.5.2",
        teller: RefusedBurst.tell)
    case .retryStorm:
      CatalogueRow(
        title: "a client opened a service again and again without success", severity: .warning,
        reference: "RFC 9293 §3.8.3", teller: RetryStorm.tell)
    case .staleSynReplaced:
      CatalogueRow(
        title: "an attempt whose SYN came too late, and the one in its stead", severity: .note,
        reference: "RFC 9293 §3.5, figure 8", teller: StaleSynReplaced.tell)
    case .sameConnectionTwice:
      CatalogueRow(
        title: "one connection, captured before and behind an address translation", severity: .note,
        reference: "RFC 3022 §2.2", teller: SameConnectionTwice.tell)
    }
  }
}
