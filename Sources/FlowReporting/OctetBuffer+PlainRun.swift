import FlowDiagnosis
import FlowTracking

extension OctetBuffer {
  /// Appends how many plain segments there were and what they carried: "… 4 segments: 8 octets →, 6 octets ← …".
  mutating func append(_ run: PlainRun, in language: Language, glyphs: Glyphs) {
    let packets = UInt64(run.clientPackets) + UInt64(run.serverPackets)
    append(glyphs.ellipsis)
    append(
      packets == 1 ? Words(" @ segment", ko: " segment @개") : Words(" @ segments", ko: " segment @개"), in: language
    ) {
      $0.append(grouped: packets)
    }
    append(run.clientOctets, glyphs.towards, after: ": ", in: language)
    append(run.serverOctets, glyphs.backwards, after: run.clientOctets > 0 ? ", " : ": ", in: language)
    if run.clientOctets == 0 && run.serverOctets == 0 {
      append(Words(" without data", ko: ", 데이터 없음"), in: language)
    }
    append(" ")
    append(glyphs.ellipsis)
  }

  private mutating func append(
    _ octets: UInt64, _ direction: StaticString, after gap: StaticString, in language: Language
  ) {
    guard octets > 0 else { return }
    append(gap)
    append(Words("@ octets ", ko: "@바이트 "), in: language) { $0.append(grouped: octets) }
    append(direction)
  }
}
