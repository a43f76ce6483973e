import Foundation
import Testing

#if canImport(FoundationXML)
  import FoundationXML
#endif

@testable import FlowDiagnosis
@testable import FlowReporting

/// Verdicts in the forms of CI systems.
@Suite struct VerdictReportTests {
  private static let verdicts = [
    Verdict(gate: "fail-on", name: "no error", failure: nil),
    Verdict(gate: "expect", name: "a <b> & \"c\" # \u{1B}[31m", failure: "line 1\n\u{7} <&> ::error::\nline 3"),
  ]

  @Test func jUnitIsWellFormedWhateverTheNames() throws {
    let document = JUnitReport.document(Self.verdicts, source: "evil\"<name>.pcap").octets
    final class Reader: NSObject, XMLParserDelegate {
      var elements: [(String, [String: String])] = []
      func parser(
        _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
        attributes: [String: String]
      ) {
        elements.append((name, attributes))
      }
    }
    let reader = Reader()
    let parser = XMLParser(data: Data(document))
    parser.delegate = reader
    #expect(parser.parse())
    #expect(reader.elements.map(\.0) == ["testsuites", "testsuite", "testcase", "testcase", "failure"])
    #expect(reader.elements[1].1["failures"] == "1")
    #expect(reader.elements[1].1["name"] == "evil\"<name>.pcap")
  }

  @Test func tapSaysHowManyAndWhy() {
    let text = String(decoding: TAPReport.document(Self.verdicts).octets, as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines[0] == "TAP version 14")
    #expect(lines[1] == "1..2")
    #expect(lines[2] == "ok 1 - no error")
    #expect(lines[3] == "not ok 2 - a <b> & \"c\" \\# \\u{1b}[31m")
    #expect(lines.dropFirst(4).allSatisfy { $0.hasPrefix("# ") })
    #expect(!text.contains("\u{1B}"))
  }

  @Test func anAnnotationIsOneLineWhateverItTells() {
    let gate = Gate(GateConditions(), collectsAnnotations: true)
    gate.begin(CaptureDescription(source: "a,b:c%.pcap", linkType: "EN10MB", snapshotLength: 96, filter: nil))
    gate.connection(Samples.refused(), findings: [Samples.connectionRefused])
    let text = String(decoding: gate.gitHubAnnotations(Self.verdicts).octets, as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 2)
    #expect(lines[0].hasPrefix("::error file=a%2Cb%3Ac%25.pcap,title=connection-refused::connection 3 10.77.0.1:58144"))
    #expect(lines[0].hasSuffix("(frames 20, 21)"))
    #expect(lines[1].contains("line 1%0A? <&> ::error::%0Aline 3"))
  }

  @Test func manyFindingsAreCountedNotListed() {
    var conditions = GateConditions()
    conditions.failOn = FailOn([.severity(.warning), .code(.synLost)])
    let gate = Gate(conditions, collectsAnnotations: true)
    for number in 1...1_000 { gate.connection(Samples.refused(UInt64(number)), findings: [Samples.connectionRefused]) }
    let verdicts = gate.verdicts
    #expect(verdicts.map(\.name) == ["no warning", "no syn-lost"])
    #expect(verdicts[0].failure?.hasPrefix("1000 found\n") == true)
    #expect(verdicts[0].failure?.hasSuffix("\nand 980 more") == true)
    #expect(verdicts[1].failure == nil)
    let annotations = String(decoding: gate.gitHubAnnotations([]).octets, as: UTF8.self).split(separator: "\n")
    #expect(annotations.count == 51)
    #expect(annotations.last?.hasSuffix("::950 more findings are not shown here") == true)
  }
}
