#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The program that is running.
enum RunningBinary {
  /// Its real path, links resolved; nil where the system does not say.
  static var path: String? {
    #if canImport(Darwin)
      var size = UInt32(PATH_MAX)
      var name = [CChar](repeating: 0, count: Int(size))
      guard unsafe _NSGetExecutablePath(&name, &size) == 0 else { return nil }
      let resolved = unsafe realpath(name, nil)
    #else
      let resolved = unsafe realpath("/proc/self/exe", nil)
    #endif
    defer { unsafe free(resolved) }
    return unsafe resolved.map { unsafe String(cString: $0) }
  }
}
