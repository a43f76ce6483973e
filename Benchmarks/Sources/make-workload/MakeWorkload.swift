import ArgumentParser
import Workload

extension Workload.Kind: ExpressibleByArgument {}

/// Writes a workload to a file or a pipe, and what is in it beside the file.
@main
struct MakeWorkload: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "make-workload", abstract: "Makes a capture whose contents are known.")

  @Option(help: "short, short-v4, synflood, bulk, full, manyflows or mixed.")
  var kind: Workload.Kind
  @Option(help: "How many packets, give or take a connection.")
  var packets: Int
  @Option(help: "What the random numbers are derived from.")
  var seed: UInt64 = 1
  @Option(help: "The file; '-' for standard output. What is in it goes to FILE.json.")
  var out: String

  func run() throws {
    let file = try OutputFile(out)
    let truth = try Workload(kind: kind, packets: packets, seed: seed).generate { octets in try file.write(octets) }
    if out != "-" { try OutputFile(out + ".json").write(Array(truth.json.utf8)) }
  }
}
