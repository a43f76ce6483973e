/// One interface that a pcapng section describes.
struct PcapngInterface: BitwiseCopyable {
  /// What its packets begin with, a DLT_ value.
  let linkType: Int32
  /// The most octets of a packet that were captured; 0 for no limit.
  let snapLength: UInt32
  /// Time units in a second.
  private var unitsPerSecond: UInt64 = 1_000_000
  /// By how many bits or decimal digits its units are finer than `unitsPerSecond` can say.
  private var coarsening: Coarsening = .none
  /// Seconds to add to every time.
  private var offset: Int64 = 0
  /// Nanoseconds in one unit where that is a whole number and no offset is to be added; else 0.
  private var wholeUnit: UInt64 = 1000

  private enum Coarsening: BitwiseCopyable {
    case none
    case bits(UInt8)
    case digits(UInt8)
  }

  /// The interface that a description block says, of which the trailing length stands at `end`.
  init(_ block: borrowing RawSpan, end: Int, swapped: Bool) {
    linkType = LinkType.libpcap(UInt32(block.field16(at: 8, swapped: swapped)))
    snapLength = block.field32(at: 12, swapped: swapped)
    var at = 16
    while let option = PcapngOption(block, at: at, end: end, swapped: swapped) {
      switch (option.code, option.length) {
      case (9, 1): setResolution(block.octet(at: option.value))
      case (14, 8): offset = Int64(bitPattern: block.field64(at: option.value, swapped: swapped))
      default: break
      }
      at = option.next
    }
    let isWhole = offset == 0 && unitsPerSecond <= 1_000_000_000 && 1_000_000_000 % unitsPerSecond == 0
    wholeUnit = isWhole ? 1_000_000_000 / unitsPerSecond : 0
  }

  /// The time of `ticks`, in nanoseconds since the epoch, held between 0 and `CaptureTime.latest`.
  @inline(__always)
  func nanoseconds(_ ticks: UInt64) -> Int64 {
    if wholeUnit > 0 {
      let (time, overflow) = ticks.multipliedReportingOverflow(by: wholeUnit)
      return overflow ? CaptureTime.latest : min(Int64(clamping: time), CaptureTime.latest)
    }
    return fineNanoseconds(ticks)
  }

  @inline(never)
  private func fineNanoseconds(_ ticks: UInt64) -> Int64 {
    var ticks = ticks
    switch coarsening {
    case .none: break
    case .bits(let count): ticks >>= UInt64(count)
    case .digits(let count): for _ in 0..<count where ticks > 0 { ticks /= 10 }
    }
    let (seconds, rest) = ticks.quotientAndRemainder(dividingBy: unitsPerSecond)
    let scaled = rest.multipliedFullWidth(by: 1_000_000_000)
    // The rest is under the divisor, so that the quotient is under 10⁹.
    let fraction = unitsPerSecond.dividingFullWidth(scaled).quotient
    let (whole, overflow) = offset.addingReportingOverflow(Int64(clamping: seconds))
    if overflow { return CaptureTime.latest }
    return CaptureTime(unit: 1).nanoseconds(seconds: Int(whole), fraction: Int(truncatingIfNeeded: fraction))
  }

  /// Reads if_tsresol: a power of 10, or with the highest bit a power of 2.
  private mutating func setResolution(_ octet: UInt8) {
    let exponent = octet & 0x7F
    if octet & 0x80 != 0 {
      unitsPerSecond = 1 << UInt64(min(exponent, 63))
      coarsening = exponent > 63 ? .bits(exponent - 63) : .none
    } else {
      unitsPerSecond = (0..<min(exponent, 19)).reduce(1) { power, _ in power * 10 }
      coarsening = exponent > 19 ? .digits(exponent - 19) : .none
    }
  }
}

/// One option of a pcapng block.
struct PcapngOption: BitwiseCopyable {
  /// What it is.
  let code: UInt16
  /// Where its value begins in the block.
  let value: Int
  /// Octets of its value.
  let length: Int
  /// Where the next option begins.
  var next: Int { value + (length + 3) & ~3 }

  /// The option at `at`; nil at the end of options, and where its length is a lie.
  init?(_ block: borrowing RawSpan, at: Int, end: Int, swapped: Bool) {
    guard end - at >= 4 else { return nil }
    code = block.field16(at: at, swapped: swapped)
    length = Int(block.field16(at: at + 2, swapped: swapped))
    value = at + 4
    guard code != 0, length <= end - value else { return nil }
  }
}
