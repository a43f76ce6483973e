import PacketCapture
import Synchronization

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// How far a large file has been read, on standard error while that is a terminal; for any thread.
final class ProgressBar: Sendable {
  /// Octets from which on a file is worth a bar.
  private static let large: Int64 = 32 << 20
  private static let interval: UInt64 = 100_000_000
  private static let width = 30

  private struct State {
    var due: UInt64
    var isShown = false
    var isStopped = false
  }

  private let started = ProgressBar.now()
  private let state: Mutex<State>

  /// The bar of `source`; nil where nobody would see it, or the reading has no known end or is soon done.
  init?(of source: borrowing CaptureSource) {
    guard Terminal.isErrorTerminal, Terminal.isForeground(STDERR_FILENO), let progress = source.progress,
      progress.size >= Self.large
    else { return nil }
    state = Mutex(State(due: Self.now() &+ Self.interval))
  }

  /// Draws it anew, if it is time to.
  func update(_ source: borrowing CaptureSource, packets: UInt64) {
    let moment = Self.now()
    guard let progress = source.progress else { return }
    state.withLock { state in
      if state.isStopped || moment < state.due { return }
      state.due = moment &+ Self.interval
      draw(progress, packets: packets, at: moment)
      state.isShown = true
    }
  }

  private func draw(_ progress: ReadProgress, packets: UInt64, at moment: UInt64) {
    let share = min(Double(progress.read) / Double(max(progress.size, 1)), 1)
    let filled = Int(share * Double(Self.width))
    let bar = String(repeating: "#", count: filled) + String(repeating: ".", count: Self.width - filled)
    var text = "\r[\(bar)] \(Int(share * 100)) %  \(Self.grouped(packets)) packets"
    let elapsed = Double(moment &- started) / 1e9
    if share > 0.02 { text += "  \(Int((elapsed / share - elapsed).rounded(.up))) s left" }
    Self.write(text + "\u{1B}[K")
  }

  /// Takes it from the terminal while `body` writes there. It may be drawn again after that.
  func pause<Result>(_ body: () -> Result) -> Result {
    state.withLock { state in
      Self.clear(&state)
      return body()
    }
  }

  /// Takes it from the terminal, until it is drawn again.
  func clear() {
    pause {}
  }

  /// Takes it from the terminal for good.
  func stop() {
    state.withLock { state in
      Self.clear(&state)
      state.isStopped = true
    }
  }

  private static func clear(_ state: inout State) {
    guard state.isShown else { return }
    write("\r\u{1B}[K")
    state.isShown = false
  }

  private static func write(_ text: String) {
    var stream = StandardStream(STDERR_FILENO)
    try? stream.write(Array(text.utf8).span)
  }

  private static func grouped(_ number: UInt64) -> String {
    let digits = String(number)
    return String(
      digits.enumerated().flatMap { index, digit in
        index > 0 && (digits.count - index) % 3 == 0 ? [",", digit] : [digit]
      })
  }

  private static func now() -> UInt64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) &* 1_000_000_000 &+ UInt64(time.tv_nsec)
  }
}
