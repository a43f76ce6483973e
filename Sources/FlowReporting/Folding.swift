import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// Keeps text readable where many connections have the same trouble: the first few of a kind are shown, the others counted.
///
/// A kind is the same warnings and errors and the same outcome, to the same service or from the same client. Its memory is bounded: past
/// the limit, kinds differ by their findings only.
struct Folding {
  /// What connections that are told once have in common.
  struct Kind: Hashable {
    /// The bits of their warnings and errors.
    var codes: UInt128
    /// How their openings ended.
    var outcome: HandshakeOutcome
    /// Whom they were to, and its port; nil where they have only their client in common.
    var server: IPAddress?
    var port: UInt16?
    /// Who opened them; nil where they have only their service in common.
    var client: IPAddress?
  }

  /// How many of a kind are shown.
  static let shown = 5
  private static let limit = 4_096

  private var counts: [Kind: UInt64] = [:]

  /// Nothing seen.
  init() {}

  /// Counts a connection; false when enough of its kind were shown.
  mutating func shows(_ record: ConnectionRecord, findings: [Finding]) -> Bool {
    var codes: UInt128 = 0
    for finding in findings where finding.severity > .note { codes |= finding.code.bit }
    if codes == 0, record.outcome == .completed || record.outcome == .unseen { return true }
    let service = Kind(
      codes: codes, outcome: record.outcome, server: record.server.address, port: record.server.port, client: nil)
    let client = Kind(codes: codes, outcome: record.outcome, server: nil, port: nil, client: record.client.address)
    let any = Kind(codes: codes, outcome: record.outcome, server: nil, port: nil, client: nil)
    for kind in [service, client, any] where counts[kind, default: 0] >= UInt64(Folding.shown) {
      counts[kind, default: 0] += 1
      return false
    }
    if counts.count < Folding.limit {
      counts[service, default: 0] += 1
      counts[client, default: 0] += 1
    } else {
      counts[any, default: 0] += 1
    }
    return true
  }

  /// The kinds of which not all were shown, and how many were not: the most first.
  var folded: [(kind: Kind, count: UInt64)] {
    var result: [(kind: Kind, count: UInt64)] = []
    for (kind, count) in counts where count > UInt64(Folding.shown) {
      result.append((kind, count - UInt64(Folding.shown)))
    }
    return result.sorted {
      $0.count != $1.count ? $0.count > $1.count : Folding.order($0.kind) < Folding.order($1.kind)
    }
  }

  // What decides between equal counts, so that two runs give the same octets.
  private static func order(_ kind: Kind) -> (UInt64, UInt64, UInt128) {
    let server = kind.server.map { $0.high ^ $0.low } ?? 0
    let client = kind.client.map { $0.high ^ $0.low } ?? 0
    return (server &+ UInt64(kind.port ?? 0), client, kind.codes)
  }
}
