#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Hands work from one thread to another, in order. Who gives waits while the other has pieces of `limit` in all before it, so that memory is
/// bounded, and gets pieces that were worked off back, so that theirs is used again.
@safe
final class Handover<Piece: Sendable>: @unchecked Sendable {
  private let limit: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let changed: UnsafeMutablePointer<pthread_cond_t>
  private var waiting: [(piece: Piece, weight: Int)] = []
  private var weight = 0
  private var spare: [Piece] = []
  private var isClosed = false
  private var isRefused = false
  private var giverWaits = false
  private var takerWaits = false

  /// A handover with pieces on the way that weigh `limit` at most, 1 or more, or with a single one that weighs more.
  init(limit: Int) {
    self.limit = limit
    unsafe mutex = .allocate(capacity: 1)
    unsafe changed = .allocate(capacity: 1)
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(changed, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(changed)
    unsafe pthread_mutex_destroy(mutex)
    unsafe changed.deallocate()
    unsafe mutex.deallocate()
  }

  /// Whether the taker wants no more.
  var isRefusing: Bool { locked { isRefused } }

  /// Gives `piece` to the taker, after waiting for room; returns one that was worked off, if there is one.
  ///
  /// - Parameter added: what it weighs, 1 or more.
  func give(_ piece: Piece, weight added: Int = 1) -> Piece? {
    locked {
      while weight > 0 && weight + added > limit && !isRefused {
        giverWaits = true
        wait()
      }
      giverWaits = false
      if !isRefused {
        waiting.append((piece, added))
        weight += added
      }
      if takerWaits { wake() }
      return spare.popLast()
    }
  }

  /// Says that nothing more comes.
  func close() {
    locked {
      isClosed = true
      wake()
    }
  }

  /// The next piece, after waiting for it; nil when nothing more comes.
  func take() -> Piece? {
    locked {
      while waiting.isEmpty && !isClosed {
        takerWaits = true
        wait()
      }
      takerWaits = false
      if waiting.isEmpty { return nil }
      let (piece, taken) = waiting.removeFirst()
      weight -= taken
      // Not for each: waking costs more than the piece is worth.
      if giverWaits && weight <= limit / 2 { wake() }
      return piece
    }
  }

  /// Gives back a piece that was worked off.
  func giveBack(_ piece: Piece) {
    locked { spare.append(piece) }
  }

  /// Has the giver stop: what it gives from now on is dropped.
  func refuse() {
    locked {
      isRefused = true
      waiting.removeAll()
      weight = 0
      wake()
    }
  }

  private func locked<Result>(_ body: () -> Result) -> Result {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  private func wait() {
    unsafe pthread_cond_wait(changed, mutex)
  }

  // Only one of the two ever waits.
  private func wake() {
    unsafe pthread_cond_signal(changed)
  }
}
