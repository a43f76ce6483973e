extension FindingCode {
  /// What `--explain` says of this code; the compiler refuses a code without it.
  package var explanation: Explanation {
    switch self {
    case .synRetransmitted: .synRetransmitted
    case .synLost: .synLost
    case .synUnanswered: .synUnanswered
    case .synAckRetransmitted: .synAckRetransmitted
    case .synAckLost: .synAckLost
    case .handshakeAckLost: .handshakeAckLost
    case .staleSyn: .staleSyn
    case .connectionRefused: .connectionRefused
    case .icmpUnreachable: .icmpUnreachable
    case .handshakeResetByClient: .handshakeResetByClient
    case .handshakeResetByServer: .handshakeResetByServer
    case .synDroppedByQueue: .synDroppedByQueue
    case .handshakeAckIgnored: .handshakeAckIgnored
    case .acceptDeferred: .acceptDeferred
    case .attemptAbandoned: .attemptAbandoned
    case .synISNChanged: .synISNChanged
    case .synAckMismatch: .synAckMismatch
    case .synAckISNChanged: .synAckISNChanged
    case .synAckUnsolicited: .synAckUnsolicited
    case .synAckBeforeSyn: .synAckBeforeSyn
    case .handshakeAckInvalid: .handshakeAckInvalid
    case .closedWhileOpening: .closedWhileOpening
    case .selfConnection: .selfConnection
    case .fastOpen: .fastOpen
    case .synCookies: .synCookies
    case .optionViolation: .optionViolation
    case .ecnOpen: .ecnOpen
    case .multipath: .multipath
    case .multipathFallback: .multipathFallback
    case .halfOpenConnection: .halfOpenConnection
    case .simultaneousOpen: .simultaneousOpen
    case .retransmission: .retransmission
    case .outOfOrder: .outOfOrder
    case .duplicateAck: .duplicateAck
    case .captureGap: .captureGap
    case .ackOfUnseenData: .ackOfUnseenData
    case .zeroWindow: .zeroWindow
    case .windowFull: .windowFull
    case .windowShrunk: .windowShrunk
    case .keepAlive: .keepAlive
    case .keepAliveUnanswered: .keepAliveUnanswered
    case .challengeAck: .challengeAck
    case .outOfWindow: .outOfWindow
    case .ackInvalid: .ackInvalid
    case .pawsDrop: .pawsDrop
    case .overlapConflict: .overlapConflict
    case .brokenAckField: .brokenAckField
    case .dataToClosed: .dataToClosed
    case .finLost: .finLost
    case .finUnanswered: .finUnanswered
    case .finAckLost: .finAckLost
    case .finalAckLost: .finalAckLost
    case .resetAfterClose: .resetAfterClose
    case .connectionAborted: .connectionAborted
    case .resetNoConnection: .resetNoConnection
    case .halfClose: .halfClose
    case .simultaneousClose: .simultaneousClose
    case .resetIgnored: .resetIgnored
    case .resetInjected: .resetInjected
    case .resetAfterIdle: .resetAfterIdle
    case .resetStorm: .resetStorm
    case .resetWithData: .resetWithData
    case .timeWait: .timeWait
    case .timeWaitRefused: .timeWaitRefused
    case .timeWaitAssassinated: .timeWaitAssassinated
    case .halfCloseStuck: .halfCloseStuck
    case .dataAfterFin: .dataAfterFin
    case .illegalFlags: .illegalFlags
    case .malformedSegment: .malformedSegment
    case .portReuse: .portReuse
    case .duplicatePacket: .duplicatePacket
    case .midstream: .midstream
    case .badChecksum: .badChecksum
    case .synFlood: .synFlood
    case .portScan: .portScan
    case .hostScan: .hostScan
    case .halfOpenScan: .halfOpenScan
    case .refusedBurst: .refusedBurst
    case .retryStorm: .retryStorm
    case .staleSynReplaced: .staleSynReplaced
    case .sameConnectionTwice: .sameConnectionTwice
    }
  }

  /// One line: what the code means, without a full stop.
  package func title(in language: Language) -> StaticString {
    switch language {
    case .english: row.title
    case .korean: explanation.koreanTitle
    }
  }

  /// Where the RFC describes it, such as "RFC 9293 §3.6, figure 13".
  package func reference(in language: Language) -> String {
    switch language {
    case .english: "\(row.reference)"
    case .korean: "\(row.reference)".replacing("figure", with: "그림")
    }
  }
}
