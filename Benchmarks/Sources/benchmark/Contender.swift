import Workload

/// A program that reads the workloads.
struct Contender {
  /// How the table calls it.
  var name: String
  /// The command for a file.
  var command: (String) -> [String]
  /// Where its output goes.
  var output = "/dev/null"
  /// The workloads that it reads right and in bearable time and memory.
  var reads: (Workload) -> Bool = { _ in true }

  /// The empty loop first, then the tool, then the peers that are installed.
  static func all(tool: String, loop: String, folder: String) -> [Contender] {
    [
      Contender(name: "empty loop", command: { [loop, $0] }),
      Contender(name: "tcptrace-swift -q", command: { [tool, "-q", "-r", $0] }),
      Contender(name: "tcptrace-swift --json", command: { [tool, "--json", "-r", $0] }, output: folder + "/out.json"),
      // It miscounts IPv6, and needs 8.5 kB for each connection, which it never gives back.
      Contender(
        name: "tcptrace -n", command: { ["tcptrace", "-n", $0] },
        reads: { $0.kind == .shortV4 || $0.kind == .bulk || $0.kind == .full }),
      Contender(
        name: "tshark -q -z conv,tcp", command: { ["tshark", "-q", "-z", "conv,tcp", "-r", $0] },
        reads: { $0.packets <= 1_000_000 && $0.kind != .synflood && $0.kind != .manyflows }),
      Contender(
        name: "argus", command: { ["argus", "-r", $0, "-w", "/dev/null"] }, reads: { $0.packets <= 1_000_000 }),
      Contender(name: "tcpdump -w", command: { ["tcpdump", "-r", $0, "-w", "/dev/null"] }),
    ].filter { isInstalled($0.command("")[0]) }
  }
}
