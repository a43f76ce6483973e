import FlowDiagnosis
import FlowTracking

/// The lines below the table that stand for connections which it does not show.
struct FoldingText {
  /// What was left out.
  let folding: Folding
  /// How it is to look.
  let settings: TextSettings

  private static let lines = 20

  /// Appends a line for each kind, the most numerous first, and one for the rest.
  func append(to output: inout OctetBuffer) {
    let folded = folding.folded
    for (kind, count) in folded.prefix(Self.lines) {
      let place = place(of: kind)
      line(
        english: "and \(grouped(count)) more\(place.english)\(meaning(of: kind))",
        korean: "외 \(place.korean)\(grouped(count))건\(meaning(of: kind))", to: &output)
    }
    let rest = folded.dropFirst(Self.lines)
    if !rest.isEmpty {
      let count = grouped(rest.reduce(0) { $0 + $1.count })
      line(
        english: "and \(count) more of \(rest.count) other kinds", korean: "그 밖의 \(rest.count)가지 유형 \(count)건",
        to: &output)
    }
    guard !folded.isEmpty else { return }
    line(english: "-v shows all of them, --json as well", korean: "-v 또는 --json으로 모두 볼 수 있습니다", to: &output)
  }

  private func place(of kind: Folding.Kind) -> (english: String, korean: String) {
    var text = OctetBuffer()
    if let server = kind.server, let port = kind.port {
      text.append(server, port: port)
      let service = String(decoding: text.octets, as: UTF8.self)
      return (" to \(service)", "\(service)로 가는 ")
    }
    guard let client = kind.client else { return ("", "") }
    text.append(client)
    let address = String(decoding: text.octets, as: UTF8.self)
    return (" from \(address)", "\(address)에서 오는 ")
  }

  // Findings say more than outcomes; without any the outcome is all there is.
  private func meaning(of kind: Folding.Kind) -> String {
    let codes = FindingCode.allCases.filter { kind.codes & $0.bit != 0 }.map(\.rawValue)
    return ": " + (codes.isEmpty ? "\(kind.outcome.name)" : codes.joined(separator: ", "))
  }

  private func line(english: String, korean: String, to output: inout OctetBuffer) {
    let start = output.count
    output.append("   ")
    output.append(Glyphs(unicode: settings.unicode).ellipsis)
    output.append(" ")
    output.append(
      wrapped: settings.language == .korean ? korean : english, since: start, indent: 5, width: settings.width)
    output.endLine()
  }

  private func grouped(_ number: UInt64) -> String {
    var text = OctetBuffer()
    text.append(grouped: number)
    return String(decoding: text.octets, as: UTF8.self)
  }
}
