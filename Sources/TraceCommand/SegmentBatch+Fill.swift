import PacketCapture
import PacketDecoding

/// How far packets were taken from octets at hand.
struct RecordRun {
  /// The number of the packet before the first.
  let frame: UInt64
  /// Packets taken.
  var packets = 0
  /// Their octets, records included.
  var octets = 0
  /// Where the last one lies if it is to be taken another way, how long it was, and what came of decoding it.
  var odd: (range: Range<Int>, original: UInt32, status: DecodeStatus)?

  /// A run from the packet behind the one with number `frame` on.
  init(frame: UInt64) {
    self.frame = frame
  }
}

extension SegmentBatch {
  /// Decodes packets into the batch, until that is full, `run` has `limit`, there is no other whole one, or one is odd, whose segment is then at
  /// `count`. Nothing is done for each that can be done for all; it is the shortest way from a file to segments.
  mutating func fill(
    _ octets: RawSpan, _ records: PlainRecords, _ run: inout RecordRun, atMost limit: Int, _ decoder: PacketDecoder,
    _ tally: inout PacketTally, _ checksums: inout ChecksumSampler
  ) {
    var place = count
    var position = run.octets
    var packets = run.packets
    let before = packets
    let frame = run.frame
    var segments = segments.mutableSpan
    while packets < limit, place < segments.count, let record = records.record(octets, at: position) {
      let start = position &+ PlainRecords.headerLength
      position = start &+ record.captured
      packets &+= 1
      // A whole record is there.
      let packet = unsafe octets.extracting(unchecked: Range(uncheckedBounds: (start, position)))
      segments[place].time = record.time
      segments[place].frame = frame &+ UInt64(truncatingIfNeeded: packets)
      if usually(decoder.decodePlain(packet, originalLength: record.original, into: &segments[place])) {
        checksums.sample(packet, originalLength: record.original, .tcp, &segments[place])
        tally.pass(to: record.time)
        place &+= 1
        continue
      }
      let status = decoder.decodeLayers(packet, originalLength: record.original, into: &segments[place])
      guard status.isUsual, !segments[place].present.isIncomplete else {
        run.odd = (start..<position, record.original, status)
        break
      }
      if case .tcp = status, segments[place].present.isCutHeader { tally.cutHeaders &+= 1 }
      checksums.sample(packet, originalLength: record.original, status, &segments[place])
      tally.pass(to: record.time)
      if case .tcp = status { place &+= 1 } else { tally.add(status) }
    }
    tally.packets &+= UInt64(truncatingIfNeeded: packets &- before &- (run.odd == nil ? 0 : 1))
    tally.segments &+= UInt64(truncatingIfNeeded: place &- count)
    run.octets = position
    run.packets = packets
    count = place
  }
}

extension DecodeStatus {
  /// Whether the packet was decoded to its end; a comparison of another module's cases is a call, and this is asked of every packet.
  @inline(__always)
  var isUsual: Bool {
    switch self {
    case .tcp, .notTCP: true
    default: false
    }
  }
}

extension Segment.Presence {
  /// Whether there is more to the packet than one decoding; a set operation on another module's type is not inlined.
  @inline(__always)
  var isIncomplete: Bool { rawValue & Self.incomplete != 0 }

  /// Whether the header was not captured up to its options.
  @inline(__always)
  var isCutHeader: Bool { rawValue & Segment.Presence.fullHeader.rawValue == 0 }

  private static var incomplete: UInt16 {
    Segment.Presence.fragment.rawValue | Segment.Presence.aggregate.rawValue
  }
}
