/// Verdicts in the Test Anything Protocol, version 14.
package enum TAPReport {
  /// The document.
  package static func document(_ verdicts: [Verdict]) -> OctetBuffer {
    var output = OctetBuffer()
    output.append("TAP version 14\n1..")
    output.append(decimal: UInt64(verdicts.count))
    output.endLine()
    for (index, verdict) in verdicts.enumerated() {
      output.append(verdict.failure == nil ? "ok " : "not ok ")
      output.append(decimal: UInt64(index + 1))
      output.append(" - ")
      // A number sign would begin a directive.
      output.append(safe: verdict.name.replacing("#", with: "\\#"))
      output.endLine()
      guard let failure = verdict.failure else { continue }
      for line in failure.split(separator: "\n", omittingEmptySubsequences: false) {
        output.append("# ")
        output.append(safe: String(line))
        output.endLine()
      }
    }
    return output
  }
}
