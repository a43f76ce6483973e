/// How far two words are apart.
package enum EditDistance {
  /// The least number of letters inserted, left out, replaced, or swapped with a neighbour, that turn one word into the
  /// other (optimal string alignment).
  package static func between(_ left: some StringProtocol, _ right: some StringProtocol) -> Int {
    let left = Array(left.utf8)
    let right = Array(right.utf8)
    if left.isEmpty || right.isEmpty { return left.count + right.count }
    var beforePrevious = [Int](repeating: 0, count: right.count + 1)
    var previous = Array(0...right.count)
    for (row, letter) in left.enumerated() {
      var current = [row + 1]
      for (column, other) in right.enumerated() {
        let replaced = previous[column] + (letter == other ? 0 : 1)
        var least = min(replaced, previous[column + 1] + 1, current[column] + 1)
        if row > 0 && column > 0 && letter == right[column - 1] && left[row - 1] == other {
          least = min(least, beforePrevious[column - 1] + 1)
        }
        current.append(least)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[right.count]
  }

  /// The candidate nearest to `word`, the first among equals; nil where none is near enough to be meant: one letter off
  /// in a word of up to three, two in a longer one.
  package static func nearest(to word: some StringProtocol, among candidates: [String]) -> String? {
    var best: (candidate: String, distance: Int)?
    for candidate in candidates {
      let distance = between(word, candidate)
      if distance < best?.distance ?? (word.utf8.count <= 3 ? 2 : 3) {
        best = (candidate, distance)
      }
    }
    return best?.candidate
  }
}
