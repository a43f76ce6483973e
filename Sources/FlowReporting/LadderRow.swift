import FlowDiagnosis
import FlowTracking

/// One significant segment of a ladder, with all that a drawing of it needs, whatever it is drawn with.
struct LadderRow {
  /// The segment.
  let entry: TimelineEntry
  /// What its note is made from.
  let sketch: SegmentSketch
  /// The client's state after it.
  let client: LadderState
  /// The server's state after it.
  let server: LadderState
  /// The finding that this very segment was lost behind the capture point; nil when it was not.
  let loss: Finding?
  /// The gravest other finding, above a note, that showed with this segment; nil when none did.
  let other: Finding?

  /// Whether the segment acknowledges its peer's FIN with a FIN of its own.
  var answersFin: Bool {
    let standing = entry[entry.from].standing
    return standing.contains(.finSent) && standing.contains(.finReceived)
  }

  /// The rows of `record`, oldest first.
  static func rows(of record: ConnectionRecord, findings: [Finding]) -> [LadderRow] {
    var client = LadderState()
    var server = LadderState()
    return record.timeline.indices.map { index in
      let entry = record.timeline[index]
      let receiver = entry.from == .client ? server.state : client.state
      client.apply(entry.client)
      server.apply(entry.server)
      let sender = entry.from == .client ? client.state : server.state
      return LadderRow(
        entry: entry, sketch: record.sketch(of: index, sender: sender, receiver: receiver), client: client,
        server: server, loss: lossFinding(of: entry, findings), other: otherFinding(at: entry, findings))
    }
  }

  // A segment lost before the capture point has no entry (see `Finding.frames`).
  private static func lossFinding(of entry: TimelineEntry, _ findings: [Finding]) -> Finding? {
    findings.first {
      $0.isDrawnAsLost && $0.endpoint == entry.from && $0.frames.first == entry.frame
    }
  }

  // Losses are told at the lost segment; everything else where it showed.
  private static func otherFinding(at entry: TimelineEntry, _ findings: [Finding]) -> Finding? {
    Annotation.gravest(
      of: findings.filter { finding in
        finding.severity > .note && !finding.isDrawnAsLost
          && (finding.time == entry.time && finding.frames.contains(entry.frame))
      })
  }
}

extension Finding {
  /// Whether its first frame is the segment that was lost: of data that was sent again, the repeat is what was noticed.
  fileprivate var isDrawnAsLost: Bool {
    loss?.location == .afterCapturePoint && code != .retransmission
  }
}
