import Foundation
import Testing

/// What the README shows is what the program does.
struct ReadmeTests {
  private static let capture = "Fixtures/captures/handshake-ack-lost-once/middle.pcap"

  @Test(arguments: [
    ("README.md", ["-r", capture]), ("README.ko.md", ["-r", capture, "--lang", "ko"]),
    ("README.ko.md", ["--explain", "handshake-ack-lost", "--lang", "ko"]),
  ])
  func theScreenIsWhatTheProgramPrints(path: String, arguments: [String]) throws {
    let readme = try Repository.text(path)
    let command = "tcptrace-swift " + arguments.joined(separator: " ")
    let start = try #require(readme.range(of: "```\n$ \(command)\n"), "\(path) has no screen of \(command)")
    let end = try #require(readme.range(of: "\n```\n", range: start.upperBound..<readme.endIndex))
    let screen = readme[start.upperBound..<end.lowerBound]
    let printed = try Repository.output(of: Repository.binary, arguments)
    #expect(printed.status == 0)
    #expect(printed.text == screen + "\n")
  }

  @Test func theScreenOfTheFailingConditionIsWhatTheProgramPrints() throws {
    let options = [
      "-q", "-r", "Fixtures/gate/regression.pcap", "--expect", "Fixtures/gate/expect.txt", "--baseline",
      "Fixtures/gate/baseline.txt",
    ]
    let readme = try Repository.text("README.md")
    let printed = try Repository.output(of: Repository.binary, options)
    #expect(printed.status == 1)
    #expect(readme.contains("\n```\n$ tcptrace-swift \(options.joined(separator: " "))\n\(printed.text)```\n"))
  }

  @Test func everyExitStatusIsInTheReadmeAndTheManual() throws {
    let readme = try Repository.text("README.md")
    let manual = try Repository.text("man/tcptrace-swift.1")
    for status in [0, 1, 2, 3, 64, 66, 74, 77] {
      #expect(readme.contains("\n| \(status) | "))
      #expect(manual.contains("\n.It \(status)\n"))
    }
  }

  // What shapes the text, which is what a reader of Korean gets in Korean.
  @Test(arguments: ["--lang", "--explain", "--list-findings", "--group-by", "--json"])
  func bothReadmesNameTheOption(option: String) throws {
    for path in ["README.md", "README.ko.md"] {
      #expect(try Repository.text(path).contains(option))
    }
  }

  @Test func everyFileThatTheReadmeLinksToIsThere() throws {
    let readme = try Repository.text("README.md")
    for piece in readme.components(separatedBy: "](").dropFirst() {
      let target = String(piece.prefix { $0 != ")" })
      guard !target.contains("://") else { continue }
      #expect(FileManager.default.fileExists(atPath: Repository.root.appending(path: target).path), "\(target)")
    }
  }

  @Test func noFileNamesADevelopersFolder() throws {
    // Put together here, so that this file does not hold them either.
    let folders = ["home", "root", "Users"].map { Data("/\($0)/".utf8) }
    for path in Repository.files {
      let octets = try Data(contentsOf: Repository.root.appending(path: path))
      for folder in folders {
        #expect(octets.range(of: folder) == nil, "\(path) holds \(String(decoding: folder, as: UTF8.self))")
      }
    }
  }
}
