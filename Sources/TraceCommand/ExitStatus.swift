import PacketCapture

/// The exit statuses, a contract with scripts and CI jobs.
enum ExitStatus: Int32 {
  /// Done; also when the reader closed the pipe, and after SIGINT, SIGTERM or SIGHUP.
  case done = 0
  /// `--fail-on`, `--baseline` or `--expect` is not met.
  case failed = 1
  /// A capture cannot be opened or is no capture.
  case noCapture = 2
  /// A capture ended in the middle of a record; everything before it was reported.
  case truncated = 3
  /// A wrong option or filter (`EX_USAGE`).
  case usage = 64
  /// No such interface, or it went away (`EX_NOINPUT`).
  case noInterface = 66
  /// An output could not be written (`EX_IOERR`).
  case outputFailed = 74
  /// No permission to capture (`EX_NOPERM`).
  case noPermission = 77

  /// The status that tells of `error`.
  init(_ error: CaptureError) {
    switch error.kind {
    case .cannotOpen, .notACapture: self = .noCapture
    case .truncated, .damaged: self = .truncated
    case .filter: self = .usage
    case .noSuchInterface, .interfaceGone: self = .noInterface
    case .noPermission: self = .noPermission
    case .interrupted: self = .done
    }
  }
}
