import ArgumentParser
import FlowDiagnosis
import FlowReporting
import FlowTracking

/// Which connections an annotated capture holds (`--only`): all, or those with one of some findings or numbers.
struct CaptureSelection: Sendable {
  private var items: [FailOn.Item] = []
  private var numbers: Set<UInt64> = []

  /// Every connection.
  init() {}

  /// The selection that "12,syn-lost,error" asks for.
  @Sendable init(argument: String) throws {
    for word in argument.split(separator: ",", omittingEmptySubsequences: false) {
      if let number = UInt64(word), number > 0 {
        numbers.insert(number)
      } else if let item = FailOn.Item(String(word)) {
        if case .code(let code) = item, code.row.teller != nil {
          throw ValidationError(
            "\(word) is a finding about several connections, which no single one has: choose these by number or by another finding."
          )
        }
        items.append(item)
      } else {
        let nearest = NearestWord.of(word, among: FailOn.Item.names)
        throw ValidationError(
          "\"\(word)\" is neither a connection's number, nor a severity, nor a finding"
            + (nearest.map { "; did you mean \"\($0)\"?" } ?? "."))
      }
    }
  }

  /// Whether all connections are wanted.
  var isEverything: Bool { items.isEmpty && numbers.isEmpty }
  /// Whether it can be told without knowing the findings.
  var isByNumber: Bool { items.isEmpty }

  /// Whether this connection is wanted.
  func matches(_ record: ConnectionRecord, _ findings: [Finding]) -> Bool {
    isEverything || numbers.contains(record.number)
      || findings.contains { finding in items.contains { $0.matches(finding) } }
  }

  /// Whether connection `number` is wanted, of a selection by number.
  func matches(number: UInt64) -> Bool {
    isEverything || numbers.contains(number)
  }
}
