package import FlowDiagnosis
package import FlowTracking

/// Zeek's conn.log: its tab-separated form with the header lines that zeek-cut reads, or its JSON form, one object a line.
package struct ZeekReporter: Reporter {
  /// Which of Zeek's two forms.
  package enum Form: Sendable {
    /// Tab-separated with header lines.
    case log
    /// One JSON object a line.
    case json
  }

  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Never.
  package var wantsEvents: Bool { false }
  /// Always.
  package var wantsConnections: Bool { true }
  /// Never.
  package var wantsTimelines: Bool { false }
  /// Never.
  package var wantsAllSegments: Bool { false }
  private let form: Form
  private var hasHeader = false

  /// A report of a new run.
  package init(_ form: Form) {
    self.form = form
  }

  /// Nothing: the header has the time of the first packet.
  package mutating func begin(_ capture: CaptureDescription) {}

  /// The header. Its time is the capture's, so that two runs give the same octets.
  package mutating func firstPacket(at time: Int64) {
    appendHeader(openedAt: time)
  }

  /// Nothing.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {}

  /// A line.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {
    switch form {
    case .log: appendLine(record, findings)
    case .json: appendObject(record, findings)
    }
  }

  /// The closing line, which tells readers that the log is whole.
  package mutating func end(_ statistics: RunStatistics) {
    if !hasHeader { appendHeader(openedAt: 0) }
    guard form == .log else { return }
    output.append("#close\t")
    output.append(zeekTime: statistics.lastPacketTime ?? 0)
    output.endLine()
  }

  private mutating func appendHeader(openedAt time: Int64) {
    hasHeader = true
    guard form == .log else { return }
    output.append("#separator \\x09\n#set_separator\t,\n#empty_field\t(empty)\n#unset_field\t-\n#path\tconn\n#open\t")
    output.append(zeekTime: time)
    output.append("\n#fields")
    for field in ZeekField.allCases {
      output.append("\t")
      output.append(string: field.rawValue)
    }
    output.append("\n#types")
    for field in ZeekField.allCases {
      output.append("\t")
      output.append(field.type)
    }
    output.endLine()
  }

  private mutating func appendLine(_ record: ConnectionRecord, _ findings: [Finding]) {
    var isFirst = true
    for field in ZeekField.allCases {
      if !isFirst { output.append("\t") }
      isFirst = false
      let start = output.count
      if field == .findings {
        output.append(codesOf: findings, separatedBy: ",")
        if output.count == start { output.append("(empty)") }
      } else {
        field.append(record, findings, to: &output)
        if output.count == start { output.append("-") }
      }
    }
    output.endLine()
  }

  private mutating func appendObject(_ record: ConnectionRecord, _ findings: [Finding]) {
    output.append("{")
    var isFirst = true
    for field in ZeekField.allCases {
      let start = output.count
      if !isFirst { output.append(",") }
      output.append("\"")
      output.append(string: field.rawValue)
      output.append("\":")
      if field == .findings {
        output.append("[")
        if !findings.isEmpty { output.append("\"") }
        output.append(codesOf: findings, separatedBy: "\",\"")
        output.append(findings.isEmpty ? "]" : "\"]")
        isFirst = false
        continue
      }
      if !field.isNumber { output.append("\"") }
      let value = output.count
      field.append(record, findings, to: &output)
      if output.count == value {
        output.octets.removeSubrange(start...)
        continue
      }
      if !field.isNumber { output.append("\"") }
      isFirst = false
    }
    output.append("}\n")
  }
}

extension OctetBuffer {
  /// Appends a time as the header lines have it, in UTC: 2026-11-24-22-45-53.
  fileprivate mutating func append(zeekTime time: Int64) {
    var text = OctetBuffer()
    text.append(rfc3339: time)
    for octet in text.octets.prefix(19) {
      append(octet: octet == UInt8(ascii: "T") || octet == UInt8(ascii: ":") ? UInt8(ascii: "-") : octet)
    }
  }
}
