import Foundation
import Testing

import FlowDiagnosis

/// The manual says all that the program can do, and is sound mdoc.
struct ManualTests {
  private static let path = "man/tcptrace-swift.1"

  @Test func everyOptionIsInTheManual() throws {
    let help = try Repository.output(of: Repository.binary, ["--help"])
    #expect(help.status == 0)
    let options = Self.options(in: help.text)
    #expect(options.count > 10)
    let manual = try Repository.text(Self.path).split(separator: "\n").map(Self.words)
    for option in options {
      #expect(manual.contains { Self.defines(option, $0) }, "\(option) is not in the manual")
    }
  }

  @Test(arguments: FindingCode.allCases)
  func everyFindingIsInTheManual(code: FindingCode) throws {
    let lines = try Repository.text(Self.path).split(separator: "\n").map(String.init)
    let index = try #require(lines.firstIndex(of: ".It Cm \(code.rawValue)"), "\(code.rawValue) is not in the manual")
    #expect(lines[index + 1] == ".Pq \(code.row.severity.name)")
    #expect(lines[index + 2].lowercased() == "\(code.row.title).".lowercased())
    let item = lines[(index + 1)...].prefix { !$0.hasPrefix(".It") && !$0.hasPrefix(".El") }
    #expect(item.contains("\(code.row.reference).".replacing("§", with: "section ")))
  }

  @Test func theManualIsSoundMdoc() throws {
    let folders = ["/usr/bin", "/usr/local/bin", "/opt/homebrew/bin"]
    let programs = folders.map { URL(filePath: $0).appending(path: "mandoc") }
    guard let mandoc = programs.first(where: { FileManager.default.isExecutableFile(atPath: $0.path) }) else { return }
    let lint = try Repository.output(of: mandoc, ["-Tlint", Self.path])
    // Which other manuals are installed says nothing of this one.
    let complaints = lint.text.split(separator: "\n").filter {
      !$0.contains("referenced manual not found") && !$0.contains("outdated mandoc.db")
    }
    #expect(complaints.isEmpty)
  }

  /// `-r`, `--json` and so on, as the lines of `--help` begin.
  private static func options(in help: String) -> [String] {
    var options: [String] = []
    for line in help.split(separator: "\n") where line.hasPrefix("  -") {
      for word in line.split(separator: " ") {
        guard word.hasPrefix("-") else { continue }
        options.append(String(word.prefix { $0 != "," }))
        if !word.hasSuffix(",") { break }
      }
    }
    return options
  }

  private static func words(_ line: Substring) -> [Substring] {
    line.split(separator: " ")
  }

  /// Whether the line is an item of a list that names `option`: `.It Fl r Ar file`, `.It Fl q , Fl -quiet`.
  private static func defines(_ option: String, _ words: [Substring]) -> Bool {
    guard words.first == ".It" else { return false }
    let name = option.dropFirst()
    return zip(words, words.dropFirst()).contains { $0 == "Fl" && $1 == name }
  }
}
