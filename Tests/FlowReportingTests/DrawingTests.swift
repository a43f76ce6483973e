import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import FlowReporting
@testable import FlowTracking

/// One connection drawn for a terminal, a browser, a wiki and a plotter.
@Suite struct DrawingTests {
  private static func text(_ reporter: some Reporter, plain: Bool = false) -> String {
    var reporter = reporter
    reporter.begin(CaptureDescription(source: "a.pcap", linkType: "EN10MB", snapshotLength: 96, filter: nil))
    reporter.event(Samples.repeatedSynAck(), findings: [])
    reporter.connection(Samples.clean(), findings: [])
    reporter.connection(Samples.lostAck(), findings: [Samples.handshakeAckLost])
    reporter.end(RunStatistics())
    return String(decoding: reporter.output.octets, as: UTF8.self)
  }

  @Test func onlyTheConnectionThatIsAskedForIsDrawn() {
    for form in [DrawingReporter.Form.ladder, .svg, .mermaid] {
      #expect(Self.text(DrawingReporter(form, of: 9, settings: TextSettings())).isEmpty)
      #expect(Self.text(DrawingReporter(form, of: 1, settings: TextSettings())).contains("SYN-ACK"))
    }
  }

  @Test func theLadderIsTheTerminals() {
    let text = Self.text(DrawingReporter(.ladder, of: 1, settings: TextSettings(width: 120)))
    #expect(text.hasPrefix("connection 1  10.77.0.1:58138"))
    #expect(text.contains("lost here"))
    #expect(text.contains("handshake-ack-lost (warning, proved"))
  }

  @Test func theSVGStandsAlone() {
    let text = Self.text(DrawingReporter(.svg, of: 1, settings: TextSettings()))
    #expect(text.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"ladder\""))
    #expect(text.contains("<style>"))
    #expect(XMLParser(data: Data(text.utf8)).parse())
    #expect(!text.contains("href"))
  }

  @Test func mermaidDrawsALostSegmentAsLost() {
    let lines = Self.text(DrawingReporter(.mermaid, of: 1, settings: TextSettings())).split(separator: "\n")
    #expect(lines.first == "sequenceDiagram")
    #expect(lines.contains("  participant C as client 10.77.0.1:58138"))
    #expect(lines.contains { $0.hasPrefix("  C->>S: SYN") })
    #expect(lines.contains { $0.hasPrefix("  C-xS: ACK") })
    #expect(lines.contains { $0.hasPrefix("  Note over C,S: 0.020645 s, ESTABLISHED / SYN_RCVD<br/>") })
    #expect(lines.allSatisfy { !$0.dropFirst(2).replacing("#59;", with: "").replacing("#35;", with: "").contains(";") })
  }

  @Test func xplotGetsItsCommands() {
    let text = Self.text(TimeSequence(.xplot, of: 1, from: .server))
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["timeval double", "title", "10.77.0.2:7016_==>_10.77.0.1:58138 (time sequence graph)"])
    #expect(lines.contains("line 0.000000 0 0.000000 1"))
    #expect(lines.contains("SYN-ACK") || lines.contains { $0.hasSuffix("SYN-ACK") })
    #expect(lines.last == "go")
    #expect(Self.text(TimeSequence(.xplot, of: 7, from: .server)).isEmpty)
  }

  @Test func gnuplotGetsDataAndWhatToDoWithIt() {
    let text = Self.text(TimeSequence(.gnuplot, of: 1, from: .client))
    #expect(text.contains("$data << EOD\n0.000000 2 0 65160\nEOD\nplot $data"))
  }
}
