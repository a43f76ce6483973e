import FlowDiagnosis

/// The last line of a live capture, with the counters that tcpdump prints.
struct LiveSummary {
  /// What the run counted.
  let statistics: RunStatistics
  /// Columns of the terminal.
  let width: Int
  /// What it is written in.
  let language: Language

  /// Appends the line, wrapped.
  func append(to output: inout OctetBuffer) {
    var text = OctetBuffer()
    appendText(to: &text)
    output.append(
      wrapped: text.octets.span, since: output.count, indent: 2, width: width)
    output.endLine()
  }

  private func appendText(to output: inout OctetBuffer) {
    append(statistics.connections, Words("@ connection", ko: "연결 @개"), Words("@ connections", ko: "연결 @개"), to: &output)
    let (errors, warnings) = (statistics.count(of: Severity.error), statistics.count(of: Severity.warning))
    if errors > 0 { append(errors, Words(", @ error", ko: ", 오류 @개"), Words(", @ errors", ko: ", 오류 @개"), to: &output) }
    if warnings > 0 {
      append(warnings, Words(", @ warning", ko: ", 경고 @개"), Words(", @ warnings", ko: ", 경고 @개"), to: &output)
    }
    output.append("; ")
    append(
      statistics.packets, Words("@ packet captured", ko: "패킷 @개 캡처"), Words("@ packets captured", ko: "패킷 @개 캡처"),
      to: &output)
    if let live = statistics.live {
      appendCounter(live.received, Words(", @ received by filter", ko: ", 필터 통과 @개"), to: &output)
      appendCounter(live.droppedByKernel, Words(", @ dropped by kernel", ko: ", 커널이 버림 @개"), to: &output)
      if live.droppedByInterface > 0 {
        appendCounter(live.droppedByInterface, Words(", @ dropped by interface", ko: ", 인터페이스가 버림 @개"), to: &output)
      }
    }
    if statistics.undecodedPackets > 0 {
      appendCounter(statistics.undecodedPackets, Words(", @ not decoded", ko: ", 해석하지 못함 @개"), to: &output)
    }
  }

  private func append(_ number: UInt64, _ one: Words, _ many: Words, to output: inout OctetBuffer) {
    appendCounter(number, number == 1 ? one : many, to: &output)
  }

  private func appendCounter(_ number: UInt64, _ words: Words, to output: inout OctetBuffer) {
    output.append(words, in: language) { $0.append(grouped: number) }
  }
}
