import FlowDiagnosis

/// How long handshakes took: a histogram over a logarithmic axis, with the quantiles marked.
struct HandshakeChart {
  /// What was counted.
  let handshakes: DurationHistogram
  /// The language of the words.
  let language: Language

  private static let width = 520
  private static let base = 130

  /// Appends the chart in a card; nothing to draw is said.
  func append(to output: inout OctetBuffer) {
    output.append("<section class=\"card\"><h3>")
    output.append(Words("Handshake times", ko: "handshake 시간").text(in: language))
    output.append("</h3>")
    defer { output.append("</section>") }
    guard let median = handshakes.quantile(permille: 500), let ninety = handshakes.quantile(permille: 900),
      let slow = handshakes.quantile(permille: 990)
    else { return output.element("p", class: "dim") { $0.append("–") } }
    output.element("p", class: "mono") { line in
      for (name, time) in [("p50 ", median), (" · p90 ", ninety), (" · p99 ", slow)] {
        line.append(string: name)
        line.append(duration: time, unicode: true, in: language)
      }
    }
    appendBars(marks: [median, ninety, slow], to: &output)
  }

  // Eight bars for each power of ten, from 1 µs on.
  private static func place(of nanoseconds: Int64) -> Int {
    var value = max(nanoseconds, 1_000)
    var decade = 0
    while value >= 10_000 {
      value /= 10
      decade += 1
    }
    let steps: [Int64] = [1_000, 1_334, 1_778, 2_371, 3_162, 4_217, 5_623, 7_499]
    return decade * 8 + (steps.lastIndex { $0 <= value } ?? 0)
  }

  private func appendBars(marks: [Int64], to output: inout OctetBuffer) {
    var bars: [Int: UInt64] = [:]
    handshakes.forEachBucket { bars[Self.place(of: $0), default: 0] += $1 }
    guard let least = bars.keys.min(), let most = bars.keys.max(), let highest = bars.values.max() else { return }
    let first = least / 8 * 8
    let last = most / 8 * 8 + 8
    let step = Self.width / max(last - first, 1)
    var drawing = Drawing(output: output)
    drawing.begin(width: Self.width, height: Self.base + 20)
    for (place, count) in bars.sorted(by: { $0.key < $1.key }) {
      let height = max(1, Int(count * 110 / highest))
      drawing.rectangle((place - first) * step, Self.base - height, max(step - 1, 1), height, "fill")
    }
    for mark in marks {
      let x = (Self.place(of: mark) - first) * step + step / 2
      drawing.line(x, 10, x, Self.base, "mark")
    }
    drawing.line(0, Self.base, Self.width, Self.base, "axis")
    for decade in first / 8...last / 8 {
      var time: Int64 = 1_000
      for _ in 0..<decade { time *= 10 }
      let x = (decade * 8 - first) * step
      drawing.text(min(max(x, 24), Self.width - 24), Self.base + 14) { $0.append(axis: time) }
    }
    drawing.end()
    output = drawing.output
  }
}

extension OctetBuffer {
  /// Appends a power of ten of nanoseconds, such as "10 ms".
  fileprivate mutating func append(axis nanoseconds: Int64) {
    let units: [(Int64, StaticString)] = [(1_000_000_000, " s"), (1_000_000, " ms"), (1_000, " µs")]
    for (size, name) in units where nanoseconds >= size {
      append(decimal: nanoseconds / size)
      return append(name)
    }
  }
}
