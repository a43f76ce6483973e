import FlowDiagnosis
import FlowTracking
import PacketDecoding

/// What the connections of a run came to, in words that a later run can be compared with: a file to be committed and read in a diff.
///
/// It holds the meaning (roles, state paths, opening and close, findings) and leaves out what differs from run to run: client ports, times
/// (unless asked for) and packet counts.
package struct Baseline: Sendable {
  /// Connections of one meaning.
  struct Entry: Sendable {
    /// The client's address, of the first of them; for the reader, never compared.
    var client: String
    /// The meaning, a line a fact.
    var meaning: [String]
    /// How many of them there are.
    var count: UInt64
    /// The number of the first; 0 when read from a file.
    var number: UInt64
    /// Opening and whole duration, in nanoseconds; nil without times or when unknown.
    var times: Times?
  }

  /// The durations of one connection.
  struct Times: Hashable, Sendable {
    /// First SYN to handshake ACK, in nanoseconds; nil when it did not open.
    var handshake: Int64?
    /// First packet to last.
    var duration: Int64
  }

  /// The connections to one server.
  struct Group: Sendable {
    /// The server's address, as text.
    var address: String
    /// Its port.
    var port: UInt16
    /// Distinct meanings, in order of first connection.
    var entries: [Entry] = []

    /// Address and port.
    var name: String { address.contains(":") ? "[\(address)]:\(port)" : "\(address):\(port)" }
  }

  /// The first words of the file, which name its version.
  static let heading = "tcptrace-swift baseline 1"

  /// The servers, in the order of their names.
  var groups: [Group] = []
  /// Whether durations were recorded, connection by connection.
  package internal(set) var hasTimes: Bool

  /// An empty baseline.
  init(hasTimes: Bool) {
    self.hasTimes = hasTimes
  }

  /// The text of the file.
  package var text: String {
    var lines = [
      Self.heading,
      "# What tcptrace-swift saw, for --baseline. Do not edit: make it anew with --write-baseline, and review the difference.",
    ]
    for group in groups {
      lines += ["", "server \(group.name)"]
      for entry in group.entries {
        lines.append("  connection from \(entry.client)" + (entry.count > 1 ? ", \(entry.count) times" : ""))
        lines += entry.meaning.map { "    " + $0 }
        if let times = entry.times { lines.append("    " + times.text) }
      }
    }
    return lines.joined(separator: "\n") + "\n"
  }
}

extension Baseline.Times {
  /// "times handshake 0.020645 duration 4.065751".
  var text: String {
    var text = OctetBuffer()
    text.append("times")
    if let handshake {
      text.append(" handshake ")
      text.append(jsonSeconds: handshake)
    }
    text.append(" duration ")
    text.append(jsonSeconds: duration)
    return String(decoding: text.octets, as: UTF8.self)
  }
}

/// Makes a baseline of a run.
struct BaselineRecorder {
  private struct Server: Hashable {
    var address: IPAddress
    var port: UInt16
  }

  private struct Key: Hashable {
    var server: Server
    var meaning: [String]
    /// Apart where times are kept, 0 otherwise.
    var number: UInt64
  }

  private let hasTimes: Bool
  private let limit: Int
  private var entries: [Key: Baseline.Entry] = [:]
  /// Connections for which there was no room.
  private(set) var leftOut: UInt64 = 0

  /// Nothing recorded; what comes when `limit` entries are there and is like none of them is only counted.
  init(hasTimes: Bool, limit: Int = 100_000) {
    self.hasTimes = hasTimes
    self.limit = limit
  }

  /// Takes in a connection.
  mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    let server = Server(address: record.server.address, port: record.server.port)
    let key = Key(server: server, meaning: Self.meaning(of: record, findings), number: hasTimes ? record.number : 0)
    if let number = entries[key]?.number {
      entries[key]?.count += 1
      if record.number < number {
        entries[key]?.number = record.number
        entries[key]?.client = Self.text(record.client.address)
      }
      return
    }
    guard entries.count < limit else {
      leftOut += 1
      return
    }
    let times = Baseline.Times(handshake: record.handshakeDuration, duration: max(record.end - record.start, 0))
    entries[key] = Baseline.Entry(
      client: Self.text(record.client.address), meaning: key.meaning, count: 1, number: record.number,
      times: hasTimes ? times : nil)
  }

  /// What was recorded.
  var baseline: Baseline {
    var groups: [Server: Baseline.Group] = [:]
    for (key, entry) in entries {
      groups[
        key.server, default: Baseline.Group(address: Self.text(key.server.address), port: key.server.port)
      ].entries.append(entry)
    }
    var result = Baseline(hasTimes: hasTimes)
    let order = groups.sorted {
      ($0.key.address.high, $0.key.address.low, $0.key.port) < ($1.key.address.high, $1.key.address.low, $1.key.port)
    }
    for (_, group) in order {
      result.groups.append(group)
      result.groups[result.groups.count - 1].entries.sort { $0.number < $1.number }
    }
    return result
  }

  private static func text(_ address: IPAddress) -> String {
    var text = OctetBuffer()
    text.append(address)
    return String(decoding: text.octets, as: UTF8.self)
  }

  /// The facts of a connection that a later run has to repeat, a line each.
  private static func meaning(of record: ConnectionRecord, _ findings: [Finding]) -> [String] {
    var lines = ["handshake \(record.outcome.name)" + (record.kind == .threeWay ? "" : ", \(record.kind.name)")]
    for side in Side.allCases {
      let path = record.history(of: side).map { "\($0.state.name)" }
      lines.append("\(side.name) " + (path.isEmpty ? "unknown" : path.joined(separator: " ")))
    }
    var close = "close \(record.close.name)"
    if let initiator = record.closeInitiator { close += " by \(initiator.name)" }
    lines.append(close)
    let codes = findings.map { "finding \($0.code.rawValue) (\($0.severity.name)) of the \($0.endpoint.name)" }
    return lines + codes.sorted()
  }
}
