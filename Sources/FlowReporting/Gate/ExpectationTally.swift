import FlowDiagnosis
import FlowTracking

/// Holds connections against one line of an expectation file; in memory that does not grow with their number.
struct ExpectationTally {
  /// A connection that does not meet a condition.
  typealias Example = (record: ConnectionRecord, findings: [Finding], value: Int64)

  private struct Count {
    var having: UInt64 = 0
    var durations = DurationHistogram()
    var example: Example?
  }

  private let expectation: Expectation
  private let countsConnections: Bool
  private var total: UInt64 = 0
  private var counts: [Count]

  /// Nothing counted.
  init(_ expectation: Expectation) {
    self.expectation = expectation
    countsConnections = expectation.countsConnections
    counts = expectation.assertions.map { _ in Count() }
  }

  /// Takes in a connection.
  mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    guard expectation.selection.matches(record) else { return }
    total += 1
    for index in counts.indices {
      var value: Int64 = 0
      let isBad: Bool
      switch expectation.assertions[index].check {
      case .all(let property):
        let has = property.holds(for: record, findings)
        if has { counts[index].having += 1 }
        isBad = !has
      case .none(let property), .atMost(_, let property), .exactly(_, let property):
        let has = property.holds(for: record, findings)
        if has { counts[index].having += 1 }
        isBad = has
      case .atLeast(_, let property):
        if property.holds(for: record, findings) { counts[index].having += 1 }
        isBad = false
      case .quantile(let metric, _, let limit, _):
        guard let duration = metric.value(of: record) else { continue }
        counts[index].durations.add(duration)
        value = duration
        isBad = duration >= limit
      }
      // The first that is bad, or the slowest.
      guard isBad, counts[index].example.map({ value > $0.value }) ?? true else { continue }
      counts[index].example = (record, findings, value)
    }
  }

  /// A verdict a condition; `ladder` draws the connection that stands for the failing ones.
  func verdicts(file: String, language: Language, ladder: (Example) -> String) -> [Verdict] {
    counts.indices.map { index in
      let assertion = expectation.assertions[index]
      var failure = failure(of: assertion.check, counts[index], in: language)
      if failure != nil {
        failure = "\(file):\(expectation.line): " + (failure ?? "")
        if let example = counts[index].example { failure = (failure ?? "") + "\n" + ladder(example) }
      }
      return Verdict(gate: "expect", name: "\(expectation.subject): \(assertion.text)", failure: failure)
    }
  }

  private func failure(of check: Expectation.Check, _ count: Count, in language: Language) -> String? {
    let isKorean = language == .korean
    if total == 0 && !countsConnections {
      return isKorean
        ? "해당하는 연결이 없습니다. 없는 것이 맞다면 \"exactly 0\"이나 \"at least 0\"이라고 쓰십시오"
        : "no connection matches; where that is right, say so: \"exactly 0\", or \"at least 0\""
    }
    let found = isKorean ? "\(total)개 중 \(count.having)개입니다" : "there are \(count.having) of \(total)"
    switch check {
    case .all:
      let others = total - count.having
      return count.having == total ? nil : isKorean ? "\(total)개 중 \(others)개가 아닙니다" : "\(others) of \(total) are not"
    case .none:
      return count.having == 0
        ? nil : isKorean ? "\(total)개 중 \(count.having)개가 그렇습니다" : "\(count.having) of \(total) are or have it"
    case .atLeast(let amount, _): return amount.compare(count.having, of: total) >= 0 ? nil : found
    case .atMost(let amount, _): return amount.compare(count.having, of: total) <= 0 ? nil : found
    case .exactly(let amount, _): return amount.compare(count.having, of: total) == 0 ? nil : found
    case .quantile(_, let permille, let limit, let isStrict):
      guard let value = count.durations.quantile(permille: permille) else {
        if total == 0 { return nil }
        return isKorean ? "연결 \(total)개 중 시간을 잴 수 있는 것이 없습니다" : "none of \(total) connections could be timed"
      }
      if isStrict ? value < limit : value <= limit { return nil }
      var text = OctetBuffer()
      text.append(duration: value, unicode: false, in: language)
      let (duration, number) = (String(decoding: text.octets, as: UTF8.self), count.durations.count)
      return isKorean
        ? "연결 \(number)개에서 잰 값은 \(duration)입니다"
        : "it is \(duration), over \(number) connection\(number == 1 ? "" : "s")"
    }
  }
}
