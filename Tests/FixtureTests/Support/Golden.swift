import Foundation
import Testing

/// A recorded text that a test compares with.
struct Golden {
  /// Where it is, below `Fixtures`.
  let path: String
  /// What it was recorded from, for its first line.
  let source: String

  /// Compares `text` with the golden, octet for octet; with `RECORD_GOLDENS=1` writes it instead where it differs, and fails.
  func check(_ text: String) {
    let url = Fixtures.root.appendingPathComponent(path)
    let wanted =
      "# recorded from \(source) by `RECORD_GOLDENS=1 swift test --filter FixtureTests`: do not edit\n" + text
    let known = (try? Data(contentsOf: url)).map { String(decoding: $0, as: UTF8.self) }
    guard known != wanted else { return }
    let environment = ProcessInfo.processInfo.environment
    guard environment["RECORD_GOLDENS"] == "1" else {
      Issue.record("\(path) differs:\n\(Golden.difference(known ?? "", wanted))")
      return
    }
    guard environment["CI"] == nil else {
      Issue.record("\(path): goldens are not recorded where CI is set")
      return
    }
    do {
      try Data(wanted.utf8).write(to: url)
      Issue.record("\(path) recorded; read the difference, then run again:\n\(Golden.difference(known ?? "", wanted))")
    } catch {
      Issue.record("\(path) cannot be written: \(error)")
    }
  }

  /// The lines that went and came, in order.
  static func difference(_ old: String, _ new: String) -> String {
    let before = old.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    let after = new.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    var lines: [(place: Int, order: Int, text: String)] = []
    for change in after.difference(from: before) {
      switch change {
      case .remove(let offset, let line, _): lines.append((offset, 0, "- " + line))
      case .insert(let offset, let line, _): lines.append((offset, 1, "+ " + line))
      }
    }
    return lines.sorted { ($0.place, $0.order) < ($1.place, $1.order) }.map(\.text).joined(separator: "\n")
  }
}
