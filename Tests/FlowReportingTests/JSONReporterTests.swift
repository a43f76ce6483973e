import FlowTracking
import PacketDecoding
import Testing

@testable import FlowDiagnosis
@testable import FlowReporting

@Suite struct JSONReporterTests {
  private func lines(_ body: (inout JSONReporter) -> Void) -> [Substring] {
    var reporter = JSONReporter(allSegments: false)
    reporter.firstPacket(at: Samples.start)
    body(&reporter)
    return String(decoding: reporter.output.octets, as: UTF8.self).split(separator: "\n")
  }

  @Test func captureLineEscapesTheFileName() throws {
    let lines = lines {
      $0.begin(
        CaptureDescription(source: "a\u{1B}[2J\"\n.pcap", linkType: "EN10MB", snapshotLength: 96, filter: "tcp port 80")
      )
    }
    #expect(lines.count == 1 && !lines[0].utf8.contains(0x1B))
    let line = try strictly(CaptureLine.self, lines[0])
    #expect(line.type == "capture" && line.schema == "tcptrace-swift/1" && line.source == "a\u{1B}[2J\"\n.pcap")
    #expect(line.snapshot_length == 96 && line.filter == "tcp port 80")
  }

  @Test func repeatedSynAckTellsTheRefutedState() throws {
    let lines = lines { $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost]) }
    let line = try strictly(EventLine.self, #require(lines.first))
    #expect(line.time == "2021-03-04T08:35:38.949635000Z" && line.offset == 1.042635 && line.frame == 4)
    #expect(line.step == "syn-ack" && line.from == "server" && line.segment.flags == ["SYN", "ACK"])
    #expect(line.segment.window == 65160, "a SYN's window is not scaled")
    #expect(line.segment.seq == 1_000 && line.segment.ack == 4_294_967_291 && line.segment.length == 0)
    #expect(line.segment.options?.sack == [[5, 6]] && line.segment.options?.timestamp?.echo == 9)
    #expect(line.transitions.map(\.standing) == ["refuted"] && line.transitions.first?.to == "SYN_RCVD")
    #expect(line.findings.map(\.code) == ["handshake-ack-lost"])
    #expect(line.note == "handshake-ack-lost: the server never got the ACK and was still in SYN_RCVD")
  }

  @Test func windowOfDataIsScaled() throws {
    var event = Samples.repeatedSynAck()
    event.segment.flags = [.ack]
    event.segment.window = 500
    event.step = .data
    let lines = lines { $0.event(event, findings: []) }
    #expect(try strictly(EventLine.self, #require(lines.first)).segment.window == 64_000)
  }

  @Test func quotedHeaderTellsOnlyWhatItHolds() throws {
    var event = Samples.repeatedSynAck()
    event.step = .icmpError
    event.segment.present = [.icmp, .sequence]
    event.segment.options.present = []
    event.segment.icmp.type = 3
    event.segment.icmp.code = 1
    event.segment.reporter = IPAddress(ipv4: 0x0A00_0001)
    event.marks = []
    event.transitions = StateChanges()
    event.clientState = nil
    event.serverState = nil
    let lines = lines { $0.event(event, findings: []) }
    let line = try strictly(EventLine.self, #require(lines.first))
    #expect(line.segment.seq == 1_000 && line.segment.flags == nil && line.segment.window == nil)
    #expect(line.icmp?.meaning == "host unreachable" && line.icmp?.reporter == "10.0.0.1")
    #expect(line.client_state == nil && line.server_state == nil && line.note == "host unreachable")
  }

  @Test func connectionLineHasTheCorrectedHistory() throws {
    let lines = lines { $0.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost]) }
    let line = try strictly(ConnectionLine.self, #require(lines.first))
    #expect(line.client.states?.map(\.state) == ["SYN_SENT", "ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT"])
    #expect(line.server.states?.map(\.state) == ["SYN_RCVD", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "CLOSED"])
    #expect(line.server.states?.map(\.frame) == [2, 5, 9, 10, 11])
    #expect(line.server.states?.last?.standing == "presumed")
    #expect(line.handshake.outcome == "completed" && line.handshake.duration == 1.058341)
    #expect(line.handshake.client_round_trip == nil && line.handshake.syn_ack_count == 2)
    #expect(line.close.kind == "fin" && line.close.initiator == "client")
    #expect(line.findings.first?.frames == [3, 4, 5] && line.findings.first?.lost?.where == "after-capture-point")
    #expect(line.zeek.conn_state == "SF" && line.zeek.history == "ShADadFfA")
    #expect(line.offset == 0 && line.duration == 4.065751)
  }

  @Test func findingsThatMemoryWasShortForAreToldToBeMissing() throws {
    var record = Samples.clean()
    let plain = try strictly(ConnectionLine.self, #require(lines { $0.connection(record, findings: []) }.first))
    #expect(plain.findings_not_kept == nil)
    record.marks.insert(.findingsNotKept)
    let line = try strictly(ConnectionLine.self, #require(lines { $0.connection(record, findings: []) }.first))
    #expect(line.findings_not_kept == true)
  }

  @Test func everyStateHasTheTimeOfItsFrame() throws {
    var record = Samples.clean()
    // More than are remembered, some of one side only, some of both; and a number that is lower than the one before.
    let frames: [UInt64] = Array(1...30) + [12, 40]
    record.timeline = frames.enumerated().map { index, frame in
      let events: EndpointEvents = index % 2 == 0 ? .synSent : .reset
      return Samples.entry(
        frame, Int64(frame), .client, .syn, [.ack], client: index % 5 == 0 ? [] : events,
        server: index % 3 == 0 ? [] : events)
    }
    let lines = lines { $0.connection(record, findings: []) }
    let line = try strictly(ConnectionLine.self, #require(lines.first))
    for (side, states) in [(Side.client, line.client.states ?? []), (.server, line.server.states ?? [])] {
      #expect(states.map(\.frame) == record.history(of: side).map(\.frame) && states.count > 8)
      for state in states { #expect(abs(state.offset - Double(state.frame) / 1_000_000) < 1e-12) }
    }
  }

  @Test func whatIsNotKnownIsLeftOut() throws {
    var record = Samples.refused()
    record.timeline = []
    record.zeekHistory = ZeekHistory()
    record.outcome = .unseen
    record.client.initialSequence = nil
    record.client.options = nil
    record.client.state = nil
    record.closeInitiator = nil
    let lines = lines { $0.connection(record, findings: []) }
    let line = try strictly(ConnectionLine.self, #require(lines.first))
    #expect(
      line.client.states == nil && line.client.isn == nil && line.client.options == nil && line.client.state == nil)
    #expect(line.handshake.kind == nil && line.handshake.duration == nil && line.close.initiator == nil)
    #expect(line.zeek.history == nil && line.vlan == nil && line.previous_connection == nil)
    #expect(!lines[0].contains("null") && !lines[0].contains("\"\""))
  }

  @Test func summaryLineCountsEverything() throws {
    var statistics = RunStatistics()
    statistics.packets = 40
    statistics.tcpPackets = 31
    statistics.firstPacketTime = Samples.start
    statistics.lastPacketTime = Samples.start
    statistics.undecoded = [("truncated TCP header", 2)]
    statistics.live = .init(received: 40, droppedByKernel: 1, droppedByInterface: 0)
    statistics.add(Samples.lostAck(), [Samples.handshakeAckLost])
    statistics.add(Samples.refused(), [Samples.connectionRefused])
    let lines = lines { $0.end(statistics) }
    let line = try strictly(SummaryLine.self, #require(lines.first))
    #expect(line.packets == 40 && line.tcp_packets == 31 && line.undecoded == ["truncated TCP header": 2])
    #expect(line.connections.outcomes["completed"] == 1 && line.connections.closes["reset"] == 1)
    #expect(line.findings.codes == ["handshake-ack-lost": 1, "connection-refused": 1])
    #expect(line.findings.severities == ["error": 1, "warning": 1, "note": 0])
    #expect(line.capture_quality.verdict == "incomplete" && line.live?.dropped_by_kernel == 1)
    #expect(line.handshake_durations?.p50 == 1.058341)
  }

  @Test func twoRunsGiveIdenticalOctets() {
    let run = {
      lines {
        $0.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
        $0.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost])
      }
    }
    #expect(run() == run())
  }

  @Test func drainHandsOverOnceAndEmptiesTheBuffer() {
    var reporter = JSONReporter(allSegments: true)
    reporter.connection(Samples.clean(), findings: [])
    var sizes: [Int] = []
    reporter.drain { sizes.append($0.count) }
    reporter.drain { sizes.append($0.count) }
    #expect(sizes.count == 1 && sizes[0] > 100 && reporter.output.isEmpty)
  }

  @Test func aPieceIsHandedOverAndTheRestStays() {
    var reporter = JSONReporter(allSegments: true)
    reporter.connection(Samples.clean(), findings: [])
    let all = reporter.output.octets
    var pieces: [[UInt8]] = []
    reporter.drain(first: 100) { octets in pieces.append(octets.indices.map { octets[$0] }) }
    #expect(pieces == [Array(all[..<100])] && reporter.output.octets == Array(all[100...]))
  }

  @Test func historiesAreToldApart() {
    var reporter = JSONReporter(allSegments: true)
    for history in ["", "S", "s", "Sh", "ShADadFf", "ShADadfF", "^hA", "ShADadFfRr", "ShADadFfRrT", "ShADadFf"] {
      for octets: UInt64 in [0, 9] {
        var record = Samples.clean()
        record.zeekHistory = ZeekHistory(history)
        record.client.octets = octets
        record.server.octets = 0
        var fresh = JSONReporter(allSegments: true)
        fresh.connection(record, findings: [])
        reporter.output.removeAll()
        reporter.connection(record, findings: [])
        #expect(reporter.output.octets == fresh.output.octets)
        let isThere = String(decoding: fresh.output.octets, as: UTF8.self).contains("\"history\":\"\(history)\"")
        #expect(isThere != history.isEmpty)
      }
    }
  }
}
