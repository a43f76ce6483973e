import FlowDiagnosis
import FlowTracking
import PacketDecoding
import Testing

/// A lone SYN that is counted the short way counts as it would with a record of its own, judged by every rule.
@Suite struct SilentAttemptTests {
  private struct Count: Equatable {
    var attempt: String
    var outline: String
    var findings: [String]
  }

  private static let start: Int64 = 1_767_225_600_000_000_000

  /// SYNs of many kinds; the last one `wait` nanoseconds after the others, so that the capture goes on for that long.
  private static func segments(wait: Int64) -> [Segment] {
    (0...60 as ClosedRange<UInt32>).map { number in
      var segment = Segment()
      segment.time = start + Int64(number) * 1_000 + (number == 60 ? wait : 0)
      segment.frame = UInt64(number) + 1
      segment.source = IPAddress(ipv4: 0xC000_0200 + number &* 7_919 % 251)
      segment.destination = IPAddress(ipv4: 0xC000_0200 + number &* 104_729 % 241)
      segment.sourcePort = UInt16(40_000 + number)
      segment.destinationPort = number % 2 == 0 ? 80 : 60_000
      if number % 3 == 0 {
        segment.source = IPAddress(high: 0x2001_0DB8_0000_0000, low: UInt64(number))
        segment.destination = IPAddress(high: 0x2001_0DB8_0000_0000, low: 7)
      }
      if number % 5 == 0 { segment.vlan = 12 }
      segment.sequence = SequenceNumber(number &* 0x0765_4321)
      segment.flags = .syn
      segment.window = 64_240
      segment.hopLimit = 64
      segment.present = [.fullHeader, .sequence, .flags]
      if number % 7 != 0 { segment.present.insert(.allOptions) }
      if number % 3 != 0 { segment.present.insert(.ipv4) }
      if number % 4 != 0 {
        segment.options.present = [.maximumSegmentSize, .windowScale, .timestamps]
        segment.options.windowScale = 14
        segment.options.timestampValue = number
      }
      return segment
    }
  }

  private static func filled(wait: Int64) -> FlowTable {
    var table = FlowTable()
    for var segment in segments(wait: wait) {
      table.prepare([segment].span)
      _ = table.accept(&segment, at: 0)
    }
    table.finishAll()
    return table
  }

  @Test(
    arguments: [
      0, 899_000_000, 901_000_000, 2_999_000_000, 3_499_999_000, 3_600_000_000, 134_000_000_000, 400_000_000_000,
    ] as [Int64])
  func itCountsAsItWouldBeJudged(wait: Int64) throws {
    let diagnosis = Diagnosis()
    var table = Self.filled(wait: wait)
    var counted: [Count] = []
    var silent = SilentAttempt()
    while table.nextSilent(into: &silent) {
      let finding = diagnosis.count(ofSilentAttempt: silent.waited)
      counted.append(
        Count(
          attempt: String(describing: silent.attempt), outline: String(describing: silent.outline),
          findings: finding.map { ["\($0.code) \($0.severity)"] } ?? []))
    }
    #expect(table.nextFinished() == nil)
    var other = Self.filled(wait: wait)
    var judged: [Count] = []
    while let index = other.nextFinished() {
      let findings = diagnosis.findings(in: other.record(of: index, withTimeline: true))
      judged.append(
        Count(
          attempt: String(describing: other.attempt(of: index)), outline: String(describing: other.outline(of: index)),
          findings: findings.map { "\($0.code) \($0.severity)" }))
      other.release(index)
    }
    #expect(judged.count == 61)
    #expect(counted == judged)
  }
}
