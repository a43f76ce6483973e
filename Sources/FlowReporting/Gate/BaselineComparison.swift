import FlowDiagnosis

/// A run held against a baseline.
///
/// Servers are paired by address and port, then, where an address is gone, by port; connections of a server by their meaning, then, those
/// without a match, in order. So new client ports, other addresses and another order are no differences.
///
/// The facts are told in the words of the file, whatever the language.
struct BaselineComparison {
  private static let shown = 50

  /// How many things differ.
  private(set) var count = 0
  private var lines: [String] = []
  private var notes: [String] = []
  private let tolerance: Tolerance?
  private let language: Language

  /// The comparison of `actual` with `expected`; of times too where a tolerance is given.
  init(expected: Baseline, actual: Baseline, tolerance: Tolerance?, language: Language) {
    self.language = language
    self.tolerance = tolerance
    var rest = Dictionary(actual.groups.map { ($0.name, $0) }) { first, _ in first }
    var unmatched: [Baseline.Group] = []
    var pairs: [(Baseline.Group, Baseline.Group)] = []
    for group in expected.groups {
      if let same = rest.removeValue(forKey: group.name) {
        pairs.append((group, same))
      } else {
        unmatched.append(group)
      }
    }
    var moved = actual.groups.filter { rest[$0.name] != nil }
    for group in unmatched {
      if let index = moved.firstIndex(where: { $0.port == group.port }) {
        let name = moved[index].name
        notes.append(
          say(
            "server \(group.name) is \(name) now, which is not counted as a difference",
            "서버 \(group.name)의 주소가 이제 \(name)이며, 차이로 세지 않습니다"))
        pairs.append((group, moved.remove(at: index)))
      } else {
        pairs.append((group, Baseline.Group(address: group.address, port: group.port)))
      }
    }
    for (expected, actual) in pairs { compare(expected, actual) }
    for group in moved { compare(Baseline.Group(address: group.address, port: group.port), group) }
  }

  /// The differences in lines for people; nil where there are none.
  var text: String? {
    guard count > 0 else { return nil }
    var result = lines.prefix(Self.shown * 8)
    if lines.count > result.count {
      let more = lines.count - result.count
      result.append(say("and \(more) more lines", "외 \(more)줄"))
    }
    let heading = say(count == 1 ? "1 difference" : "\(count) differences", "차이 \(count)개")
    return ([heading] + result + notes).joined(separator: "\n")
  }

  private mutating func compare(_ expected: Baseline.Group, _ actual: Baseline.Group) {
    var missing: [Baseline.Entry] = []
    var new = tolerance == nil ? actual.entries : actual.entries.sorted(by: Self.isFaster)
    var found: [String] = []
    // The fastest with the fastest: the order of connections is no difference.
    for var entry in tolerance == nil ? expected.entries : expected.entries.sorted(by: Self.isFaster) {
      while entry.count > 0, let index = new.firstIndex(where: { $0.meaning == entry.meaning && $0.count > 0 }) {
        let matched = min(entry.count, new[index].count)
        entry.count -= matched
        found += difference(of: new[index], from: entry)
        new[index].count -= matched
      }
      if entry.count > 0 { missing.append(entry) }
    }
    new.removeAll { $0.count == 0 }
    while var old = missing.first, var other = new.first {
      let paired = min(old.count, other.count)
      found += change(from: old, to: other, count: paired)
      old.count -= paired
      other.count -= paired
      missing[0] = old
      new[0] = other
      if old.count == 0 { missing.removeFirst() }
      if other.count == 0 { new.removeFirst() }
    }
    for entry in missing { found += report(say("missing", "없어짐"), "-", entry) }
    for entry in new { found += report(say("new", "새로 생김"), "+", entry) }
    if !found.isEmpty { lines += ["", say("server", "서버") + " \(actual.name)"] + found }
  }

  private static func isFaster(_ one: Baseline.Entry, _ other: Baseline.Entry) -> Bool {
    (one.times?.handshake ?? .max, one.times?.duration ?? .max)
      < (other.times?.handshake ?? .max, other.times?.duration ?? .max)
  }

  private mutating func change(from old: Baseline.Entry, to new: Baseline.Entry, count paired: UInt64) -> [String] {
    count += 1
    var result = ["  " + say("changed", "바뀜") + ": " + title(new, count: paired)]
    let gone = old.meaning.filter { !new.meaning.contains($0) }
    let come = new.meaning.filter { !old.meaning.contains($0) }
    // Old and new of one fact stand together.
    var rest = come
    for line in gone {
      result.append("    - " + line)
      let word = line.prefix { $0 != " " }
      if word != "finding", let index = rest.firstIndex(where: { $0.prefix { $0 != " " } == word }) {
        result.append("    + " + rest.remove(at: index))
      }
    }
    return result + rest.map { "    + " + $0 }
  }

  private mutating func report(_ what: String, _ sign: String, _ entry: Baseline.Entry) -> [String] {
    count += 1
    return ["  \(what): " + title(entry, count: entry.count)] + entry.meaning.map { "    \(sign) " + $0 }
  }

  private mutating func difference(of actual: Baseline.Entry, from expected: Baseline.Entry) -> [String] {
    guard let tolerance, let now = actual.times, let before = expected.times else { return [] }
    var isSame = tolerance.allows(now.duration, insteadOf: before.duration)
    if let now = now.handshake, let before = before.handshake, !tolerance.allows(now, insteadOf: before) {
      isSame = false
    }
    if isSame { return [] }
    count += 1
    return ["  " + say("times", "시간") + ": " + title(actual, count: 1), "    - " + before.text, "    + " + now.text]
  }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  private func title(_ entry: Baseline.Entry, count: UInt64) -> String {
    let number = say("connection", "연결") + (entry.number > 0 ? " \(entry.number)" : "")
    switch language {
    case .english: return "\(number) from \(entry.client)" + (count > 1 ? " and \(count - 1) more like it" : "")
    case .korean: return "\(entry.client)에서 온 \(number)" + (count > 1 ? " 외 같은 것 \(count - 1)개" : "")
    }
  }
}
