/// The octets of a capture file that are at hand, decompressed where the file is compressed.
///
/// Records are parsed where they lie. The window holds 256 KiB, and more only while a record is longer than that and its
/// octets really come.
@safe
final class InputWindow {
  /// What came of asking for octets.
  enum Filling {
    /// They are there.
    case ready
    /// The input ends before them, in good order as far as the window can tell.
    case end
    /// A tenth of a second went by and nothing came.
    case timeout
    /// Reading is to end.
    case interrupted
    /// They cannot be had.
    case failed(InputFailure)
  }

  /// What is read, compressed or not.
  let source: OctetSource
  /// How the file is compressed; nil where it is not.
  private(set) var compression: Compression?
  /// Where the window lies in memory; moves when `fill` is called.
  private(set) var base: UnsafeMutableRawPointer
  /// The next octet to be parsed, counted from `base`.
  var start = 0
  /// One past the last octet at hand, counted from `base`.
  private(set) var end = 0

  private static let size = 262_144
  private static let packedSize = 65_536
  private var capacity = InputWindow.size
  /// Where in the capture `base` lies.
  private var origin: Int64 = 0
  private var decompressor: (any Decompressor)?
  private var packed = unsafe UnsafeMutableRawBufferPointer(start: nil, count: 0)
  private var packedStart = 0
  private var packedEnd = 0
  private var mayHoldOutput = false
  private var unpacked: Int64 = 0
  private var failure: InputFailure?

  /// A window on the start of `source`.
  init(_ source: OctetSource) {
    self.source = source
    unsafe base = UnsafeMutableRawPointer.allocate(byteCount: InputWindow.size, alignment: 16)
  }

  deinit {
    unsafe base.deallocate()
    unsafe packed.deallocate()
  }

  /// How many octets are at hand.
  var available: Int { end - start }

  /// The octet of the capture, counted from 0 and after decompression, that is parsed next.
  var offset: Int64 { origin + Int64(start) }

  /// The first four octets at hand, first octet highest; 0 in place of those that there are not.
  var head: UInt32 {
    let octets = firstOctets(4)
    return (0..<4).reduce(0) { head, index in head << 8 | (index < octets.count ? UInt32(octets[index]) : 0) }
  }

  /// The first octets at hand, `count` at most.
  func firstOctets(_ count: Int) -> [UInt8] {
    unsafe Array(UnsafeRawBufferPointer(start: base + start, count: min(count, available)))
  }

  /// The layout of a pcap file, of whose header all octets are at hand.
  func pcapFormat() throws(PcapFormat.Refusal) -> PcapFormat {
    let octets = unsafe UnsafeRawBufferPointer(start: base + start, count: available)
    return try unsafe PcapFormat(octets.bytes)
  }

  /// Calls `body` with the octets at hand.
  func withOctets<Result>(_ body: (RawSpan) -> Result) -> Result {
    let octets = unsafe UnsafeRawBufferPointer(start: base + start, count: available)
    return unsafe body(octets.bytes)
  }

  /// Makes `count` octets from `start` on available.
  func fill(_ count: Int) -> Filling {
    while available < count {
      if let failure { return .failed(failure) }
      if InterruptHandler.isRaised { return .interrupted }
      makeRoom(for: count)
      let room = unsafe UnsafeMutableRawBufferPointer(start: base + end, count: capacity - end)
      switch unsafe readOn(into: room) {
      case .octets(let count): end += count
      case .end: return .end
      case .timeout: return .timeout
      case .interrupted: return .interrupted
      case .failed(let number): return fail(.reading(number))
      case .replaced: return fail(.replaced)
      case .notUnpacked(let failure): return fail(failure)
      }
    }
    return .ready
  }

  /// Steps over `count` octets, of which only a part need be at hand; what is left of `count` when they ran out.
  func skip(_ count: Int) -> Int {
    let step = min(count, available)
    start += step
    return count - step
  }

  /// Takes what is at hand and what comes as compressed with `compression`; nothing may have been parsed yet.
  ///
  /// - Returns: false for want of memory.
  func unpack(_ compression: Compression) -> Bool {
    guard let decompressor = compression.decompressor() else { return false }
    self.compression = compression
    self.decompressor = decompressor
    unsafe packed = UnsafeMutableRawBufferPointer.allocate(
      byteCount: max(Self.packedSize, available), alignment: 16)
    unsafe packed.copyMemory(from: UnsafeRawBufferPointer(start: base + start, count: available))
    (packedStart, packedEnd) = (0, available)
    (start, end) = (0, 0)
    return true
  }

  private func fail(_ failure: InputFailure) -> Filling {
    self.failure = failure
    return .failed(failure)
  }

  private func makeRoom(for count: Int) {
    if start > 0 && (start == end || capacity - start < count || end == capacity) {
      unsafe base.copyMemory(from: base + start, byteCount: available)
      origin += Int64(start)
      (start, end) = (0, available)
    }
    guard end == capacity else { return }
    let larger = UnsafeMutableRawPointer.allocate(byteCount: 2 * capacity, alignment: 16)
    unsafe larger.copyMemory(from: base, byteCount: end)
    unsafe base.deallocate()
    unsafe base = unsafe larger
    capacity *= 2
  }

  private enum Reading {
    case octets(Int)
    case end
    case timeout
    case interrupted
    case failed(Int32)
    case replaced
    case notUnpacked(InputFailure)

    init(_ outcome: OctetSource.Outcome) {
      switch outcome {
      case .octets(let count): self = .octets(count)
      case .end: self = .end
      case .timeout: self = .timeout
      case .interrupted: self = .interrupted
      case .failed(let number): self = .failed(number)
      case .replaced: self = .replaced
      }
    }
  }

  private func readOn(into buffer: UnsafeMutableRawBufferPointer) -> Reading {
    guard let decompressor else { return unsafe Reading(source.read(into: buffer)) }
    while true {
      if packedStart == packedEnd && !mayHoldOutput {
        switch unsafe source.read(into: packed) {
        case .octets(let count): (packedStart, packedEnd) = (0, count)
        case .end: return decompressor.isBetweenFrames ? .end : .notUnpacked(.compressedDataCut)
        case let other: return Reading(other)
        }
      }
      do throws(DecompressionFailure) {
        let input = unsafe UnsafeRawBufferPointer(rebasing: packed[packedStart..<packedEnd])
        let (taken, written) = try unsafe decompressor.decompress(input, into: buffer)
        packedStart += taken
        mayHoldOutput = written == buffer.count
        unpacked += Int64(written)
        if isBomb { return .notUnpacked(.expansion) }
        if written > 0 { return .octets(written) }
        if taken == 0 && packedStart < packedEnd {
          return .notUnpacked(.compressedData(DecompressionFailure(reason: "no progress")))
        }
      } catch {
        return .notUnpacked(.compressedData(error))
      }
    }
  }

  /// Whether the file is more likely made to exhaust its reader than a capture: past 256 MiB, over 250 times its size.
  private var isBomb: Bool {
    unpacked > 256 << 20 && unpacked / 250 > source.octets
  }
}

/// Why the octets of a capture file cannot be had.
enum InputFailure: Error {
  /// read(2) failed with this `errno`.
  case reading(Int32)
  /// A file that is followed was written anew.
  case replaced
  /// The compressed data makes no sense, or cannot be decompressed in bounded memory.
  case compressedData(DecompressionFailure)
  /// The file ends in the middle of its compressed data.
  case compressedDataCut
  /// Decompressing goes on and on.
  case expansion
}
