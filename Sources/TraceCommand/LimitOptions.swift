import ArgumentParser

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What a run may use up.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take at most this much memory, whatever arrives; attempts that nobody answers are given up first.",
      valueName: "size"))
  var memory = MemorySize.standard

  @Option(
    name: [.customShort("j", allowingJoined: true), .customLong("jobs")], parsing: .unconditional,
    help: ArgumentHelp(
      "Use up to this many threads; two are of use, one to read and one to follow. The output is the same.",
      valueName: "number"))
  var jobs: Int?

  /// Whether packets are read and decoded on a thread of their own: where nobody says, that is done for a compressed capture, which pays, and
  /// not for others, where it takes about as much processor time as it saves.
  func readsBeside(isCompressed: Bool) -> Bool {
    jobs.map { $0 > 1 } ?? (isCompressed && sysconf(Int32(_SC_NPROCESSORS_ONLN)) > 1)
  }

  /// Refuses what no run can do with.
  func validate() throws {
    if let jobs, jobs < 1 { throw ValidationError("-j takes a number of threads, 1 or more.") }
    if memory.octets < MemorySize.least.octets {
      throw ValidationError("--memory takes \(MemorySize.least.defaultValueDescription) or more.")
    }
  }
}
