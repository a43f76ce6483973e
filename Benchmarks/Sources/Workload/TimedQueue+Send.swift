extension TimedQueue<Packet> {
  /// Sends `flags` over the connection of `ends`, with numbers counted from the ISNs.
  mutating func send(
    _ ends: Ends, at time: Int64, fromServer: Bool, _ flags: UInt8, _ options: Packet.Options, _ sequence: Int,
    _ acknowledgement: Int, payload: Int = 0, echo: Int64? = nil, sack: (left: Int, right: Int) = (0, 0)
  ) {
    let own = fromServer ? ends.serverISN : ends.clientISN
    let other = fromServer ? ends.clientISN : ends.serverISN
    insert(
      Packet(
        time: time, ends: ends, isFromServer: fromServer, flags: flags, options: options,
        sequence: own &+ UInt32(truncatingIfNeeded: sequence),
        acknowledgement: flags & Packet.ack == 0 ? 0 : other &+ UInt32(truncatingIfNeeded: acknowledgement),
        payload: payload, echo: echo, sackLeft: other &+ UInt32(truncatingIfNeeded: sack.left),
        sackRight: other &+ UInt32(truncatingIfNeeded: sack.right)), at: time)
  }

  /// SYN, SYN-ACK and ACK, one after each other; returns when the SYN-ACK and the ACK pass.
  mutating func open(_ ends: Ends, at time: Int64, serverRoundTrip: Int64, clientRoundTrip: Int64) -> (
    synAck: Int64, ack: Int64
  ) {
    let synAck = time + serverRoundTrip
    let ack = synAck + clientRoundTrip
    send(ends, at: time, fromServer: false, Packet.syn, .opening, 0, 0)
    send(ends, at: synAck, fromServer: true, Packet.syn | Packet.ack, .opening, 0, 1, echo: time)
    send(ends, at: ack, fromServer: false, Packet.ack, .timestamps, 1, 1, echo: synAck)
    return (synAck, ack)
  }
}
