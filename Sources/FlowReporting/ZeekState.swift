/// Zeek's `conn_state`, replayed from its history letters by the rules of Zeek's own TCP analyzer.
package enum ZeekState {
  // What Zeek remembers of one endpoint.
  private enum Endpoint {
    case inactive, synSent, synAckSent, partial, established, closed
    // A RST after a FIN is told from other RSTs: should the peer close as well, it was a normal end.
    case reset, resetAfterFin

    var isQuiet: Bool { self == .inactive || self == .partial }
    var settled: Endpoint { self == .resetAfterFin ? .reset : self }
  }

  /// The state that Zeek logs for a connection with this history ("ShADadFf"): S0, S1, SF, REJ, S2, S3, RSTO, RSTR, RSTOS0, RSTRH, SH, SHR
  /// or OTH.
  ///
  /// - Parameter hasPayload: Whether either side sent payload.
  package static func name(history: [UInt8], hasPayload: Bool) -> String {
    var originator = Endpoint.inactive
    var responder = Endpoint.inactive
    for letter in history where letter != UInt8(ascii: "^") {
      if letter & 0x20 == 0 {
        advance(&originator, peer: &responder, letter: letter | 0x20, isOriginator: true)
      } else {
        advance(&responder, peer: &originator, letter: letter, isOriginator: false)
      }
    }
    return name(originator.settled, responder.settled, history: history, hasPayload: hasPayload)
  }

  private static func advance(
    _ endpoint: inout Endpoint, peer: inout Endpoint, letter: UInt8, isOriginator: Bool
  ) {
    let isSyn = letter == UInt8(ascii: "s")
    let isSynAck = letter == UInt8(ascii: "h")
    let isFin = letter == UInt8(ascii: "f") || letter == UInt8(ascii: "q")
    let isReset = letter == UInt8(ascii: "r") || letter == UInt8(ascii: "i")
    let isPlain = letter == UInt8(ascii: "a") || letter == UInt8(ascii: "d")

    switch endpoint {
    case .inactive where isSyn || isSynAck:
      if isOriginator {
        endpoint = isSynAck ? .synAckSent : .synSent
      } else {
        endpoint = .established
        if peer == .synSent { peer = .established }
      }
    case .inactive where isPlain:
      // A bare ACK of a SYN, sent before the SYN-ACK, begins nothing.
      if !isOriginator && peer == .synSent && letter == UInt8(ascii: "a") { break }
      endpoint = peer == .established ? .established : .partial
    case .partial where isSyn && peer == .inactive:
      endpoint = .synSent
    case .inactive, .synSent, .synAckSent, .partial, .established:
      if isReset {
        endpoint = .reset
      } else if isFin {
        if endpoint == .established || endpoint == .partial, peer == .resetAfterFin { peer = .closed }
        endpoint = .closed
      }
    case .closed:
      if isReset && peer != .closed { endpoint = .resetAfterFin }
    case .reset, .resetAfterFin:
      break
    }
  }

  private static func name(
    _ originator: Endpoint, _ responder: Endpoint, history: [UInt8], hasPayload: Bool
  ) -> String {
    switch (originator, responder) {
    case (.synSent, .reset), (.synAckSent, .reset): "REJ"
    case (.reset, .reset) where !hasPayload: "REJ"
    case (_, .reset): originator.isQuiet ? "RSTRH" : "RSTR"
    case (.reset, _) where responder.isQuiet: isResetAfterSyn(history) ? "RSTOS0" : "OTH"
    case (.reset, _): "RSTO"
    case (.closed, .closed): "SF"
    case (.closed, _): responder.isQuiet ? "SH" : "S2"
    case (_, .closed): originator.isQuiet ? "SHR" : "S3"
    case (.synSent, .inactive): "S0"
    case (.established, .established): "S1"
    default: "OTH"
    }
  }

  // Zeek's own pattern: a SYN first, and no SYN-ACK, ACK, FIN or gap of the originator's before its RST.
  private static func isResetAfterSyn(_ history: [UInt8]) -> Bool {
    var letters = history[...]
    if letters.first == UInt8(ascii: "^") { letters.removeFirst() }
    guard letters.first == UInt8(ascii: "S"), let reset = letters.firstIndex(of: UInt8(ascii: "R")) else {
      return false
    }
    return !letters[..<reset].contains { "HAFGIQ".utf8.contains($0) }
  }
}
