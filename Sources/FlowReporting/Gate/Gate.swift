package import FlowDiagnosis
package import FlowTracking

/// What a run is held against, in CI: findings that fail it, a baseline, expectations.
package struct GateConditions: Sendable {
  /// Findings that fail the run; nil for none.
  package var failOn: FailOn?
  /// What an earlier run came to, and what its file is called.
  package var baseline: (file: String, content: Baseline)?
  /// How far durations may differ from the baseline's; nil where they are not compared.
  package var tolerance: Tolerance?
  /// What is asked of the connections, and what the file is called.
  package var expectations: (file: String, content: [Expectation])?
  /// Whether a baseline of this run is to be made; true with times.
  package var records: (baseline: Bool, times: Bool) = (false, false)
  /// How ladders in verdicts are drawn.
  package var settings = TextSettings()

  /// No conditions.
  package init() {}

  /// Whether a run can fail by them.
  package var canFail: Bool { failOn != nil || baseline != nil || expectations != nil }
}

/// Judges a run while it goes by; a class, so that who made it can ask for the verdicts after the pipeline is done.
package final class Gate: ReportSink {
  private static let annotationLimit = 50

  private let conditions: GateConditions
  private var failOn: FailOnTally?
  private var recorder: BaselineRecorder?
  private var tallies: [ExpectationTally]
  private let collectsAnnotations: Bool
  /// What GitHub is to show at the capture, the first of them, a line each.
  private(set) var annotations = OctetBuffer()
  private var annotationCount = 0
  /// The capture's name; untrusted text.
  package private(set) var source = ""
  /// Whether there was no connection to judge by.
  package private(set) var sawNothing = true

  /// A judge by `conditions`, who also collects GitHub's annotations if asked.
  package init(_ conditions: GateConditions, collectsAnnotations: Bool) {
    self.conditions = conditions
    self.collectsAnnotations = collectsAnnotations
    failOn = conditions.failOn.map { FailOnTally($0, language: conditions.settings.language) }
    let needsBaseline = conditions.baseline != nil || conditions.records.baseline
    let hasTimes = conditions.records.times || conditions.tolerance != nil
    recorder = needsBaseline ? BaselineRecorder(hasTimes: hasTimes) : nil
    tallies = conditions.expectations?.content.map { ExpectationTally($0) } ?? []
  }

  /// Connections with their timelines.
  package var wishes: ReportWishes { [.connections, .timelines] }
  /// Always.
  package var isOfUse: Bool { true }

  /// Notes the capture's name.
  package func begin(_ capture: CaptureDescription) {
    source = capture.source
  }

  /// Nothing.
  package func firstPacket(at time: Int64) {}
  /// Nothing: the verdict on a connection comes with its end.
  package func event(_ event: inout FlowEvent, findings: [Finding], isPlain: Bool) {}

  /// Takes in a connection.
  package func connection(_ record: ConnectionRecord, findings: [Finding]) {
    sawNothing = false
    failOn?.add(record, findings)
    recorder?.add(record, findings)
    for index in tallies.indices { tallies[index].add(record, findings) }
    guard collectsAnnotations else { return }
    for finding in findings where finding.severity > .note {
      annotationCount += 1
      guard annotationCount <= Self.annotationLimit else { continue }
      let trace = FindingTrace(record: record, finding: finding, language: conditions.settings.language)
      GitHubAnnotation(file: source, trace: trace).append(to: &annotations)
    }
  }

  /// Takes in what several connections together show.
  package func end(_ statistics: RunStatistics) {
    for story in statistics.stories {
      failOn?.add(story)
      guard collectsAnnotations, story.severity > .note else { continue }
      annotationCount += 1
      guard annotationCount <= Self.annotationLimit else { continue }
      GitHubAnnotation.append(
        story.severity == .error ? "error" : "warning", file: source, title: story.code.rawValue,
        story.account.text(in: conditions.settings.language),
        to: &annotations)
    }
  }
  /// Nothing.
  package func flushIfDue() {}
  /// Nothing.
  package func flush() {}

  /// The baseline of this run, where one was asked for.
  package var recorded: Baseline? { recorder?.baseline }

  /// Why the baseline of this run is not whole, in a sentence; nil where it is.
  package var baselineLack: String? {
    guard let number = recorder?.leftOut, number > 0 else { return nil }
    return conditions.settings.language == .korean
      ? "연결 \(number)개는 기록할 자리가 없어 baseline에 없습니다. 필터로 줄이십시오"
      : "\(number) connections are not in the baseline, which has no more room: a filter makes them fewer"
  }

  /// What the conditions came to, in the order of the options' description.
  package var verdicts: [Verdict] {
    var result = failOn?.verdicts ?? []
    if let (file, content) = conditions.baseline, let recorder {
      let comparison = BaselineComparison(
        expected: content, actual: recorder.baseline, tolerance: conditions.tolerance,
        language: conditions.settings.language)
      result.append(Verdict(gate: "baseline", name: "as in \(file)", failure: comparison.text ?? baselineLack))
    }
    if let (file, _) = conditions.expectations {
      for tally in tallies {
        result += tally.verdicts(file: file, language: conditions.settings.language, ladder: ladder)
      }
    }
    return result
  }

  /// GitHub's annotations: the findings, then the conditions that are not met.
  package func gitHubAnnotations(_ verdicts: [Verdict]) -> OctetBuffer {
    var result = annotations
    if annotationCount > Self.annotationLimit {
      GitHubAnnotation.append(
        "notice", file: source, title: "more findings",
        conditions.settings.language == .korean
          ? "여기에 보이지 않은 진단 \(annotationCount - Self.annotationLimit)개"
          : "\(annotationCount - Self.annotationLimit) more findings are not shown here", to: &result)
    }
    for verdict in verdicts {
      guard let failure = verdict.failure else { continue }
      GitHubAnnotation.append("error", file: source, title: verdict.name, failure, to: &result)
    }
    return result
  }

  private func ladder(of example: ExpectationTally.Example) -> String {
    var text = OctetBuffer()
    Ladder(record: example.record, findings: example.findings, settings: conditions.settings).append(to: &text)
    for finding in example.findings { FindingText(finding: finding, settings: conditions.settings).append(to: &text) }
    return String(decoding: text.octets, as: UTF8.self)
  }
}
