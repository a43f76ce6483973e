import FlowDiagnosis
import FlowTracking

/// The line `type: "summary"`.
struct JSONSummary {
  /// What the run counted.
  let statistics: RunStatistics

  /// Interfaces that a line lists; a hostile file has many more.
  private static let listedInterfaces = 1024

  /// Appends the line.
  func append(to line: inout JSONLine) {
    line.member("type", word: "summary")
    line.member("start", time: statistics.firstPacketTime)
    line.member("end", time: statistics.lastPacketTime)
    line.member("packets", statistics.packets)
    line.member("tcp_packets", statistics.tcpPackets)
    appendConnections(to: &line)
    line.member("handshake_durations", statistics.handshakes)
    line.beginObject("undecoded")
    for (reason, count) in statistics.undecoded { line.member(named: reason, count) }
    line.endObject()
    appendDamage(to: &line)
    appendQuality(to: &line)
    appendFindings(to: &line)
  }

  private func appendDamage(to line: inout JSONLine) {
    guard !statistics.damage.isEmpty else { return }
    line.beginArray("malformed")
    for damage in statistics.damage {
      line.beginObject()
      line.member("reason", damage.reason)
      line.member("layer", damage.layer)
      line.member("count", damage.count)
      line.member("first_frame", FrameReference(damage.firstFrame).number)
      line.member("first_octet", damage.firstOctet.map { UInt64(clamping: $0) })
      line.endObject()
    }
    line.endArray()
  }

  private func appendConnections(to line: inout JSONLine) {
    line.beginObject("connections")
    line.member("total", statistics.connections)
    line.beginObject("outcomes")
    for outcome in HandshakeOutcome.allCases { line.member(outcome.name, statistics.count(of: outcome)) }
    line.endObject()
    line.beginObject("closes")
    for close in CloseKind.allCases { line.member(close.name, statistics.count(of: close)) }
    line.endObject()
    line.member("evicted", statistics.evictedConnections)
    if statistics.connectionsWithoutFindings > 0 {
      line.member("findings_not_kept", statistics.connectionsWithoutFindings)
    }
    line.endObject()
  }

  private func appendFindings(to line: inout JSONLine) {
    line.beginObject("findings")
    line.beginObject("severities")
    for severity in Severity.allCases.reversed() {
      line.member(named: severity.name, statistics.count(of: severity))
    }
    line.endObject()
    line.beginObject("codes")
    for code in FindingCode.allCases where statistics.count(of: code) > 0 {
      line.member(named: code.rawValue, statistics.count(of: code))
    }
    line.endObject()
    line.endObject()
  }

  private func appendQuality(to line: inout JSONLine) {
    line.beginObject("capture_quality")
    line.member("verdict", statistics.quality.name)
    line.member("cut_short", ifTrue: statistics.isCutShort)
    line.member("connections_with_gaps", statistics.connectionsWithGaps)
    line.member("connections_with_duplicates", statistics.connectionsWithDuplicates)
    line.member("one_sided_connections", statistics.oneSidedConnections)
    line.member("cut_headers", statistics.cutHeaders)
    line.member("offloaded_segments", statistics.offloadedSegments)
    line.member("clock_steps_back", statistics.clockStepsBack)
    if statistics.clockStepsBack > 0 { line.member("largest_step_back", seconds: statistics.largestStepBack) }
    line.member("clock_leaps", statistics.clockLeaps)
    line.member("duplicate_packets", statistics.duplicatePackets)
    line.member("verified_checksums", statistics.verifiedChecksums)
    line.member("damaged_segments", statistics.damagedSegments)
    line.beginArray("checksum_offload_hosts")
    for host in statistics.offloadingHosts {
      var text = OctetBuffer()
      text.append(host)
      line.element(String(decoding: text.octets, as: UTF8.self))
    }
    line.endArray()
    line.endObject()
    if let live = statistics.live { append("live", live, to: &line) }
    if let recorded = statistics.recorded { append("recorded", recorded, to: &line) }
    appendInterfaces(to: &line)
  }

  private func appendInterfaces(to line: inout JSONLine) {
    guard !statistics.interfaces.isEmpty else { return }
    line.beginArray("interfaces")
    for tally in statistics.interfaces.prefix(Self.listedInterfaces) {
      line.beginObject()
      if tally.source > 0 { line.member("source", UInt64(tally.source)) }
      if !tally.interface.name.isEmpty { line.member("name", String(decoding: tally.interface.name, as: UTF8.self)) }
      if !tally.interface.description.isEmpty {
        line.member("description", String(decoding: tally.interface.description, as: UTF8.self))
      }
      line.member("link_type", tally.linkType)
      line.member("packets", tally.packets)
      if let counters = tally.counters { append(counters, to: &line) }
      line.endObject()
    }
    line.endArray()
    let more = statistics.interfaces.count - Self.listedInterfaces
    if more > 0 { line.member("interfaces_not_listed", UInt64(more)) }
  }

  private func append(_ name: StaticString, _ counters: RunStatistics.LiveCounters, to line: inout JSONLine) {
    line.beginObject(name)
    append(counters, to: &line)
    line.endObject()
  }

  private func append(_ counters: RunStatistics.LiveCounters, to line: inout JSONLine) {
    line.member("received", counters.received)
    line.member("dropped_by_kernel", counters.droppedByKernel)
    line.member("dropped_by_interface", counters.droppedByInterface)
  }
}
