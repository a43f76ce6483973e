import Testing
import Foundation

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking

@Suite struct LadderTests {
  @Test func look() throws {
    var all = ""
    for (w, v, style, uni) in [(80, TextSettings.Verbosity.normal, Style.off, true), (120, .normal, .off, true), (140, .verbose, .ansi, true), (80, .verbose, .off, false)] {
      all += "======== \(w)\n"
      let settings = TextSettings(width: w, style: style, unicode: uni, utc: true, verbosity: v)
      var r = TextReporter(settings: settings)
      var s = RunStatistics()
      s.packets = 31
      for (c, f) in [(Samples.refused(), [Samples.connectionRefused]), (Samples.clean(), []), (Samples.lostAck(), [Samples.handshakeAckLost])] {
        r.connection(c, findings: f)
        s.add(c, f)
      }
      s.firstPacketTime = Samples.start
      s.lastPacketTime = Samples.start + 5_000_000_000
      r.end(s)
      all += String(decoding: r.output.octets, as: UTF8.self)
      var l = LiveReporter(settings: settings, allSegments: false)
      var e = Samples.repeatedSynAck()
      e.marks = []
      e.transitions = []
      e.serverIsPresumed = true
      l.event(e, findings: [])
      l.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
      l.event(Samples.repeatedSynAck(), findings: [])
      l.connection(Samples.refused(), findings: [Samples.connectionRefused])
      s.live = .init(received: 12040, droppedByKernel: 0, droppedByInterface: 0)
      l.end(s)
      all += "---- live\n" + String(decoding: l.output.octets, as: UTF8.self)
      var j = JSONReporter(allSegments: false)
      j.begin(CaptureDescription(source: "x\u{1b}.pcap", linkType: "EN10MB", snapshotLength: 65535, filter: nil))
      j.event(Samples.repeatedSynAck(), findings: [Samples.handshakeAckLost])
      j.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost])
      j.end(s)
      if w == 140 { all += String(decoding: j.output.octets, as: UTF8.self) }
    }
    try all.write(toFile: ProcessInfo.processInfo.environment["LOOK"] ?? "/dev/null", atomically: false, encoding: .utf8)
  }
}
