import Synchronization

/// Which file each packet of a run over several files came from, and its number there.
///
/// In such a run packets are numbered through in the order in which they are handed on, so that a larger number is always a
/// later packet. Other tools know the numbers of the files, which this gives back. It keeps one entry of about three
/// octets for each change from one file to another: a few for rotated captures, a few million where two capture points
/// were merged. For any thread: a packet's place can be asked for as soon as it was handed on.
package final class FrameOrigins: Sendable {
  /// One packet's place.
  package struct Place: Hashable, Sendable {
    /// The file, counted from 1 in the order of `CaptureSource.sources`.
    package let source: Int
    /// The packet's 1-based number in it.
    package let frame: UInt64
  }

  private let known: Mutex<Stretches>

  /// Nothing seen yet of `files` files.
  init(files: Int) {
    known = Mutex(Stretches(files: files))
  }

  /// Packets handed on or dropped by a filter so far.
  var frames: UInt64 { known.withLock { $0.frames } }

  /// The next packets come from `file`, counted from 0.
  func change(to file: Int) {
    known.withLock { $0.change(to: file) }
  }

  /// So many packets of the current file were read.
  func advance(by count: UInt64) {
    known.withLock { $0.advance(by: count) }
  }

  /// Where packet number `frame` of the run came from.
  package func place(of frame: UInt64) -> Place {
    known.withLock { $0.place(of: frame) }
  }
}

/// The stretches of packets that came from one file each.
private struct Stretches {
  /// What is known before the runs that follow it in `entries`.
  private struct Checkpoint {
    var entry: Int
    var start: UInt64
    var counts: [UInt64]
  }

  /// The file of every finished stretch and its length, each as a number of 7 bits an octet, low bits first.
  private var entries: [UInt8] = []
  private var checkpoints: [Checkpoint] = []
  private var sinceCheckpoint = 0
  /// Packets of each file in finished stretches.
  private var counts: [UInt64]
  /// The stretch that goes on: its file, counted from 0, and its first packet's number in the run.
  private var current = -1
  private var start: UInt64 = 1
  /// Packets handed on or dropped by a filter so far.
  private(set) var frames: UInt64 = 0

  init(files: Int) {
    counts = Array(repeating: 0, count: files)
    checkpoints = [Checkpoint(entry: 0, start: 1, counts: counts)]
  }

  /// The next packets come from `file`, counted from 0.
  mutating func change(to file: Int) {
    guard file != current else { return }
    finish()
    current = file
    start = frames + 1
  }

  /// So many packets of the current file were read.
  mutating func advance(by count: UInt64) {
    frames += count
  }

  /// Where packet number `frame` of the run came from.
  func place(of frame: UInt64) -> FrameOrigins.Place {
    if frame >= start && current >= 0 {
      return FrameOrigins.Place(source: current + 1, frame: counts[current] + frame - start + 1)
    }
    var (low, high) = (0, checkpoints.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if checkpoints[middle].start <= frame { low = middle } else { high = middle }
    }
    var at = checkpoints[low].entry
    var first = checkpoints[low].start
    var known = checkpoints[low].counts
    while at < entries.count {
      let (file, length) = (Int(number(&at)), number(&at))
      if frame < first + length { return FrameOrigins.Place(source: file + 1, frame: known[file] + frame - first + 1) }
      known[file] += length
      first += length
    }
    return FrameOrigins.Place(source: 0, frame: frame)
  }

  private mutating func finish() {
    let length = frames + 1 - start
    guard current >= 0, length > 0 else { return }
    append(UInt64(current))
    append(length)
    counts[current] += length
    sinceCheckpoint += 1
    // So far apart that the counts take about an octet a stretch.
    if sinceCheckpoint >= 256 + 8 * counts.count {
      checkpoints.append(Checkpoint(entry: entries.count, start: frames + 1, counts: counts))
      sinceCheckpoint = 0
    }
  }

  private mutating func append(_ number: UInt64) {
    var rest = number
    while rest > 0x7F {
      entries.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    entries.append(UInt8(truncatingIfNeeded: rest))
  }

  private func number(_ at: inout Int) -> UInt64 {
    var (number, shift): (UInt64, UInt64) = (0, 0)
    while at < entries.count {
      let octet = entries[at]
      at += 1
      number |= UInt64(octet & 0x7F) << shift
      if octet < 0x80 { break }
      shift += 7
    }
    return number
  }
}
