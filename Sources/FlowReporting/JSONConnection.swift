import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The line `type: "connection"`.
struct JSONConnection {
  /// The connection.
  let record: ConnectionRecord
  /// Everything that was found about it.
  let findings: [Finding]
  /// The capture's first packet, in nanoseconds since the epoch.
  let first: Int64

  /// Appends the line.
  func append(to output: inout OctetBuffer) {
    output.beginObject()
    output.member("type", word: "connection")
    output.member("connection", record.number)
    output.member("community_id") { text in
      let client = (record.client.address, record.client.port)
      CommunityID.append(between: client, and: (record.server.address, record.server.port), to: &text)
    }
    append(.client, to: &output)
    append(.server, to: &output)
    output.member("start") { $0.append(rfc3339: record.start) }
    output.member("end") { $0.append(rfc3339: record.end) }
    output.member("offset", seconds: record.start - first)
    output.member("duration", seconds: record.end - record.start)
    output.member("midstream", record.marks.contains(.midstream))
    output.member("roles_guessed", ifTrue: record.rolesAreGuessed)
    output.member("open_at_end", ifTrue: record.isCutByEndOfCapture)
    output.member("evicted", ifTrue: record.marks.contains(.evicted))
    appendHandshake(to: &output)
    appendClose(to: &output)
    appendFindings(to: &output)
    output.beginObject("zeek")
    let hasPayload = record.client.octets > 0 || record.server.octets > 0
    output.member("conn_state", ZeekState.name(history: record.zeekHistory, hasPayload: hasPayload))
    if !record.zeekHistory.isEmpty { output.member("history", String(decoding: record.zeekHistory, as: UTF8.self)) }
    output.endObject()
    output.member("vlan", record.vlan)
    output.member("inner_vlan", record.innerVLAN)
    if let tunnel = record.tunnel {
      output.beginObject("tunnel")
      output.member("kind", word: tunnel.name)
      output.member("identifier", record.tunnelIdentifier)
      output.endObject()
    }
    output.member("previous_connection", record.previous?.number)
    if record.foldedEntries > 0 { output.member("events_not_kept", record.foldedEntries) }
    output.endObject()
    output.endLine()
  }

  private func append(_ side: Side, to output: inout OctetBuffer) {
    let endpoint = record[side]
    output.beginObject(side.name)
    output.member("address") { $0.append(endpoint.address) }
    output.member("port", endpoint.port)
    if !record.timeline.isEmpty { appendStates(of: side, to: &output) }
    output.member("state", word: endpoint.state?.name)
    output.member("packets", endpoint.packets)
    output.member("bytes", endpoint.octets)
    output.member("retransmitted_packets", endpoint.retransmittedPackets)
    output.member("retransmitted_bytes", endpoint.retransmittedOctets)
    output.member("syn", endpoint.synCount)
    output.member("fin", endpoint.finCount)
    output.member("rst", endpoint.rstCount)
    output.member("isn", endpoint.initialSequence?.rawValue)
    if let options = endpoint.options { append(options, of: endpoint, to: &output) }
    output.member("round_trip", seconds: endpoint.roundTrip)
    output.endObject()
  }

  private func appendStates(of side: Side, to output: inout OctetBuffer) {
    output.beginArray("states")
    for span in record.history(of: side) {
      output.beginObject()
      output.member("state", word: span.state.name)
      output.members(time: span.time, first: first)
      output.members(of: FrameReference(span.frame))
      output.member("standing", word: span.standing.name)
      output.endObject()
    }
    output.endArray()
  }

  private func append(_ options: TCPOptions.Kinds, of endpoint: EndpointRecord, to output: inout OctetBuffer) {
    output.beginObject("options")
    output.member("mss", endpoint.maximumSegmentSize)
    output.member("window_scale", endpoint.windowScale)
    output.member("sack_permitted", ifTrue: options.contains(.sackPermitted))
    output.member("timestamp", ifTrue: options.contains(.timestamps))
    output.member("fast_open", ifTrue: options.contains(.fastOpen))
    output.member("mptcp", ifTrue: options.contains(.multipath))
    output.members(ofRareOptions: options)
    output.endObject()
  }

  private func appendHandshake(to output: inout OctetBuffer) {
    output.beginObject("handshake")
    output.member("outcome", word: record.outcome.name)
    if record.outcome != .unseen { output.member("kind", word: record.kind.name) }
    output.member("duration", seconds: record.handshakeDuration)
    output.member("server_round_trip", seconds: record.serverRoundTrip)
    output.member("client_round_trip", seconds: record.clientRoundTrip)
    let counts = synCounts
    output.member("syn_count", counts.syn)
    output.member("syn_ack_count", counts.synAck)
    if counts.syn > 2 { output.member("retry_schedule", RetrySchedule(of: record)?.rawValue) }
    output.endObject()
  }

  // Who sends a SYN with what is only mixed in the shapes where both send a SYN of their own; the timeline then tells them apart.
  private var synCounts: (syn: UInt64, synAck: UInt64) {
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

  private func appendClose(to output: inout OctetBuffer) {
    output.beginObject("close")
    output.member("kind", word: record.close.name)
    output.member("initiator", word: record.closeInitiator?.name)
    output.member("duration", seconds: record.closeDuration)
    output.endObject()
  }

  private func appendFindings(to output: inout OctetBuffer) {
    output.beginArray("findings")
    for finding in findings {
      output.beginObject()
      output.members(of: finding)
      output.member("endpoint", word: finding.endpoint.name)
      output.members(of: finding.frames)
      output.members(time: finding.time, first: first)
      if let loss = finding.loss {
        output.beginObject("lost")
        output.member("what", loss.what)
        output.member("where", loss.location.name)
        output.endObject()
      }
      output.member("summary", finding.summary)
      output.endObject()
    }
    output.endArray()
  }
}
