package import FlowDiagnosis
package import FlowTracking
package import PacketDecoding

/// What a whole run counted; the caller counts packets, `add` counts connections.
package struct RunStatistics: Sendable {
  /// The names of all files where there are several, in the order that frames name them by; else empty.
  package var sources: [String] = []
  /// Packets read, of every kind.
  package var packets: UInt64 = 0
  /// Of these, the TCP segments that were followed (quoted headers in ICMP errors not counted).
  package var tcpPackets: UInt64 = 0
  /// Packets that could not be decoded, by reason, in the order of first sight.
  package var undecoded: [(reason: String, count: UInt64)] = []
  /// Whether a capture ends in the middle of a record, or in damage behind which nothing can be read.
  package var isCutShort = false
  /// What was wrong with packets that could not be decoded or contradict themselves, by reason and layer.
  package var damage: [DamageCount] = []
  /// libpcap's own counters; nil for files.
  package var live: LiveCounters?
  /// The counters that a pcapng file keeps of its own capturing; nil where there are none.
  package var recorded: LiveCounters?
  /// The interfaces that a capture file names or tells counts of; empty where it does neither.
  package var interfaces: [InterfaceTally] = []
  /// Segments larger than their connection's maximum, which segmentation offload made.
  package var offloadedSegments: UInt64 = 0
  /// Segments captured with less than the fixed part of their TCP header: the snap length was too small.
  package var cutHeaders: UInt64 = 0
  /// Packets whose time lies before that of the packet before them.
  package var clockStepsBack: UInt64 = 0
  /// The largest of these steps, in nanoseconds.
  package var largestStepBack: Int64 = 0
  /// Packets whose time lies more than an hour after that of the packet before them.
  package var clockLeaps: UInt64 = 0
  /// Segments whose checksum was verified, and of these the damaged ones.
  package var verifiedChecksums: UInt64 = 0
  package var damagedSegments: UInt64 = 0
  /// Hosts whose checksums are wrong as a rule, because their interfaces fill them in after the capture.
  package var offloadingHosts: [IPAddress] = []
  /// The first packet's time, in nanoseconds since the epoch; nil when there was none.
  package var firstPacketTime: Int64?
  /// The last packet's time; nil when there was none.
  package var lastPacketTime: Int64?

  /// What only several connections together show, in the order in which it began.
  package private(set) var stories: [Story] = []
  /// Connections reported.
  package private(set) var connections: UInt64 = 0
  /// Connections with an octet acknowledged that the capture does not hold.
  package private(set) var connectionsWithGaps: UInt64 = 0
  /// Connections with a packet that was captured twice.
  package private(set) var connectionsWithDuplicates: UInt64 = 0
  /// Packets that were captured again, each copy counted.
  package private(set) var duplicatePackets: UInt64 = 0
  /// Connections of which one direction only was captured.
  package private(set) var oneSidedConnections: UInt64 = 0
  /// Connections ended by a limit of this program.
  package private(set) var evictedConnections: UInt64 = 0
  /// Connections of which findings may be missing, since memory was short for what their data path showed.
  package private(set) var connectionsWithoutFindings: UInt64 = 0
  /// Connections with a warning or an error.
  package private(set) var connectionsInTrouble: UInt64 = 0
  /// Handshake durations of the completed ones.
  package private(set) var handshakes = DurationHistogram()
  private var outcomes = InlineArray<8, UInt64>(repeating: 0)
  private var closes = InlineArray<4, UInt64>(repeating: 0)
  private var severities = InlineArray<3, UInt64>(repeating: 0)
  // By the place of the code.
  private var codes = InlineArray<128, UInt64>(repeating: 0)

  /// Nothing counted.
  package init() {}

  /// What was counted where the packets were captured.
  package struct LiveCounters: Sendable {
    /// Packets that passed the filter.
    package var received: UInt64
    /// Packets lost because the kernel's buffer was full.
    package var droppedByKernel: UInt64
    /// Packets that the interface or its driver lost.
    package var droppedByInterface: UInt64

    /// The counters with these values.
    package init(received: UInt64, droppedByKernel: UInt64, droppedByInterface: UInt64) {
      self.received = received
      self.droppedByKernel = droppedByKernel
      self.droppedByInterface = droppedByInterface
    }
  }

  /// Counts a connection and its findings.
  package mutating func add(_ record: ConnectionRecord, _ findings: [Finding]) {
    add(record.outline, findings)
  }

  /// Counts a connection by its outline, and its findings.
  package mutating func add(_ record: ConnectionOutline, _ findings: [Finding]) {
    connections += 1
    outcomes[Int(record.outcome.rawValue)] += 1
    closes[Int(record.close.rawValue)] += 1
    duplicatePackets += UInt64(record.duplicates)
    if record.marks.rawValue & RunStatistics.counted.rawValue != 0 { count(record.marks) }
    if case .completed = record.outcome, let duration = record.handshakeDuration { handshakes.add(duration) }
    if findings.isEmpty { return }
    if findings.contains(where: { $0.severity > .note }) { connectionsInTrouble += 1 }
    for finding in findings { count(finding.severity, finding.code.place) }
  }

  /// Counts a connection of which all that was found is `finding`, if anything.
  package mutating func add(_ record: ConnectionOutline, _ finding: FindingCount?) {
    add(record, [])
    guard let finding else { return }
    if finding.severity > .note { connectionsInTrouble += 1 }
    count(finding.severity, finding.place)
  }

  /// Takes and counts what only several connections together show.
  package mutating func add(_ stories: [Story]) {
    self.stories += stories
    for story in stories { count(story.severity, story.code.place) }
  }

  /// Marks of which connections are counted.
  private static let counted: ConnectionMarks = [
    .captureGap, .duplicate, .oneSided, .evicted, .findingsNotKept,
  ]

  private mutating func count(_ marks: ConnectionMarks) {
    if marks.contains(.captureGap) { connectionsWithGaps += 1 }
    if marks.contains(.duplicate) { connectionsWithDuplicates += 1 }
    if marks.contains(.oneSided) { oneSidedConnections += 1 }
    if marks.contains(.evicted) { evictedConnections += 1 }
    if marks.contains(.findingsNotKept) { connectionsWithoutFindings += 1 }
  }

  private mutating func count(_ severity: Severity, _ place: UInt8) {
    severities[Int(severity.rawValue)] += 1
    codes[Int(place) & 127] += 1
  }

  /// Connections whose opening ended so.
  package func count(of outcome: HandshakeOutcome) -> UInt64 { outcomes[Int(outcome.rawValue)] }
  /// Connections that closed so.
  package func count(of close: CloseKind) -> UInt64 { closes[Int(close.rawValue)] }
  /// Findings of this weight.
  package func count(of severity: Severity) -> UInt64 { severities[Int(severity.rawValue)] }
  /// Findings of this code.
  package func count(of code: FindingCode) -> UInt64 { codes[Int(code.place) & 127] }

  /// Packets that could not be decoded, whatever the reason.
  package var undecodedPackets: UInt64 { undecoded.reduce(0) { $0 + $1.count } }
  /// Packets that the capture lost by its own count; 0 for files that do not keep it.
  package var droppedPackets: UInt64 {
    (live ?? recorded).map { $0.droppedByKernel &+ $0.droppedByInterface } ?? 0
  }

  /// How far the capture itself can be trusted.
  package var quality: CaptureQuality {
    if droppedPackets > 0 || connectionsWithGaps > 0 || cutHeaders > 0 { return .incomplete }
    if connections > 0 && oneSidedConnections == connections { return .oneSided }
    if isCutShort { return .fair }
    if connectionsWithDuplicates > 0 || clockStepsBack > 0 || oneSidedConnections > 0 || undecodedPackets > 0 {
      return .fair
    }
    return .good
  }
}

/// The verdict on a capture.
package enum CaptureQuality: UInt8, Sendable, CaseIterable {
  /// Nothing is wrong with it.
  case good
  /// Something is odd, but nothing is missing where both directions were seen.
  case fair
  /// Only one direction of every connection was captured.
  case oneSided
  /// Packets are missing, or were cut off before the end of their headers.
  case incomplete

  /// The word in text and JSON.
  package var name: String {
    switch self {
    case .good: "good"
    case .fair: "fair"
    case .oneSided: "one-sided"
    case .incomplete: "incomplete"
    }
  }

  /// The word for it in text of `language`; English is also JSON's.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.english, _): name
    case (.korean, .good): "양호"
    case (.korean, .fair): "보통"
    case (.korean, .oneSided): "한 방향만"
    case (.korean, .incomplete): "불완전"
    }
  }
}
