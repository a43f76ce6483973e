import FlowDiagnosis
import FlowTracking

extension OctetBuffer {
  /// Appends how many plain segments there were and what they carried: "… 4 segments: 8 octets →, 6 octets ← …".
  mutating func append(_ run: PlainRun, in language: Language, glyphs: Glyphs) {
    let packets = UInt64(run.clientPackets) + UInt64(run.serverPackets)
    append(glyphs.ellipsis)
    append(language == .korean ? " segment " : " ")
    append(grouped: packets)
    append(Words(packets == 1 ? " segment" : " segments", ko: "개").text(in: language))
    append(run.clientOctets, glyphs.towards, after: ": ")
    append(run.serverOctets, glyphs.backwards, after: run.clientOctets > 0 ? ", " : ": ")
    if run.clientOctets == 0 && run.serverOctets == 0 {
      append(Words(" without data", ko: ", 데이터 없음").text(in: language))
    }
    append(" ")
    append(glyphs.ellipsis)
  }

  private mutating func append(_ octets: UInt64, _ direction: StaticString, after gap: StaticString) {
    guard octets > 0 else { return }
    append(gap)
    append(grouped: octets)
    append(" octets ")
    append(direction)
  }
}
