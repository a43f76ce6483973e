#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What one run of a command cost.
struct Cost {
  /// User and system time together, in seconds.
  var processorTime: Double
  /// The most memory it held, in octets.
  var peakMemory: Int
}

/// Runs a command to its end with its output sent to `output`; nil where it cannot be run or fails.
///
/// The child's own account of its resources is asked for, so that nothing of this process counts.
func run(_ command: [String], output: String = "/dev/null") -> Cost? {
  var actions = unsafe posix_spawn_file_actions_t()
  unsafe posix_spawn_file_actions_init(&actions)
  defer { unsafe posix_spawn_file_actions_destroy(&actions) }
  unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
  unsafe posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
  var arguments = unsafe command.map { unsafe strdup($0) }
  unsafe arguments.append(nil)
  defer { unsafe arguments.forEach { unsafe free($0) } }
  var child: pid_t = 0
  guard unsafe posix_spawnp(&child, command[0], &actions, nil, arguments, environ) == 0 else { return nil }
  var status: Int32 = 0
  var usage = rusage()
  guard unsafe wait4(child, &status, 0, &usage) == child, status == 0 else { return nil }
  func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1_000_000 }
  #if canImport(Darwin)
    let unit = 1
  #else
    let unit = 1024
  #endif
  return Cost(processorTime: seconds(usage.ru_utime) + seconds(usage.ru_stime), peakMemory: usage.ru_maxrss * unit)
}

/// Whether `command` is installed.
func isInstalled(_ command: String) -> Bool {
  if command.contains("/") { return unsafe access(command, X_OK) == 0 }
  let path = unsafe getenv("PATH").map { unsafe String(cString: $0) } ?? ""
  return path.split(separator: ":").contains { unsafe access("\($0)/\(command)", X_OK) == 0 }
}

extension [Double] {
  /// The value in the middle; 0 when there is none.
  var median: Double {
    isEmpty ? 0 : sorted()[count / 2]
  }
}
