import FlowDiagnosis
import FlowReporting
import FlowTracking
import PacketCapture
import PacketDecoding

extension FrameOrigins {
  /// The frame field that reports get for packet number `frame` of the run; 0, which is no packet, stays.
  func reported(_ frame: UInt64) -> UInt64 {
    guard frame > 0 else { return 0 }
    let place = place(of: frame)
    return FrameReference(source: place.source, number: place.frame).field
  }

  /// The record as reports get it.
  func reported(_ record: ConnectionRecord) -> ConnectionRecord {
    var record = record
    for index in record.timeline.indices {
      record.timeline[index].frame = reported(record.timeline[index].frame)
      record.timeline[index].peersFrame = reported(record.timeline[index].peersFrame)
    }
    return record
  }

  /// The stories as reports get them.
  func reported(_ stories: [Story]) -> [Story] {
    stories.map { story in
      var story = story
      story.frames = story.frames.map(reported)
      return story
    }
  }

  /// The findings as reports get them.
  func reported(_ findings: [Finding]) -> [Finding] {
    findings.map { finding in
      var finding = finding
      finding.frames = finding.frames.map(reported)
      return finding
    }
  }
}
