import ArgumentParser

/// What a run may use up.
struct LimitOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Take at most this much memory, whatever arrives; attempts that nobody answers are given up first.",
      valueName: "size"))
  var memory = MemorySize.standard

  /// Refuses what no run can do with.
  func validate() throws {
    if memory.octets < MemorySize.least.octets {
      throw ValidationError("--memory takes \(MemorySize.least.defaultValueDescription) or more.")
    }
  }
}
