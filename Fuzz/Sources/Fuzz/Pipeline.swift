import FlowDiagnosis
import FlowReporting
import FlowTracking
import PacketDecoding

/// All that happens to a capture between the file and the report, without libpcap.
enum Pipeline {
  /// Runs a little-endian pcap with microseconds; a record that reaches past the end ends it.
  static func run(_ octets: RawSpan) {
    guard octets.byteCount >= 24 else { return }
    let decoder = PacketDecoder(linkType: Int32(truncatingIfNeeded: little(octets, 20)))
    var table = FlowTable(limit: 64)
    var fragments = FragmentTable()
    var json = JSONReporter(allSegments: true)
    var text = TextReporter(settings: TextSettings(width: 80, style: .off, unicode: true, utc: true))
    let diagnosis = Diagnosis()
    var statistics = RunStatistics()
    json.begin(CaptureDescription(source: "fuzz", linkType: "EN10MB", snapshotLength: 65_535, filter: nil))
    var frame: UInt64 = 0
    var offset = 24
    while offset + 16 <= octets.byteCount, frame < 512 {
      let captured = Int(little(octets, offset + 8))
      guard captured <= octets.byteCount - offset - 16 else { break }
      frame += 1
      var segment = Segment()
      var event = FlowEvent()
      segment.frame = frame
      segment.time = Int64(little(octets, offset)) * 1_000_000_000 + Int64(little(octets, offset + 4)) * 1000
      let length = max(little(octets, offset + 12), UInt32(captured))
      let packet = octets.extracting((offset + 16)..<(offset + 16 + captured))
      offset += 16 + captured
      if frame == 1 {
        json.firstPacket(at: segment.time)
        text.firstPacket(at: segment.time)
      }
      var status = decoder.decode(packet, originalLength: length, into: &segment)
      if segment.present.contains(.fragment) {
        status = fragments.take(packet, originalLength: length, status, decoder, into: &segment)
      }
      guard status.isSegment || status == .icmpError else { continue }
      table.prepare([segment].span)
      guard let index = table.accept(&segment, at: 0) else { continue }
      let findings = diagnosis.findings(in: table.record(of: index, withTimeline: true))
      table.describe(&segment, index: index, in: &event)
      json.event(&event, findings: findings)
      finish(&table, diagnosis, &statistics, &json, &text)
    }
    fragments.expireAll()
    table.finishAll()
    finish(&table, diagnosis, &statistics, &json, &text)
    json.end(statistics)
    text.end(statistics)
    precondition(!json.output.isEmpty)
  }

  private static func finish(
    _ table: inout FlowTable, _ diagnosis: Diagnosis, _ statistics: inout RunStatistics, _ json: inout JSONReporter,
    _ text: inout TextReporter
  ) {
    while let index = table.nextFinished() {
      let record = table.record(of: index, withTimeline: true)
      let findings = diagnosis.findings(in: record)
      json.connection(record, findings: findings)
      text.connection(record, findings: findings)
      statistics.add(table.outline(of: index), findings)
      table.release(index)
    }
  }

  private static func little(_ octets: RawSpan, _ offset: Int) -> UInt32 {
    unsafe UInt32(littleEndian: octets.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt32.self))
  }
}
