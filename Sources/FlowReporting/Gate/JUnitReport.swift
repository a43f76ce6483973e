/// Verdicts as JUnit XML, the dialect that Jenkins, GitLab and the others share.
package enum JUnitReport {
  /// The document; `source` names the suite.
  package static func document(_ verdicts: [Verdict], source: String) -> OctetBuffer {
    var output = OctetBuffer()
    let failures = verdicts.count { $0.failure != nil }
    let counts = " tests=\"\(verdicts.count)\" failures=\"\(failures)\" errors=\"0\""
    output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites")
    output.append(string: counts)
    output.append(">\n  <testsuite name=\"")
    output.append(xml: source)
    output.append("\"")
    output.append(string: counts)
    output.append(" skipped=\"0\" time=\"0\">\n")
    for verdict in verdicts { append(verdict, to: &output) }
    output.append("  </testsuite>\n</testsuites>\n")
    return output
  }

  private static func append(_ verdict: Verdict, to output: inout OctetBuffer) {
    output.append("    <testcase classname=\"tcptrace-swift.")
    output.append(verdict.gate)
    output.append("\" name=\"")
    output.append(xml: verdict.name)
    output.append("\" time=\"0\"")
    guard let failure = verdict.failure else {
      output.append("/>\n")
      return
    }
    output.append(">\n      <failure type=\"")
    output.append(verdict.gate)
    output.append("\" message=\"")
    output.append(xml: String(failure.prefix { $0 != "\n" }))
    output.append("\">")
    output.append(xml: failure)
    output.append("</failure>\n    </testcase>\n")
  }
}

extension OctetBuffer {
  /// Appends `text` as XML text or attribute value; characters that XML 1.0 has no way to write, and those that
  /// show other text than there is, become U+FFFD.
  package mutating func append(xml text: String) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": append("&amp;")
      case "<": append("&lt;")
      case ">": append("&gt;")
      case "\"": append("&quot;")
      case "\n", "\t": append(octet: UInt8(scalar.value))
      case _ where HarmlessText.isDangerous(scalar) || scalar.value >> 1 == 0x7FFF: append("\u{FFFD}")
      default: octets.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}
