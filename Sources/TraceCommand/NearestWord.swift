import PacketCapture

/// The word that somebody probably meant.
enum NearestWord {
  /// The nearest of `candidates` to `word`; nil where none is near.
  static func of(_ word: some StringProtocol, among candidates: [String]) -> String? {
    let distances = candidates.map { ($0, EditDistance.between(word, $0)) }
    guard let (nearest, distance) = distances.min(by: { $0.1 < $1.1 }) else { return nil }
    return distance <= max(1, min(word.count, nearest.count) / 3) ? nearest : nil
  }
}
