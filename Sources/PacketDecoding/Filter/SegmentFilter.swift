/// A filter in the common part of libpcap's language (pcap-filter(7)) that looks at what was decoded: the innermost segment, or the one
/// that an ICMP error quotes, whatever tags and tunnels are around it.
package struct SegmentFilter: Sendable {
  /// What is done in turn with a row of truths.
  enum Step: Sendable, Equatable {
    /// Adds one.
    case test(FilterTest)
    /// Turns the last one around.
    case negate
    /// Joins the last two.
    case and
    /// Joins the last two.
    case or
  }

  /// The most parentheses within each other, and operators that wait.
  static let depthLimit = 48

  let steps: [Step]

  /// The filter that `expression` says; nil where it uses more of the language than this knows, or is none at all: libpcap has to decide.
  ///
  /// - Parameter port: the number of a service that is given by name; nil for no service.
  package init?(_ expression: String, port: @escaping (String) -> UInt16? = { _ in nil }) {
    var parser = SegmentFilterParser(expression, port: port)
    guard let steps = parser.parse() else { return nil }
    self.steps = steps
  }

  /// Whether `segment` passes.
  package func admits(_ segment: Segment) -> Bool {
    var truths: UInt64 = 0
    for step in steps {
      switch step {
      case .test(let test): truths = truths << 1 | (test.holds(for: segment) ? 1 : 0)
      case .negate: truths ^= 1
      case .and: truths = truths >> 1 & (truths | ~1)
      case .or: truths = truths >> 1 | truths & 1
      }
    }
    return truths & 1 == 1
  }
}
