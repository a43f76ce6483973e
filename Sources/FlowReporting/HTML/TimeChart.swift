import FlowDiagnosis

/// When connections began, which of them failed, and when something was found.
struct TimeChart {
  /// What was counted.
  let time: TimeBins
  /// The language of the words.
  let language: Language

  private static let width = 520
  private static let base = 100

  /// Appends the chart in a card.
  func append(to output: inout OctetBuffer) {
    output.append("<section class=\"card\"><h3>")
    output.append(
      Words("Openings, failures (red) and findings over time", ko: "시간별 연결 시도, 실패(빨강), 발견 사항").text(in: language))
    output.append("</h3>")
    defer { output.append("</section>") }
    let bins = time.used
    guard let start = time.start, let highest = bins.map(\.opened).max() else { return }
    let step = max(Self.width / bins.count, 1)
    let most = max(bins.map(\.findings).max() ?? 0, 1)
    var drawing = Drawing(output: output)
    drawing.begin(width: Self.width, height: Self.base + 50)
    for (index, bin) in bins.enumerated() {
      let width = max(step - 1, 1)
      let height = Self.share(bin.opened, of: max(highest, 1), 85)
      let failed = Self.share(bin.failed, of: max(highest, 1), 85)
      drawing.rectangle(index * step, Self.base - height, width, height, "fill")
      drawing.rectangle(index * step, Self.base - failed, width, failed, "bad")
      let found = Self.share(bin.findings, of: most, 24)
      drawing.rectangle(index * step, Self.base + 4, width, found, "bad")
    }
    drawing.line(0, Self.base, Self.width, Self.base, "axis")
    drawing.text(0, Self.base + 44, anchor: "start") { $0.append(rfc3339: start) }
    drawing.text(Self.width, Self.base + 44, anchor: "end") {
      $0.append("+ ")
      $0.append(duration: time.width &* Int64(bins.count), unicode: true, in: language)
    }
    drawing.end()
    output = drawing.output
  }

  private static func share(_ value: UInt64, of most: UInt64, _ height: UInt64) -> Int {
    value == 0 ? 0 : max(2, Int(value * height / most))
  }
}
