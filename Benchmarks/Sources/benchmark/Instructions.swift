#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif
import Workload

/// Instructions a packet, as callgrind counts them: the same on a busy machine and on a quiet one, and so a gate.
struct Instructions {
  /// What is counted, and on which workload.
  static let cases: [(name: String, kind: Workload.Kind, arguments: [String])] = [
    ("short-v4 -q", .shortV4, ["-q"]),
    ("short-v4 --json", .shortV4, ["--json"]),
    ("bulk -q", .bulk, ["-q"]),
    ("synflood -q", .synflood, ["-q"]),
  ]

  let tool: String
  let folder: String

  /// Instructions a packet: what 40,000 more packets cost, so that starting up does not count.
  func count(_ kind: Workload.Kind, _ arguments: [String], file: (Workload) throws -> (path: String, truth: Truth))
    throws -> Double?
  {
    let small = try file(Workload(kind: kind, packets: 20_000))
    let large = try file(Workload(kind: kind, packets: 60_000))
    guard let few = total(small.path, arguments), let many = total(large.path, arguments) else { return nil }
    return Double(many - few) / Double(large.truth.packets - small.truth.packets)
  }

  private func total(_ path: String, _ arguments: [String]) -> Int? {
    let out = folder + "/callgrind.out"
    let command = ["valgrind", "--tool=callgrind", "--callgrind-out-file=\(out)", tool] + arguments + ["-r", path]
    guard run(command) != nil, let text = contents(of: out) else { return nil }
    let line = text.split(separator: "\n").last { $0.hasPrefix("summary:") || $0.hasPrefix("totals:") }
    return line.flatMap { Int($0.split(separator: " ").last ?? "") }
  }
}

/// The text of a file; nil where it cannot be read.
func contents(of path: String) -> String? {
  guard let file = unsafe fopen(path, "r") else { return nil }
  defer { unsafe fclose(file) }
  var octets: [UInt8] = []
  var piece = [UInt8](repeating: 0, count: 1 << 16)
  while true {
    let count = unsafe fread(&piece, 1, piece.count, file)
    if count == 0 { return String(decoding: octets, as: UTF8.self) }
    octets.append(contentsOf: piece[..<count])
  }
}
