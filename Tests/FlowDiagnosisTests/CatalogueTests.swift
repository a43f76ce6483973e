import Foundation
import Testing

@testable import FlowDiagnosis

/// The catalogue is whole: every code has its row, and scenarios that show it and its limits.
@Suite struct CatalogueTests {
  private static let scenarios: [String] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Fixtures/scenarios")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".pkt") }.map {
      String($0.split(separator: "/").last ?? "").replacing(".pkt", with: "")
    }
  }()

  @Test(arguments: FindingCode.allCases) func codeHasARow(code: FindingCode) {
    let row = code.row
    #expect(row.title.utf8CodeUnitCount > 10)
    #expect("\(row.reference)".wholeMatch(of: /RFC \d+ §[\d.]+(, figure \d+)?/) != nil, "\(row.reference)")
    #expect((row.rule == nil) != (row.teller == nil), "a code has one rule, of one connection or of several")
    #expect(row.triggers.isEmpty == (row.rule == nil), "a rule without a trigger never runs")
  }

  @Test(arguments: FindingCode.allCases) func codeIsKebabCaseAndHasABitOfItsOwn(code: FindingCode) {
    #expect(code.rawValue.wholeMatch(of: /[a-z]+(-[a-z]+)*/) != nil)
    #expect(code.bit.nonzeroBitCount == 1)
    #expect(FindingCode.allCases.filter { $0.bit == code.bit } == [code])
  }

  @Test(arguments: FindingCode.allCases) func codeHasAHitAndANearMiss(code: FindingCode) {
    let name = code.rawValue
    #expect(Self.scenarios.contains(name), "no scenario \(name).pkt")
    #expect(Self.scenarios.contains { $0.hasPrefix(name + "-near-miss-") }, "no scenario \(name)-near-miss-WHY.pkt")
  }

  @Test func titlesDiffer() {
    #expect(Set(FindingCode.allCases.map { "\($0.row.title)" }).count == FindingCode.allCases.count)
  }

  @Test func aConnectionWithoutMarksConcernsNoRule() {
    #expect(!Diagnosis().concerns([]))
  }
}
