package import FlowDiagnosis
package import FlowTracking
import PacketDecoding

/// The time-sequence graph of one connection's direction, as xplot and gnuplot draw it: what the sender sent, what its peer acknowledged,
/// and how far the peer's window let it go, against time.
package struct TimeSequence: Reporter {
  /// Which program draws it.
  package enum Form: Sendable {
    /// xplot's command language, as tcptrace writes it.
    case xplot
    /// A gnuplot script with its data in it.
    case gnuplot
  }

  /// Lines that wait to be written.
  package var output = OctetBuffer()
  /// Always: every segment counts.
  package var wantsEvents: Bool { true }
  /// Always.
  package var wantsAllSegments: Bool { true }
  /// Never.
  package var wantsConnections: Bool { false }
  /// Never.
  package var wantsTimelines: Bool { false }
  private let form: Form
  private let number: UInt64
  private let sender: Side
  private var start: Int64?
  // The first number seen, and how far beyond it the highest one lies.
  private var base: SequenceNumber?
  private var highest: Int64 = 0

  /// The graph of what `sender` of connection `number` sent.
  package init(_ form: Form, of number: UInt64, from sender: Side) {
    self.form = form
    self.number = number
    self.sender = sender
  }

  /// Nothing: the heading names the endpoints.
  package mutating func begin(_ capture: CaptureDescription) {}
  /// Nothing: time counts from the connection's first segment.
  package mutating func firstPacket(at time: Int64) {}
  /// Nothing.
  package mutating func connection(_ record: ConnectionRecord, findings: [Finding]) {}

  /// A segment of the sender, or an acknowledgement of its peer's.
  package mutating func event(_ event: inout FlowEvent, findings: [Finding]) {
    guard event.connection == number, event.segment.present.contains(.fullHeader) else { return }
    if start == nil { begin(&event) }
    let time = event.segment.time - (start ?? event.segment.time)
    let segment = event.segment
    if event.from == sender {
      let first = segment.sequence
      let space =
        segment.payloadLength &+ (segment.flags.contains(.syn) ? 1 : 0) &+ (segment.flags.contains(.fin) ? 1 : 0)
      if space > 0 || segment.flags.contains(.rst) {
        sent(time, first, first.advanced(by: space), isRepeated: event.marks.contains(.repeated), segment.flags)
      }
    } else if segment.flags.contains(.ack) {
      let window = UInt32(segment.window) << UInt32(segment.flags.contains(.syn) ? 0 : min(event.windowShift, 14))
      acknowledged(time, segment.acknowledgement, segment.acknowledgement.advanced(by: window))
    }
  }

  /// What draws the data, or ends the list of commands.
  package mutating func end(_ statistics: RunStatistics) {
    guard start != nil else { return }
    switch form {
    case .xplot:
      output.append("go\n")
    case .gnuplot:
      output.append(
        """
        EOD
        plot $data using 1:($2 == 0 ? $3 : NaN):(0):($4 - $3) with vectors nohead lc rgb "black" title "sent", \\
             $data using 1:($2 == 1 ? $3 : NaN):(0):($4 - $3) with vectors nohead lc rgb "red" title "sent again", \\
             $data using 1:($2 == 2 ? $3 : NaN) with steps lc rgb "forest-green" title "acknowledged", \\
             $data using 1:($2 == 2 ? $4 : NaN) with steps lc rgb "goldenrod" title "window"

        """)
    }
  }

  private mutating func begin(_ event: inout FlowEvent) {
    start = event.segment.time
    var title = OctetBuffer()
    let client = (event.clientAddress, event.clientPort)
    let server = (event.serverAddress, event.serverPort)
    let (from, to) = sender == .client ? (client, server) : (server, client)
    title.append(from.0, port: from.1)
    title.append("_==>_")
    title.append(to.0, port: to.1)
    switch form {
    case .xplot:
      output.append("timeval double\ntitle\n")
      output.append(title)
      output.append(" (time sequence graph)\nxlabel\ntime\nylabel\nsequence number\n")
    case .gnuplot:
      output.append("set title \"")
      output.append(title)
      output.append("\" noenhanced\nset xlabel \"seconds\"\nset ylabel \"sequence number\"\nset key left top\n")
      output.append(
        "# time, kind (0 sent, 1 sent again, 2 acknowledged), from or acknowledged, to or end of the window\n")
      output.append("$data << EOD\n")
    }
  }

  private mutating func sent(
    _ time: Int64, _ first: SequenceNumber, _ end: SequenceNumber, isRepeated: Bool, _ flags: TCPFlags
  ) {
    let (low, high) = places(first, end)
    switch form {
    case .xplot:
      output.append(isRepeated ? "red\n" : "white\n")
      command("darrow", time, low)
      command("uarrow", time, high)
      output.append("line ")
      point(time, low)
      output.append(" ")
      point(time, high)
      output.endLine()
      if flags.contains(.syn) || flags.contains(.fin) || flags.contains(.rst) {
        command("atext", time, high)
        output.append(flags.label)
        output.endLine()
      }
    case .gnuplot:
      row(time, isRepeated ? 1 : 0, low, high)
    }
  }

  private mutating func acknowledged(_ time: Int64, _ first: SequenceNumber, _ end: SequenceNumber) {
    let (low, high) = places(first, end)
    switch form {
    case .xplot:
      output.append("green\n")
      command("dtick", time, low)
      output.append("yellow\n")
      command("utick", time, high)
    case .gnuplot:
      row(time, 2, low, high)
    }
  }

  /// Both numbers counted from the first one, and on past 2³² where a long transfer wraps.
  private mutating func places(_ first: SequenceNumber, _ end: SequenceNumber) -> (Int64, Int64) {
    let base = base ?? first
    self.base = base
    let low = highest &+ Int64(first.distance(from: base.advanced(by: UInt32(truncatingIfNeeded: highest))))
    highest = max(highest, low)
    return (low, low &+ Int64(end.distance(from: first)))
  }

  private mutating func command(_ name: StaticString, _ time: Int64, _ place: Int64) {
    output.append(name)
    output.append(" ")
    point(time, place)
    output.endLine()
  }

  private mutating func point(_ time: Int64, _ place: Int64) {
    output.append(seconds: time, digits: 6)
    output.append(" ")
    output.append(decimal: place)
  }

  private mutating func row(_ time: Int64, _ kind: UInt64, _ low: Int64, _ high: Int64) {
    output.append(seconds: time, digits: 6)
    output.append(" ")
    output.append(decimal: kind)
    output.append(" ")
    output.append(decimal: low)
    output.append(" ")
    output.append(decimal: high)
    output.endLine()
  }
}
