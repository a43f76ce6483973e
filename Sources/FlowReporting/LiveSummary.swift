import FlowDiagnosis

/// The last line of a live capture, with the counters that tcpdump prints.
struct LiveSummary {
  /// What the run counted.
  let statistics: RunStatistics
  /// Columns of the terminal.
  let width: Int

  /// Appends the line, wrapped.
  func append(to output: inout OctetBuffer) {
    var text = OctetBuffer()
    appendText(to: &text)
    output.append(
      wrapped: String(decoding: text.octets, as: UTF8.self), since: output.count, indent: 2, width: width)
    output.endLine()
  }

  private func appendText(to output: inout OctetBuffer) {
    append(statistics.connections, "connection", to: &output)
    for severity in [Severity.error, .warning] where statistics.count(of: severity) > 0 {
      output.append(", ")
      append(statistics.count(of: severity), severity.name, to: &output)
    }
    output.append("; ")
    append(statistics.packets, "packet", to: &output)
    output.append(" captured")
    if let live = statistics.live {
      appendCounter(live.received, " received by filter", to: &output)
      appendCounter(live.droppedByKernel, " dropped by kernel", to: &output)
      if live.droppedByInterface > 0 { appendCounter(live.droppedByInterface, " dropped by interface", to: &output) }
    }
    if statistics.undecodedPackets > 0 { appendCounter(statistics.undecodedPackets, " not decoded", to: &output) }
  }

  private func append(_ number: UInt64, _ noun: String, to output: inout OctetBuffer) {
    output.append(grouped: number)
    output.append(" ")
    output.append(string: noun)
    if number != 1 { output.append("s") }
  }

  private func appendCounter(_ number: UInt64, _ what: StaticString, to output: inout OctetBuffer) {
    output.append(", ")
    output.append(grouped: number)
    output.append(what)
  }
}
