import ArgumentParser
import Workload

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

extension Workload.Kind: ExpressibleByArgument {}

/// Makes the workloads, runs everything that reads them in turn, and prints what each cost.
@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Measures tcptrace-swift beside an empty libpcap loop and the peers that are installed.",
    discussion: """
      Contenders run in turn, round by round, and medians are compared, so that a busy minute touches all alike. Build the tool first:
      swift build -c release --static-swift-stdlib
      """)

  @Option(help: "The tool.")
  var tool = "../.build/release/tcptrace-swift"
  @Option(help: "Where the workloads are kept.")
  var folder = "/tmp/tcptrace-swift-benchmark"
  @Option(help: "Packets in a workload.")
  var packets = 1_000_000
  @Option(help: "How often each contender reads each workload.")
  var rounds = 5
  @Option(parsing: .upToNextOption, help: "Which workloads; all otherwise.")
  var workloads: [Workload.Kind] = Workload.Kind.allCases
  @Flag(help: "Only the tool and the empty loop.")
  var alone = false
  @Flag(help: "Count instructions with callgrind instead, and fail where one is more than 3 % above the thresholds.")
  var instructions = false
  @Option(help: "The thresholds, a name and a number a line.")
  var thresholds = "instructions.txt"
  @Flag(help: "Write the thresholds anew.")
  var record = false

  func run() throws {
    unsafe mkdir(folder, 0o755)
    if instructions { try gate() } else { try compare() }
  }

  // MARK: Time

  private func compare() throws {
    let loop = sibling("empty-loop")
    for kind in workloads {
      let workload = Workload(kind: kind, packets: packets)
      let (path, truth) = try file(workload)
      let contenders = Contender.all(tool: tool, loop: loop, folder: folder).filter { contender in
        contender.reads(workload)
          && (!alone || contender.name == "empty loop" || contender.name.hasPrefix("tcptrace-swift"))
      }
      var costs = [[Cost]](repeating: [], count: contenders.count)
      for _ in 0..<rounds {
        for (index, contender) in contenders.enumerated() {
          if let cost = benchmark.run(contender.command(path), output: contender.output) { costs[index].append(cost) }
        }
      }
      print(table(workload, truth, contenders, costs))
    }
  }

  private func table(_ workload: Workload, _ truth: Truth, _ contenders: [Contender], _ costs: [[Cost]]) -> String {
    var text =
      "\(workload.kind.rawValue): \(truth.packets) packets, \(truth.connections) connections, median of \(rounds)\n"
    text += row(["", "CPU ns/packet", "packets/s", "peak MiB", "octets/flow", "x loop", "x ours"])
    let floor = costs.first.map { $0.map(\.processorTime).median } ?? 0
    let ours = zip(contenders, costs).first { $0.0.name == "tcptrace-swift -q" }?.1.map(\.processorTime).median ?? 0
    let base = costs.first.map { $0.map { Double($0.peakMemory) }.median } ?? 0
    for (contender, cost) in zip(contenders, costs) {
      guard !cost.isEmpty else {
        text += row([contender.name, "failed"])
        continue
      }
      let time = cost.map(\.processorTime).median
      let memory = cost.map { Double($0.peakMemory) }.median
      text += row([
        contender.name, number(time * 1e9 / Double(truth.packets), 1),
        number(Double(truth.packets) / max(time, 1e-6), 0),
        number(memory / 1_048_576, 1), number(max(0, memory - base) / Double(max(truth.connections, 1)), 0),
        number(time / max(floor, 1e-6), 2), number(time / max(ours, 1e-6), 2),
      ])
    }
    return text
  }

  private func row(_ cells: [String]) -> String {
    var line = cells[0] + String(repeating: " ", count: max(0, 24 - cells[0].count))
    for cell in cells.dropFirst() { line += String(repeating: " ", count: max(1, 14 - cell.count)) + cell }
    return line + "\n"
  }

  private func number(_ value: Double, _ digits: Int) -> String {
    var scale = 1.0
    for _ in 0..<digits { scale *= 10 }
    let scaled = Int((value * scale).rounded())
    guard digits > 0 else { return "\(scaled)" }
    let fraction = String(scaled % Int(scale))
    return "\(scaled / Int(scale))." + String(repeating: "0", count: digits - fraction.count) + fraction
  }

  // MARK: Instructions

  private func gate() throws {
    guard isInstalled("valgrind") else { throw ValidationError("valgrind is not installed.") }
    let counter = Instructions(tool: tool, folder: folder)
    var limits: [String: Double] = [:]
    for line in (contents(of: thresholds) ?? "").split(separator: "\n") where !line.hasPrefix("#") {
      guard let space = line.lastIndex(of: " "), let limit = Double(line[line.index(after: space)...]) else { continue }
      limits[String(line[..<space])] = limit
    }
    var failed = false
    var recorded =
      "# Instructions a packet, by callgrind: benchmark --instructions --record writes this file. More than 3 % above fails.\n"
    for (name, kind, arguments) in Instructions.cases {
      guard let count = try counter.count(kind, arguments, file: file) else {
        throw ValidationError("\(name): \(tool) could not be run under valgrind.")
      }
      recorded += "\(name) \(number(count, 0))\n"
      let limit = limits[name]
      let isWorse = count > (limit ?? .infinity) * 1.03
      failed = failed || isWorse || (limit == nil && !record)
      let verdict =
        limit.map { isWorse ? "more than 3 % above \(number($0, 0))" : "threshold \(number($0, 0))" } ?? "no threshold"
      print("\(name): \(number(count, 0)) instructions a packet, \(verdict)")
    }
    if record {
      try OutputFile(thresholds).write(Array(recorded.utf8))
    } else if failed {
      throw ExitCode(1)
    }
  }

  // MARK: Files

  /// The file of `workload`, made anew, and what is in it.
  ///
  /// Another process makes it: a child's peak memory counts from that of the process that started it, which has to stay small.
  private func file(_ workload: Workload) throws -> (path: String, truth: Truth) {
    let path = "\(folder)/\(workload.kind.rawValue)-\(workload.packets).pcap"
    let command = [
      sibling("make-workload"), "--kind", workload.kind.rawValue, "--packets", "\(workload.packets)", "--seed",
      "\(workload.seed)", "--out", path,
    ]
    guard benchmark.run(command) != nil, let truth = contents(of: path + ".json") else {
      throw ValidationError("\(path) could not be made.")
    }
    return (path, Truth(json: truth))
  }

  /// The program `name` of this package.
  private func sibling(_ name: String) -> String {
    let folder = CommandLine.arguments[0].split(separator: "/", omittingEmptySubsequences: false).dropLast()
    return (folder + [Substring(name)]).joined(separator: "/")
  }
}
