/// Durations as people type them: "50ms", "1.5 s", "200us".
package enum DurationText {
  private static let units: [(name: String, nanoseconds: Int64)] = [
    ("ns", 1), ("us", 1_000), ("µs", 1_000), ("ms", 1_000_000), ("min", 60_000_000_000), ("s", 1_000_000_000),
  ]

  /// The names of the units.
  static var unitNames: [String] { units.map(\.name) }

  /// The nanoseconds of `text`, a decimal number and a unit; nil for anything else, or for more than 292 years.
  package static func nanoseconds(_ text: some StringProtocol) -> Int64? {
    guard let unit = units.first(where: { text.hasSuffix($0.name) }) else { return nil }
    let number = text.dropLast(unit.name.count)
    let parts = number.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, !whole.isEmpty, let seconds = UInt64(whole), number.first?.isNumber == true else {
      return nil
    }
    let (scaled, overflow) = seconds.multipliedReportingOverflow(by: UInt64(unit.nanoseconds))
    guard !overflow, var result = Int64(exactly: scaled) else { return nil }
    guard parts.count == 2 else { return result }
    guard !parts[1].isEmpty, parts[1].utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    var digit = unit.nanoseconds
    for octet in parts[1].utf8.prefix(12) {
      result &+= Int64(octet - 0x30) * digit / 10
      digit /= 10
    }
    return result
  }
}
