import FlowDiagnosis
import FlowTracking

/// The line `type: "summary"`.
struct JSONSummary {
  /// What the run counted.
  let statistics: RunStatistics

  /// Interfaces that a line lists; a hostile file has many more.
  private static let listedInterfaces = 1024

  /// Appends the line.
  func append(to output: inout OctetBuffer) {
    output.beginObject()
    output.member("type", word: "summary")
    if let first = statistics.firstPacketTime { output.member("start") { $0.append(rfc3339: first) } }
    if let last = statistics.lastPacketTime { output.member("end") { $0.append(rfc3339: last) } }
    output.member("packets", statistics.packets)
    output.member("tcp_packets", statistics.tcpPackets)
    appendConnections(to: &output)
    output.member("handshake_durations", statistics.handshakes)
    output.beginObject("undecoded")
    for (reason, count) in statistics.undecoded { output.member(named: reason, count) }
    output.endObject()
    appendDamage(to: &output)
    appendQuality(to: &output)
    appendFindings(to: &output)
    output.endObject()
    output.endLine()
  }

  private func appendDamage(to output: inout OctetBuffer) {
    guard !statistics.damage.isEmpty else { return }
    output.beginArray("malformed")
    for damage in statistics.damage {
      output.beginObject()
      output.member("reason", damage.reason)
      output.member("layer", damage.layer)
      output.member("count", damage.count)
      output.member("first_frame", FrameReference(damage.firstFrame).number)
      output.member("first_octet", damage.firstOctet.map { UInt64(clamping: $0) })
      output.endObject()
    }
    output.endArray()
  }

  private func appendConnections(to output: inout OctetBuffer) {
    output.beginObject("connections")
    output.member("total", statistics.connections)
    output.beginObject("outcomes")
    for outcome in HandshakeOutcome.allCases { output.member(outcome.name, statistics.count(of: outcome)) }
    output.endObject()
    output.beginObject("closes")
    for close in CloseKind.allCases { output.member(close.name, statistics.count(of: close)) }
    output.endObject()
    output.member("evicted", statistics.evictedConnections)
    output.endObject()
  }

  private func appendFindings(to output: inout OctetBuffer) {
    output.beginObject("findings")
    output.beginObject("severities")
    for severity in Severity.allCases.reversed() {
      output.member(named: severity.name, statistics.count(of: severity))
    }
    output.endObject()
    output.beginObject("codes")
    for code in FindingCode.allCases where statistics.count(of: code) > 0 {
      output.member(named: code.rawValue, statistics.count(of: code))
    }
    output.endObject()
    output.endObject()
  }

  private func appendQuality(to output: inout OctetBuffer) {
    output.beginObject("capture_quality")
    output.member("verdict", statistics.quality.name)
    output.member("connections_with_gaps", statistics.connectionsWithGaps)
    output.member("connections_with_duplicates", statistics.connectionsWithDuplicates)
    output.member("one_sided_connections", statistics.oneSidedConnections)
    output.member("cut_headers", statistics.cutHeaders)
    output.member("offloaded_segments", statistics.offloadedSegments)
    output.member("clock_steps_back", statistics.clockStepsBack)
    if statistics.clockStepsBack > 0 { output.member("largest_step_back", seconds: statistics.largestStepBack) }
    output.member("clock_leaps", statistics.clockLeaps)
    output.member("duplicate_packets", statistics.duplicatePackets)
    output.member("verified_checksums", statistics.verifiedChecksums)
    output.member("damaged_segments", statistics.damagedSegments)
    output.beginArray("checksum_offload_hosts")
    for host in statistics.offloadingHosts {
      var text = OctetBuffer()
      text.append(host)
      output.element(String(decoding: text.octets, as: UTF8.self))
    }
    output.endArray()
    output.endObject()
    if let live = statistics.live { append("live", live, to: &output) }
    if let recorded = statistics.recorded { append("recorded", recorded, to: &output) }
    appendInterfaces(to: &output)
  }

  private func appendInterfaces(to output: inout OctetBuffer) {
    guard !statistics.interfaces.isEmpty else { return }
    output.beginArray("interfaces")
    for tally in statistics.interfaces.prefix(Self.listedInterfaces) {
      output.beginObject()
      if tally.source > 0 { output.member("source", UInt64(tally.source)) }
      if !tally.interface.name.isEmpty { output.member("name", String(decoding: tally.interface.name, as: UTF8.self)) }
      if !tally.interface.description.isEmpty {
        output.member("description", String(decoding: tally.interface.description, as: UTF8.self))
      }
      output.member("link_type", tally.linkType)
      output.member("packets", tally.packets)
      if let counters = tally.counters { append(counters, to: &output) }
      output.endObject()
    }
    output.endArray()
    let more = statistics.interfaces.count - Self.listedInterfaces
    if more > 0 { output.member("interfaces_not_listed", UInt64(more)) }
  }

  private func append(_ name: StaticString, _ counters: RunStatistics.LiveCounters, to output: inout OctetBuffer) {
    output.beginObject(name)
    append(counters, to: &output)
    output.endObject()
  }

  private func append(_ counters: RunStatistics.LiveCounters, to output: inout OctetBuffer) {
    output.member("received", counters.received)
    output.member("dropped_by_kernel", counters.droppedByKernel)
    output.member("dropped_by_interface", counters.droppedByInterface)
  }
}
