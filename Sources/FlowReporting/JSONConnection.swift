import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The line `type: "connection"`.
enum JSONConnection {
  /// Appends the members of the line.
  ///
  /// - Parameter findings: Everything that was found about the connection.
  static func append(
    _ record: ConnectionRecord, findings: [Finding], to line: inout JSONLine, _ memory: inout JSONMemory
  ) {
    line.member("type", word: "connection")
    line.member("connection", record.number)
    line.members(ofFlow: record)
    var times = unsafe FrameTimes()
    unsafe append(.client, of: record, to: &line, &memory, &times)
    unsafe append(.server, of: record, to: &line, &memory, &times)
    line.member("start", time: record.start, &memory.seconds)
    line.member("end", time: record.end, &memory.seconds)
    line.member("offset", seconds: record.start &- memory.first)
    line.member("duration", seconds: record.end &- record.start)
    line.member("midstream", record.marks.contains(.midstream))
    line.member("roles_guessed", ifTrue: record.rolesAreGuessed)
    line.member("open_at_end", ifTrue: record.isCutByEndOfCapture)
    line.member("evicted", ifTrue: record.marks.contains(.evicted))
    appendHandshake(of: record, to: &line)
    appendClose(of: record, to: &line)
    append(findings, to: &line, &memory)
    if let key = zeekKey(of: record) {
      line.phrase(key, &memory) { line, _ in appendZeek(of: record, to: &line) }
    } else {
      appendZeek(of: record, to: &line)
    }
    line.member("vlan", record.vlan)
    line.member("inner_vlan", record.innerVLAN)
    if let tunnel = record.tunnel {
      line.beginObject("tunnel")
      line.member("kind", word: tunnel.name)
      line.member("identifier", record.tunnelIdentifier)
      line.endObject()
    }
    line.member("previous_connection", record.previous?.number)
    if record.foldedEntries > 0 { line.member("events_not_kept", record.foldedEntries) }
    line.member("findings_not_kept", ifTrue: record.marks.contains(.findingsNotKept))
  }

  private static func appendZeek(of record: ConnectionRecord, to line: inout JSONLine) {
    line.beginObject("zeek")
    let history = record.zeekHistory.octets
    line.member("conn_state", ZeekState.name(history: history, hasPayload: hasPayload(record)))
    if !history.isEmpty { line.member("history", utf8: history.span) }
    line.endObject()
  }

  private static func hasPayload(_ record: ConnectionRecord) -> Bool {
    record.client.octets > 0 || record.server.octets > 0
  }

  // What the member `zeek` follows from, as a phrase's key: its upper two bits are clear, as no event's are. nil for a long history.
  private static func zeekKey(of record: ConnectionRecord) -> UInt64? {
    guard let key = record.zeekHistory.key else { return nil }
    return key | (hasPayload(record) ? 1 << 61 : 1 << 60)
  }

  @unsafe private static func append(
    _ side: Side, of record: ConnectionRecord, to line: inout JSONLine, _ memory: inout JSONMemory,
    _ times: inout FrameTimes
  ) {
    let endpoint = record[side]
    line.beginObject(side.name)
    line.member("address", endpoint.address)
    line.member("port", endpoint.port)
    if !record.timeline.isEmpty { unsafe appendStates(of: side, record, to: &line, &memory, &times) }
    line.member("state", word: endpoint.state?.name)
    unsafe line.write(atMost: 7 * TextRoom.decimal + 100) { text in
      unsafe text.put("\"packets\":")
      unsafe text.put(decimal: endpoint.packets)
      unsafe text.put(",\"bytes\":")
      unsafe text.put(decimal: endpoint.octets)
      unsafe text.put(",\"retransmitted_packets\":")
      unsafe text.put(decimal: endpoint.retransmittedPackets)
      unsafe text.put(",\"retransmitted_bytes\":")
      unsafe text.put(decimal: endpoint.retransmittedOctets)
      unsafe text.put(",\"syn\":")
      unsafe text.put(decimal: UInt64(endpoint.synCount))
      unsafe text.put(",\"fin\":")
      unsafe text.put(decimal: UInt64(endpoint.finCount))
      unsafe text.put(",\"rst\":")
      unsafe text.put(decimal: UInt64(endpoint.rstCount))
      unsafe text.put(0x2C)
    }
    line.member("isn", endpoint.initialSequence?.rawValue)
    if let options = endpoint.options { append(options, of: endpoint, to: &line) }
    line.member("round_trip", seconds: endpoint.roundTrip)
    line.endObject()
  }

  @unsafe private static func appendStates(
    of side: Side, _ record: ConnectionRecord, to line: inout JSONLine, _ memory: inout JSONMemory,
    _ times: inout FrameTimes
  ) {
    unsafe times.rewind()
    line.beginArray("states")
    record.forEachState(of: side) { span in
      let (state, standing) = (span.state.name, span.standing.name)
      let words = state.utf8CodeUnitCount &+ standing.utf8CodeUnitCount
      guard var text = unsafe line.cursor(atMost: words &+ TextRoom.members &+ 40) else { return }
      unsafe text.put("{\"state\":\"")
      unsafe text.put(state)
      unsafe text.put("\",")
      if unsafe !times.put(span.frame, at: &text) {
        let start = unsafe text.place
        unsafe text.put(membersOfTime: span.time, FrameReference(span.frame), &memory)
        unsafe times.keep(span.frame, from: start, to: text.place)
      }
      unsafe text.put("\"standing\":\"")
      unsafe text.put(standing)
      unsafe text.put("\"},")
      unsafe line.move(to: text)
    }
    line.endArray()
  }

  private static func append(_ options: TCPOptions.Kinds, of endpoint: EndpointRecord, to line: inout JSONLine) {
    line.beginObject("options")
    line.member("mss", endpoint.maximumSegmentSize)
    line.member("window_scale", endpoint.windowScale)
    line.member("sack_permitted", ifTrue: options.contains(.sackPermitted))
    line.member("timestamp", ifTrue: options.contains(.timestamps))
    line.member("fast_open", ifTrue: options.contains(.fastOpen))
    line.member("mptcp", ifTrue: options.contains(.multipath))
    line.members(ofRareOptions: options)
    line.endObject()
  }

  private static func appendHandshake(of record: ConnectionRecord, to line: inout JSONLine) {
    line.beginObject("handshake")
    line.member("outcome", word: record.outcome.name)
    if record.outcome != .unseen { line.member("kind", word: record.kind.name) }
    line.member("duration", seconds: record.handshakeDuration)
    line.member("server_round_trip", seconds: record.serverRoundTrip)
    line.member("client_round_trip", seconds: record.clientRoundTrip)
    let counts = synCounts(of: record)
    line.member("syn_count", counts.syn)
    line.member("syn_ack_count", counts.synAck)
    if counts.syn > 2 { line.member("retry_schedule", RetrySchedule(of: record)?.rawValue) }
    line.endObject()
  }

  // Who sends a SYN with what is only mixed in the shapes where both send a SYN of their own; the timeline then tells them apart.
  private static func synCounts(of record: ConnectionRecord) -> (syn: UInt64, synAck: UInt64) {
    switch record.kind {
    case .threeWay, .fastOpen:
      (UInt64(record.client.synCount), UInt64(record.server.synCount))
    case .simultaneous, .split:
      (
        UInt64(record.timeline.count { $0.flags.isSyn && $0.step != .icmpError }),
        UInt64(record.timeline.count { $0.flags.isSynAck && $0.step != .icmpError })
      )
    }
  }

  private static func appendClose(of record: ConnectionRecord, to line: inout JSONLine) {
    line.beginObject("close")
    line.member("kind", word: record.close.name)
    line.member("initiator", word: record.closeInitiator?.name)
    line.member("duration", seconds: record.closeDuration)
    line.endObject()
  }

  private static func append(_ findings: [Finding], to line: inout JSONLine, _ memory: inout JSONMemory) {
    line.beginArray("findings")
    for finding in findings {
      line.beginObject()
      line.members(of: finding)
      line.member("endpoint", word: finding.endpoint.name)
      line.members(of: finding.frames)
      line.members(time: finding.time, &memory)
      if let loss = finding.loss {
        line.beginObject("lost")
        line.member("what", loss.what)
        line.member("where", loss.location.name)
        line.endObject()
      }
      line.member("summary", finding.summary)
      line.endObject()
    }
    line.endArray()
  }
}
