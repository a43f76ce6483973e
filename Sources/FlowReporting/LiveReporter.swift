package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// Text for people while the capture runs: one line a significant segment, as it happens.
package struct LiveReporter: Reporter {
  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Unless only the summary is asked for.
  package var wantsEvents: Bool { settings.verbosity > .quiet }
  /// Unless only the summary is asked for, and that counts nothing by group.
  package var wantsConnections: Bool { wantsEvents || groups != nil }
  /// Never: what was reported is not said again.
  package var wantsTimelines: Bool { false }
  /// Whether plain data and plain ACKs get a line too.
  package let wantsAllSegments: Bool

  private let settings: TextSettings
  private let glyphs: Glyphs
  private let annotation: Annotation
  private let again = Words(" again", ko: " 다시")
  private var time: TimeWriter
  private var layout: LiveLayout
  private var lastIntroduced: UInt64 = 0
  private var groups: GroupSummary?
  private var comments = CommentBook()
  // What was said of connections that go on, so that it is not repeated when they end.
  private var told: [UInt64: Set<FindingCode>] = [:]
  // Parts of a line that are measured before they are written, and room for each that is used again.
  private var flow = OctetBuffer()
  private var label = OctetBuffer()
  private var note = OctetBuffer()
  // How lines end that mean the same, the note included where it holds no number.
  private var phrases = PhraseBook()

  /// A reporter of a new run.
  package init(settings: TextSettings, allSegments: Bool) {
    self.settings = settings
    wantsAllSegments = allSegments
    groups = settings.grouping.map { GroupSummary($0) }
    glyphs = Glyphs(unicode: settings.unicode)
    annotation = Annotation(unicode: settings.unicode, language: settings.language)
    time = TimeWriter(
      format: settings.timeFormat, utc: settings.utc, digits: settings.verbosity == .verbose ? 6 : 3)
    layout = LiveLayout(width: settings.width, timeWidth: time.columns)
  }

  /// Nothing: the command says on standard error what it listens to.
  package mutating func begin(_ capture: CaptureDescription) {}

  /// Where relative times count from.
  package mutating func firstPacket(at moment: Int64) {
    time.first = moment
  }

  /// Kept for the packet's line.
  package mutating func comments(_ comments: [[UInt8]], frame: UInt64) {
    if wantsEvents { self.comments.add(comments, frame: frame) }
  }

  /// A line for the segment; on a narrow terminal the addresses stand above the first one.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {
    guard wantsEvents else { return }
    for finding in findings { told[event.connection, default: []].insert(finding.code) }
    let flowColumns = setFlow(
      (event.clientAddress, event.clientPort), (event.serverAddress, event.serverPort), from: event.from)
    // What stands behind addresses is kept as it was padded.
    if layout.fit(flow: flowColumns) { phrases = PhraseBook() }
    if !layout.isWide { introduce(event.connection) }

    let start = output.count
    var column = beginLine(event.segment.time, event.connection)
    if layout.isWide {
      output.append(flow)
      output.append(spaces: layout.labelColumn - column - flowColumns)
      column = max(column + flowColumns, layout.labelColumn)
    }
    let key = findings.isEmpty ? layout.phraseKey(of: &event, at: column) : nil
    let isFixed = key != nil && Annotation.isFixed(&event)
    let end = Mark(place: output.count, column: column)
    phrase(key) { reporter in
      reporter.appendStates(after: &event, since: start)
      if isFixed { reporter.appendNote(on: &event, findings, behind: end) }
    }
    if !isFixed { appendNote(on: &event, findings, behind: end) }
    output.append(
      quoted: comments.take(event.segment.frame), at: layout.flowColumn, glyphs: glyphs, width: settings.width)
  }

  /// A line for every finding that no segment has shown.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    groups?.add(record, findings)
    let known = told.removeValue(forKey: record.number) ?? []
    guard wantsEvents else { return }
    for finding in findings where !known.contains(finding.code) {
      let start = output.count
      _ = beginLine(finding.time, record.number)
      _ = setFlow(
        (record.client.address, record.client.port), (record.server.address, record.server.port), from: .client)
      appendFlow(since: start)
      note.removeAll()
      note.append(glyphs.marker(finding.severity))
      note.append(" ")
      annotation.append(finding, to: &note)
      let line = output.lineStart
      appendNote(Tone(finding.severity), at: 0, behind: Mark(place: line, column: 0))
    }
  }

  /// A line of its own, as it comes.
  package mutating func damaged(_ packet: DamagedPacket) {
    packet.appendText(to: &output, in: settings.language)
  }

  /// What several connections together show, the groups that were asked for, and the line with the counters.
  package mutating func end(_ statistics: RunStatistics) {
    if wantsEvents {
      for story in statistics.stories { StoryText(story: story, settings: settings).append(to: &output) }
    }
    if var groups {
      groups.add(statistics.stories)
      let text = GroupText(summary: groups, statistics: statistics, settings: settings)
      if text.isOfUse {
        text.appendTable(to: &output)
        output.endLine()
      }
    }
    LiveSummary(statistics: statistics, width: settings.width, language: settings.language).append(to: &output)
  }
}

extension LiveReporter {
  // Appends what `body` does, or what it did for this key before.
  private mutating func phrase(_ key: UInt64?, _ body: (inout Self) -> Void) {
    guard let key else { return body(&self) }
    if phrases.append(key, to: &output) { return }
    let start = output.count
    body(&self)
    phrases.keep(key, in: output, since: start)
  }

  // What the segment is, and both states after it.
  private mutating func appendStates(after event: inout FlowEvent, since start: Int) {
    var changes = 0
    event.transitions.forEach { if $0.endpoint == event.from && $0.standing != .refuted { changes += 1 } }
    label.removeAll()
    label.append(SegmentLabel.name(step: event.step, flags: event.segment.flags, answersFin: changes > 1))
    if event.marks.contains(.repeated) { label.append(again, in: settings.language) }
    if layout.isWide {
      output.append(label)
      output.pad(since: start, to: layout.statesColumn)
      output.append(event.clientState, isPresumed: event.clientIsPresumed, style: settings.style)
      output.pad(since: start, to: layout.statesColumn + LiveLayout.stateWidth)
    } else {
      output.append(event.clientState, isPresumed: event.clientIsPresumed, style: settings.style)
      output.pad(since: start, to: layout.labelColumn)
      Arrow(width: LiveLayout.arrowWidth, glyphs: glyphs, style: settings.style, language: settings.language)
        .append(label, to: event.from.peer, lost: nil, isICMP: event.step == .icmpError, into: &output)
      output.append(" ")
    }
    output.append(event.serverState, isPresumed: event.serverIsPresumed, style: settings.style)
  }

  private mutating func appendNote(on event: inout FlowEvent, _ findings: [Finding], behind mark: Mark) {
    note.removeAll()
    let finding = Annotation.gravest(of: findings)
    if let finding {
      note.append(glyphs.marker(finding.severity))
      note.append(" ")
    }
    annotation.append(SegmentSketch(&event), findings: findings, to: &note)
    appendNote(finding.map { Tone($0.severity) } ?? .plain, at: layout.noteColumn, behind: mark)
  }
}

extension LiveReporter {
  // A place in the line that is being written, and the column in which it is.
  private struct Mark {
    let place: Int
    let column: Int
  }

  // Returns the column behind it. It has an octet a column: what is written most need not be measured.
  private mutating func beginLine(_ moment: Int64, _ connection: UInt64) -> Int {
    let start = output.count
    time.append(moment, to: &output)
    output.append(spaces: layout.numberColumn - (output.count - start))
    appendNumber(connection, since: start)
    return output.count - start
  }

  // Up to where the addresses stand.
  private mutating func appendNumber(_ connection: UInt64, since start: Int) {
    output.append(octet: 0x23)
    output.append(decimal: connection)
    output.append(spaces: layout.flowColumn - 1 - (output.count - start))
    output.append(octet: 0x20)
  }

  // Where a line has no room for the addresses, they stand once above the connection's first.
  private mutating func introduce(_ connection: UInt64) {
    guard connection > lastIntroduced else { return }
    lastIntroduced = connection
    let start = output.count
    output.append(spaces: layout.numberColumn)
    appendNumber(connection, since: start)
    appendFlow(since: start)
    output.endLine()
  }

  // Returns its columns: an octet each, but for the arrow.
  private mutating func setFlow(_ client: (IPAddress, UInt16), _ server: (IPAddress, UInt16), from: Side) -> Int {
    let arrow = from == .client ? glyphs.towards : glyphs.backwards
    flow.removeAll()
    flow.append(client.0, port: client.1)
    flow.append(octet: 0x20)
    flow.append(arrow)
    flow.append(octet: 0x20)
    flow.append(server.0, port: server.1)
    return flow.count - arrow.utf8CodeUnitCount + arrow.columns
  }

  private mutating func appendFlow(since start: Int) {
    let flow = flow
    output.append(wrapped: flow.octets.span, since: start, indent: layout.flowColumn, width: settings.width)
  }

  // In `column` or later where it fits on the line, of which nothing before `mark` is measured; below the line otherwise.
  private mutating func appendNote(_ tone: Tone, at column: Int, behind mark: Mark) {
    if !note.isEmpty {
      let reached = mark.column + output.columns(since: mark.place)
      let beside = max(column, reached + 2)
      let (note, layout, width) = (note, layout, settings.width)
      let columns = note.columns(since: 0)
      if beside + columns <= width {
        output.append(spaces: beside - reached)
        output.append(tone, settings.style) { $0.append(note) }
      } else {
        output.endLine()
        let line = output.count
        output.append(spaces: layout.flowColumn)
        output.append(tone, settings.style) {
          if layout.flowColumn + columns <= width {
            $0.append(note)
          } else {
            $0.append(wrapped: note.octets.span, since: line, indent: layout.flowColumn, width: width)
          }
        }
      }
    }
    output.endLine()
  }
}
