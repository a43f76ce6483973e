/// Ranges of addresses that are free, in their order; no two are side by side.
struct FreeRanges {
  private var ranges: [Range<UInt>] = []

  /// Takes so many `octets` off the first range that has as many, and returns where they begin; nil where none has.
  mutating func take(_ octets: UInt) -> UInt? {
    guard let place = ranges.firstIndex(where: { $0.upperBound - $0.lowerBound >= octets }) else { return nil }
    let range = ranges[place]
    let left = range.lowerBound + octets..<range.upperBound
    if left.isEmpty { ranges.remove(at: place) } else { ranges[place] = left }
    return range.lowerBound
  }

  /// Adds `range`, which may be empty, and no part of which is free yet.
  mutating func giveBack(_ range: Range<UInt>) {
    if range.isEmpty { return }
    // The first that is behind it.
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].lowerBound < range.lowerBound { low = middle + 1 } else { high = middle }
    }
    var joined = range
    var replaced = low..<low
    if low > 0, ranges[low - 1].upperBound == range.lowerBound {
      joined = ranges[low - 1].lowerBound..<joined.upperBound
      replaced = low - 1..<replaced.upperBound
    }
    if low < ranges.count, ranges[low].lowerBound == range.upperBound {
      joined = joined.lowerBound..<ranges[low].upperBound
      replaced = replaced.lowerBound..<low + 1
    }
    ranges.replaceSubrange(replaced, with: CollectionOfOne(joined))
  }
}
