import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// The last lines of text: how far the capture can be trusted, and what was found in it.
struct SummaryText {
  /// What the run counted.
  let statistics: RunStatistics
  /// How it is to look.
  let settings: TextSettings

  /// The connections by group; nil where they were not counted so.
  var groups: GroupText?

  /// Whether the verdict on the capture has been given before.
  var isCaptureTold = false

  private static let indent = 13
  private static let shownFiles = 16

  /// Whether one line says it all.
  var isClean: Bool {
    statistics.count(of: Severity.error) == 0 && statistics.count(of: Severity.warning) == 0
      && statistics.quality == .good
  }

  /// Appends the summary: one line for a clean capture.
  func append(to output: inout OctetBuffer) {
    if !statistics.sources.isEmpty { line(Words("files", ko: "파일"), filesText, to: &output) }
    if statistics.interfaces.contains(where: { !$0.interface.name.isEmpty }) {
      line(Words("interfaces", ko: "인터페이스"), interfacesText, to: &output)
    }
    if isClean {
      appendClean(to: &output)
    } else {
      for (name, text) in isCaptureTold ? parts.dropFirst() : parts[...] { line(name, text, to: &output) }
    }
    if let groups, groups.isOfUse { groups.appendTable(to: &output) }
    for story in statistics.stories { StoryText(story: story, settings: settings).append(to: &output) }
  }

  /// What was captured and how the openings went, a line each, without a terminal's layout.
  var circumstances: [String] {
    parts.dropLast().map { "\($0.name.text(in: language)): \($0.text)" }
  }

  private var parts: [(name: Words, text: String)] {
    var parts: [(name: Words, text: String)] = [
      (Words("capture", ko: "캡처"), captureText), (Words("connections", ko: "연결"), connectionsText(noun: "")),
    ]
    if let handshakes = handshakesText { parts.append((Words("handshakes", ko: "handshake"), handshakes)) }
    parts.append((Words("findings", ko: "진단"), findingsText))
    if let groups, groups.isOfUse, let trouble = groups.trouble { parts.append((Words("trouble", ko: "문제"), trouble)) }
    return parts
  }

  /// Appends the verdict on the capture alone, for those who read on.
  func appendCapture(to output: inout OctetBuffer) {
    if let first = parts.first { line(first.name, first.text, to: &output) }
  }

  private func line(_ name: Words, _ text: String, to output: inout OctetBuffer) {
    let start = output.count
    output.append(.dim, settings.style) { $0.append(name, in: language) }
    output.pad(since: start, to: Self.indent)
    output.append(wrapped: text, since: start, indent: Self.indent, width: settings.width)
    output.endLine()
  }

  private func appendClean(to output: inout OctetBuffer) {
    output.append(wrapped: cleanText, since: output.count, indent: 2, width: settings.width)
    output.endLine()
  }

  private var cleanText: String {
    let packets = count(statistics.packets, "packet", "패킷")
    var text =
      statistics.connections == 0
      ? say("no TCP connections in \(packets)", "\(packets), TCP 연결 없음")
      : say("nothing wrong in \(packets)", "\(packets), 이상 없음")
    if statistics.connections > 0 { text += ": \(connectionsText(noun: " connection"))" }
    if let handshakes = handshakesText { text += say("; handshakes \(handshakes)", "; handshake \(handshakes)") }
    let notes = statistics.count(of: Severity.note)
    if notes > 0 { text += "; \(count(notes, "note", "참고"))" }
    if statistics.live != nil { text += say("; 0 dropped", "; 놓친 패킷 없음") }
    return text
  }

  /// The files with the numbers that frames name them by.
  private var filesText: String {
    let shown = statistics.sources.prefix(Self.shownFiles).enumerated().map { index, name in
      "\(index + 1) " + written { $0.append(safe: name) }
    }
    let more = statistics.sources.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? say(" and \(more) more", " 외 \(more)개") : "")
  }

  /// The interfaces that packets came from or were dropped at, the busiest first.
  private var interfacesText: String {
    let used = statistics.interfaces.filter { $0.packets > 0 || $0.dropped > 0 }.sorted { $0.packets > $1.packets }
    let shown = used.prefix(Self.shownFiles).map { tally in
      let name = String(decoding: tally.interface.name, as: UTF8.self)
      var text =
        name.isEmpty ? say("one without a name", "이름 없음") : written { $0.append(safe: String(name.prefix(64))) }
      text += " (\(count(tally.packets, "packet", "패킷"))"
      if tally.dropped > 0 { text += say(", \(grouped(tally.dropped)) dropped", ", 놓친 패킷 \(grouped(tally.dropped))개") }
      return text + ")"
    }
    let more = used.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? say(" and \(more) more", " 외 \(more)개") : "")
  }

  private var captureText: String {
    var text = "\(statistics.quality.name(in: language)): "
    let packets = count(statistics.packets, "packet", "패킷")
    if let first = statistics.firstPacketTime, let last = statistics.lastPacketTime, last > first {
      text += say("\(packets) in \(duration(last - first))", "\(duration(last - first)) 동안 \(packets)")
    } else {
      text += packets
    }
    if statistics.cutHeaders > 0 {
      let segments = count(statistics.cutHeaders, "segment", "segment")
      text += say(
        ", \(segments) cut off within the TCP header (capture with a larger snap length)",
        ", TCP header가 잘린 \(segments)(더 큰 snap length로 캡처해야 함)")
    }
    let odd: [(UInt64, String, String)] = [
      (statistics.connectionsWithGaps, "with packets missing", "에 빠진 패킷 있음"),
      (statistics.connectionsWithDuplicates, "with packets captured twice", "에 두 번 캡처된 패킷 있음"),
      (statistics.oneSidedConnections, "seen in one direction only", "는 한 방향만 보임"),
    ]
    for (number, english, korean) in odd where number > 0 {
      let connections = count(number, "connection", "연결")
      text += say(", \(connections) \(english)", ", \(connections)\(korean)")
    }
    if statistics.isCutShort { text += say(", cut short", ", 끝이 잘림") }
    if statistics.connectionsWithGaps == 0 { text += say(", no gaps", ", 빠진 패킷 없음") }
    if statistics.connectionsWithDuplicates == 0 { text += say(", no duplicates", ", 중복 없음") }
    if statistics.offloadedSegments > 0 {
      text += ", \(count(statistics.offloadedSegments, "offloaded segment", "offload된 segment"))"
    }
    if statistics.clockStepsBack > 0 {
      let times = grouped(statistics.clockStepsBack)
      text += say(
        ", clock stepped back \(count(statistics.clockStepsBack, "time", ""))", ", 시계가 \(times)번 뒤로 감")
      if statistics.largestStepBack > 0 {
        let step = duration(statistics.largestStepBack)
        text += say(" by at most \(step)", "(최대 \(step))")
      }
    }
    if statistics.clockLeaps > 0 {
      let leaps = count(statistics.clockLeaps, "leap", "")
      text += say(
        ", \(leaps) of the clock over an hour forward", ", 시계가 한 시간 넘게 앞으로 뛴 것 \(grouped(statistics.clockLeaps))번")
    }
    if statistics.damagedSegments > 0 {
      text += ", \(count(statistics.damagedSegments, "damaged segment", "손상된 segment"))"
    }
    text += offloadText
    if statistics.live != nil || statistics.droppedPackets > 0 {
      let dropped = grouped(statistics.droppedPackets)
      text += say(", \(dropped) dropped", ", 놓친 패킷 \(dropped)개")
    }
    for (reason, number) in statistics.undecoded {
      text += say(
        ", \(grouped(number)) \(reason)", ", \(DecodeStatus.text(of: reason, in: .korean)) \(grouped(number))개")
    }
    return text
  }

  private var offloadText: String {
    let hosts = statistics.offloadingHosts.prefix(3).map { host in written { $0.append(host) } }.joined(separator: ", ")
    guard !hosts.isEmpty else { return "" }
    let more = statistics.offloadingHosts.count - 3
    return say(
      ", checksums of \(hosts)\(more > 0 ? " and \(more) more" : "") not filled in (offload)",
      ", \(hosts)\(more > 0 ? " 외 \(more)개 호스트" : "")의 checksum은 채워지지 않음(offload)")
  }

  private func connectionsText(noun: String) -> String {
    var text = grouped(statistics.connections)
    switch language {
    case .english: text += noun + (noun.isEmpty || statistics.connections == 1 ? "" : "s")
    case .korean: text = (noun.isEmpty ? "" : "연결 ") + text + "개"
    }
    let outcomes: [(HandshakeOutcome, String, String)] = [
      (.completed, "completed", "완료"), (.refused, "refused", "거부"), (.rejected, "rejected by ICMP", "ICMP로 거절"),
      (.unanswered, "unanswered", "응답 없음"), (.halfOpen, "half-open", "half-open"),
      (.reset, "reset while opening", "여는 중 reset"), (.unseen, "opened unseen", "연결 과정이 캡처되지 않음"),
    ]
    let counted = outcomes.filter { statistics.count(of: $0.0) > 0 }
    // One word for all of them needs no number.
    if counted.count == 1 {
      let isMany = statistics.connections > 1
      text += say("\(isMany ? ", all" : ",") \(counted[0].1)", "\(isMany ? ", 모두" : ",") \(counted[0].2)")
    } else if !counted.isEmpty {
      text += ": "
      text += counted.map { outcome in
        let number = grouped(statistics.count(of: outcome.0))
        return say("\(number) \(outcome.1)", "\(outcome.2) \(number)")
      }.joined(separator: ", ")
    }
    if statistics.evictedConnections > 0 {
      let evicted = grouped(statistics.evictedConnections)
      text += say("; \(evicted) ended by a limit", "; 한도 때문에 \(evicted)개 중단")
    }
    if statistics.connectionsWithoutFindings > 0 {
      let count = grouped(statistics.connectionsWithoutFindings)
      text += say("; findings on the data of \(count) not kept", "; \(count)개는 데이터 진단을 보관하지 못함")
    }
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
      return number > 0 ? count(number, severity.name, severity.name(in: .korean)) : nil
    }
    guard !counts.isEmpty else { return say("none", "없음") }
    let codes = FindingCode.allCases.map { ($0.rawValue, statistics.count(of: $0)) }.filter { $0.1 > 0 }
    let names = codes.sorted { $0.1 > $1.1 }.map { $0.1 > 1 ? "\(grouped($0.1)) \($0.0)" : $0.0 }
    return counts.joined(separator: ", ") + ": " + names.joined(separator: ", ")
  }

  private var language: Language { settings.language }

  private func say(_ english: String, _ korean: String) -> String {
    language == .korean ? korean : english
  }

  /// "1 packet", "2 packets"; "패킷 2개" in Korean.
  private func count(_ number: UInt64, _ noun: String, _ korean: String) -> String {
    say("\(grouped(number)) \(noun)\(number == 1 ? "" : "s")", "\(korean) \(grouped(number))개")
  }

  private func grouped(_ number: UInt64) -> String {
    written { $0.append(grouped: number) }
  }

  private func duration(_ nanoseconds: Int64) -> String {
    written { $0.append(duration: nanoseconds, unicode: settings.unicode, in: language) }
  }

  private func written(_ body: (inout OctetBuffer) -> Void) -> String {
    var buffer = OctetBuffer()
    body(&buffer)
    return String(decoding: buffer.octets, as: UTF8.self)
  }
}
