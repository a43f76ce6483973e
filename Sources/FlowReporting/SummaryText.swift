import FlowDiagnosis
import FlowTracking

/// The last lines of text: how far the capture can be trusted, and what was found in it.
struct SummaryText {
  /// What the run counted.
  let statistics: RunStatistics
  /// How it is to look.
  let settings: TextSettings

  private static let indent = 13

  /// Whether one line says it all.
  var isClean: Bool {
    statistics.count(of: Severity.error) == 0 && statistics.count(of: Severity.warning) == 0
      && statistics.quality == .good
  }

  /// Appends the summary: one line for a clean capture.
  func append(to output: inout OctetBuffer) {
    if isClean {
      appendClean(to: &output)
    } else {
      for (name, text) in parts { line(name, text, to: &output) }
    }
    for story in statistics.stories { StoryText(story: story, settings: settings).append(to: &output) }
  }

  /// What was captured and how the openings went, a line each, without a terminal's layout.
  var circumstances: [String] {
    parts.dropLast().map { "\($0.name): \($0.text)" }
  }

  private var parts: [(name: StaticString, text: String)] {
    var parts: [(name: StaticString, text: String)] = [
      ("capture", captureText), ("connections", connectionsText(noun: "")),
    ]
    if let handshakes = handshakesText { parts.append(("handshakes", handshakes)) }
    parts.append(("findings", findingsText))
    return parts
  }

  private func line(_ name: StaticString, _ text: String, to output: inout OctetBuffer) {
    let start = output.count
    output.append(.dim, settings.style) { $0.append(name) }
    output.pad(since: start, to: Self.indent)
    output.append(wrapped: text, since: start, indent: Self.indent, width: settings.width)
    output.endLine()
  }

  private func appendClean(to output: inout OctetBuffer) {
    output.append(wrapped: cleanText, since: output.count, indent: 2, width: settings.width)
    output.endLine()
  }

  private var cleanText: String {
    var text = statistics.connections == 0 ? "no TCP connections" : "nothing wrong"
    text += " in \(count(statistics.packets, "packet"))"
    if statistics.connections > 0 { text += ": \(connectionsText(noun: " connection"))" }
    if let handshakes = handshakesText { text += "; handshakes \(handshakes)" }
    let notes = statistics.count(of: Severity.note)
    if notes > 0 { text += "; \(count(notes, "note"))" }
    if statistics.live != nil { text += "; 0 dropped" }
    return text
  }

  private var captureText: String {
    var text = "\(statistics.quality.name): \(count(statistics.packets, "packet"))"
    if let first = statistics.firstPacketTime, let last = statistics.lastPacketTime, last > first {
      text += " in \(duration(last - first))"
    }
    let odd: [(UInt64, String)] = [
      (statistics.connectionsWithGaps, "with packets missing"),
      (statistics.connectionsWithDuplicates, "with packets captured twice"),
      (statistics.oneSidedConnections, "seen in one direction only"),
    ]
    for (number, what) in odd where number > 0 { text += ", \(count(number, "connection")) \(what)" }
    if statistics.connectionsWithGaps == 0 { text += ", no gaps" }
    if statistics.connectionsWithDuplicates == 0 { text += ", no duplicates" }
    if statistics.offloadedSegments > 0 { text += ", \(count(statistics.offloadedSegments, "offloaded segment"))" }
    if statistics.clockStepsBack > 0 { text += ", clock stepped back \(count(statistics.clockStepsBack, "time"))" }
    if statistics.live != nil { text += ", \(grouped(statistics.droppedPackets)) dropped" }
    for (reason, number) in statistics.undecoded { text += ", \(grouped(number)) \(reason)" }
    return text
  }

  private func connectionsText(noun: String) -> String {
    var text = grouped(statistics.connections) + noun + (noun.isEmpty || statistics.connections == 1 ? "" : "s")
    let outcomes: [(HandshakeOutcome, String)] = [
      (.completed, "completed"), (.refused, "refused"), (.rejected, "rejected by ICMP"), (.unanswered, "unanswered"),
      (.halfOpen, "half-open"), (.reset, "reset while opening"), (.unseen, "opened before the capture"),
    ]
    let counted = outcomes.filter { statistics.count(of: $0.0) > 0 }
    // One word for all of them needs no number.
    if counted.count == 1 {
      text += statistics.connections > 1 ? ", all \(counted[0].1)" : ", \(counted[0].1)"
    } else if !counted.isEmpty {
      text += ": " + counted.map { "\(grouped(statistics.count(of: $0.0))) \($0.1)" }.joined(separator: ", ")
    }
    if statistics.evictedConnections > 0 { text += "; \(grouped(statistics.evictedConnections)) ended by a limit" }
    return text
  }

  private var handshakesText: String? {
    guard let median = statistics.handshakes.quantile(permille: 500),
      let slow = statistics.handshakes.quantile(permille: 990)
    else { return nil }
    return statistics.handshakes.count == 1 ? duration(median) : "p50 \(duration(median)), p99 \(duration(slow))"
  }

  private var findingsText: String {
    let counts = Severity.allCases.reversed().compactMap { severity in
      let number = statistics.count(of: severity)
      return number > 0 ? count(number, severity.name) : nil
    }
    guard !counts.isEmpty else { return "none" }
    let codes = FindingCode.allCases.map { ($0.rawValue, statistics.count(of: $0)) }.filter { $0.1 > 0 }
    let names = codes.sorted { $0.1 > $1.1 }.map { $0.1 > 1 ? "\(grouped($0.1)) \($0.0)" : $0.0 }
    return counts.joined(separator: ", ") + ": " + names.joined(separator: ", ")
  }

  private func count(_ number: UInt64, _ noun: String) -> String {
    "\(grouped(number)) \(noun)\(number == 1 ? "" : "s")"
  }

  private func grouped(_ number: UInt64) -> String {
    written { $0.append(grouped: number) }
  }

  private func duration(_ nanoseconds: Int64) -> String {
    written { $0.append(duration: nanoseconds, unicode: settings.unicode) }
  }

  private func written(_ body: (inout OctetBuffer) -> Void) -> String {
    var buffer = OctetBuffer()
    body(&buffer)
    return String(decoding: buffer.octets, as: UTF8.self)
  }
}
