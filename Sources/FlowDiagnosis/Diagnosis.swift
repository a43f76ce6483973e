package import FlowTracking

/// Judges connections by the catalogue.
package struct Diagnosis: Sendable {
  private let rows: [CatalogueRow]
  /// The marks that any rule wants to see; a clean connection has none of them.
  package let triggers: ConnectionMarks
  private let silence: FindingCount

  /// A diagnosis by all codes.
  package init() {
    rows = FindingCode.allCases.map(\.row)
    triggers = rows.reduce(into: ConnectionMarks()) { $0.formUnion($1.triggers) }
    silence = FindingCount(.synUnanswered)
  }

  /// Whether any rule wants to see a connection with these marks; a clean one has none of them.
  package func concerns(_ marks: ConnectionMarks) -> Bool {
    marks.rawValue & triggers.rawValue != 0
  }

  /// What `findings(in:)` would find in an attempt that is one SYN, after which the capture goes on for `waited` nanoseconds, where it only
  /// has to be counted: of its marks, only `unanswered` triggers rules, and the others of these ask for more SYNs than one.
  package func count(ofSilentAttempt waited: Int64) -> FindingCount? {
    SynUnanswered.isSilence(tried: 0, waited: waited) ? silence : nil
  }

  /// Everything there is to say about `record`, in the order it happened. The record needs its timeline.
  package func findings(in record: ConnectionRecord) -> [Finding] {
    guard concerns(record.marks) else { return [] }
    let evidence = Evidence(record)
    var result: [Finding] = []
    // By the bits: `isDisjoint` of another module's type is a call through a witness table, once a row and connection.
    for index in rows.indices where rows[index].triggers.rawValue & record.marks.rawValue != 0 {
      if let rule = rows[index].rule { result += rule(evidence) }
    }
    // A stable order, for identical bytes on a rerun.
    result.sort {
      ($0.time, $0.code.rawValue, $0.endpoint.index, $0.kind?.rawValue ?? .max)
        < ($1.time, $1.code.rawValue, $1.endpoint.index, $1.kind?.rawValue ?? .max)
    }
    return result
  }
}
