import FlowReporting
import FlowTracking
import PacketCapture
import PacketDecoding

/// The first half of the pipeline: packets from a source, filtered and decoded, and handed on in batches.
struct PacketIntake: ~Copyable {
  /// What is to be told beside segments.
  struct Wishes: OptionSet {
    /// The bits.
    let rawValue: UInt8

    /// Every packet with its octets.
    static let packets = Wishes(rawValue: 1)
    /// Packets that cannot be decoded, one by one.
    static let damage = Wishes(rawValue: 2)
  }

  /// What was counted of packets.
  private(set) var tally = PacketTally()
  /// What is known of checksums.
  private(set) var checksums: ChecksumSampler

  private let wishes: Wishes
  private let packetLimit: UInt64?
  private let filter: SegmentFilter?
  private let isFiltered: Bool
  private let origins: FrameOrigins?
  private let notes: PacketNotes?
  private let hasNotes: Bool
  private let handsOnAtOnce: Bool
  private let takesPlain: Bool
  private let progress: ProgressBar?
  private var decoder: PacketDecoder
  private var linkType: Int32
  private var shownInterface: UInt64?
  private var fragments = FragmentTable()
  private var batch: SegmentBatch

  /// An intake of `source` that stops after `packetLimit` packets.
  ///
  /// - Parameters:
  ///   - filter: what segments have to pass; nil where the source applies the filter, if there is one.
  ///   - batchSize: segments after which a batch is handed on, while more is at hand.
  init(
    of source: borrowing CaptureSource, _ wishes: Wishes, packetLimit: UInt64?, filter: SegmentFilter?,
    progress: ProgressBar?, batchSize: Int
  ) {
    self.wishes = wishes
    self.packetLimit = packetLimit
    self.filter = filter
    isFiltered = filter != nil
    origins = source.origins
    // Under a name of its own for `takesPlain`: the right side of `&&` is a closure, and where that reads a property of a noncopyable `self` which is
    // not whole yet, Swift 6.3 destroys what is still to come, here `batch`, before it is there.
    let notes = source.notes
    self.notes = notes
    hasNotes = notes != nil
    self.progress = progress
    handsOnAtOnce = source.isLive || source.follows
    decoder = PacketDecoder(linkType: source.linkType)
    checksums = ChecksumSampler(linkType: source.linkType)
    takesPlain = source.isPlain && filter == nil && notes == nil && !wishes.contains(.packets)
    linkType = source.linkType
    batch = SegmentBatch(size: batchSize)
  }

  /// Reads `source` to its end, or until a signal or the limit, and hands everything to `taker`.
  ///
  /// - Throws: what `CaptureSource.next` throws, after all that came before it was handed on.
  mutating func read<Taker: SegmentTaker & ~Copyable>(
    _ source: inout CaptureSource, into taker: inout Taker
  ) throws(CaptureError) {
    var problem: CaptureError?
    do throws(CaptureError) {
      try readPackets(&source, into: &taker)
    } catch {
      problem = error
    }
    fragments.expireAll()
    followReleased(into: &taker)
    handOn(to: &taker)
    if let problem { throw problem }
  }

  private mutating func readPackets<Taker: SegmentTaker & ~Copyable>(
    _ source: inout CaptureSource, into taker: inout Taker
  ) throws(CaptureError) {
    while taker.isOfUse {
      let rest = packetLimit.map { $0 - min($0, tally.packets) } ?? .max
      if rest == 0 { return }
      if CountsRequest.take() {
        tellCounts(of: source)
        handOn(to: &taker)
      }
      progress?.update(source, packets: tally.packets)
      let limit = Int32(truncatingIfNeeded: min(rest, 256))
      // The first packet of all, and one that is not there whole, is for the general way.
      if takesPlain, tally.packets > 0, takePlain(source, atMost: Int(limit), into: &taker) {
        packetsCame(into: &taker)
        continue
      }
      let result = try source.next(atMost: takesPlain ? 1 : limit) { header, octets in
        if header.linkType != linkType { changeDecoder(to: header.linkType) }
        if wishes.rawValue & Wishes.packets.rawValue != 0 { show(octets, header) }
        if hasNotes { tellComments(header.frame) }
        let (status, present) = decode(octets, header)
        if !isFiltered, status.isUsual, !present.isIncomplete {
          checksums.sample(octets, originalLength: header.originalLength, status, &batch.segments[batch.count])
          add(status, present, time: header.timeNanoseconds)
        } else {
          takeOdd(octets, header, decoder, status, into: &taker)
        }
        if batch.isFull { handOn(to: &taker) }
      }
      switch result {
      case .packet:
        packetsCame(into: &taker)
      case .timeout:
        let now = WallClock.now()
        if !fragments.isEmpty {
          fragments.expire(at: now)
          followReleased(into: &taker)
        }
        batch.tell(.quiet(now: source.isLive && tally.packets > 0 ? now : nil))
        handOn(to: &taker)
      case .end, .interrupted:
        return
      }
    }
  }

  /// Sees to what time has brought with the packets just read.
  @inline(__always)
  private mutating func packetsCame<Taker: SegmentTaker & ~Copyable>(into taker: inout Taker) {
    if !fragments.isEmpty {
      fragments.expire(at: tally.lastTime)
      followReleased(into: &taker)
    }
    // A live packet is shown at once, not when many more have come.
    if handsOnAtOnce { handOn(to: &taker) }
  }

  /// Takes packets of a file whose records are plain, `limit` at most; false where `next` has to be asked for the next one.
  private mutating func takePlain<Taker: SegmentTaker & ~Copyable>(
    _ source: borrowing CaptureSource, atMost limit: Int, into taker: inout Taker
  ) -> Bool {
    let taken = source.takePlain { octets, records, frame in
      if records.linkType != linkType { changeDecoder(to: records.linkType) }
      var run = RecordRun(frame: frame)
      while run.packets < limit {
        batch.fill(octets, records, &run, atMost: limit, decoder, &tally, &checksums)
        if let (range, original, status) = run.odd {
          let header = PacketHeader(
            timeNanoseconds: batch.segments[batch.count].time, capturedLength: range.count, originalLength: original,
            frame: frame &+ UInt64(run.packets), linkType: records.linkType)
          run.odd = nil
          takeOdd(octets.extracting(range), header, decoder, status, into: &taker)
        } else if !batch.isFull {
          break
        }
        if batch.isFull { handOn(to: &taker) }
      }
      return (run.packets, run.octets)
    }
    return taken > 0
  }

  @inline(__always)
  private mutating func handOn<Taker: SegmentTaker & ~Copyable>(to taker: inout Taker) {
    if !batch.isEmpty { taker.take(&batch) }
  }

  /// Has somebody told how far the run has come.
  @inline(never)
  private mutating func tellCounts(of source: borrowing CaptureSource) {
    var parts = ["\(tally.packets) packets", "\(tally.segments) TCP"]
    if let progress = source.progress, progress.size > 0 {
      parts[0] += " (\(progress.read &* 100 / progress.size) % of \(source.name))"
    }
    let dropped = source.isLive ? source.statistics?.droppedByKernel : nil
    batch.tell(.counts(parts, dropped.map { ["\($0) dropped by the kernel"] } ?? []))
  }

  /// Decodes packets of another link type from now on: one file may hold several.
  @inline(never)
  private mutating func changeDecoder(to linkType: Int32) {
    decoder = PacketDecoder(linkType: linkType)
    checksums.change(to: linkType)
    self.linkType = linkType
  }

  /// Decodes a packet into the next place of the batch; what it was, and what it held.
  @inline(__always)
  private mutating func decode(_ octets: RawSpan, _ header: PacketHeader) -> (DecodeStatus, Segment.Presence) {
    let decoder = decoder
    // One access to the place: each of its own would look for it anew.
    return batch.fill { segment in
      segment.time = header.timeNanoseconds
      segment.frame = header.frame
      let status = decoder.decode(octets, originalLength: header.originalLength, into: &segment)
      return (status, segment.present)
    }
  }

  /// Takes a packet that is filtered, damaged, a part of one, or several.
  @inline(never)
  private mutating func takeOdd<Taker: SegmentTaker & ~Copyable>(
    _ octets: RawSpan, _ header: PacketHeader, _ decoder: PacketDecoder, _ status: DecodeStatus,
    into taker: inout Taker
  ) {
    var status = status
    let present = batch.segments[batch.count].present
    if present.contains(.fragment), !present.contains(.icmp) {
      if wishes.contains(.packets) { batch.tell(.part) }
      status = fragments.take(
        octets, originalLength: header.originalLength, status, decoder, into: &batch.segments[batch.count])
      if !isFiltered { tally.takeBack(fragments.joined, .fragment) }
      fragments.joined = 0
    }
    if isAdmitted(status) {
      if !present.isIncomplete {
        checksums.sample(octets, originalLength: header.originalLength, status, &batch.segments[batch.count])
      }
      if status.isDamaged { note(status, decoder.diagnose(octets, originalLength: header.originalLength), header) }
      add(status, batch.segments[batch.count].present, time: header.timeNanoseconds)
    }
    if batch.isFull { handOn(to: &taker) }
    if present.contains(.aggregate) { takeSubframes(octets, header, decoder, into: &taker) }
    followReleased(into: &taker)
  }

  /// Whether the filter lets the packet just decoded pass; only what is TCP or speaks of it can.
  private func isAdmitted(_ status: DecodeStatus) -> Bool {
    guard let filter else { return true }
    return (status.isSegment || status == .icmpError) && filter.admits(batch.segments[batch.count])
  }

  /// Counts, and where that is wanted lists, what is wrong with a packet.
  private mutating func note(_ status: DecodeStatus, _ error: DecodeError?, _ header: PacketHeader) {
    let packet = DamagedPacket(
      frame: origins?.reported(header.frame) ?? header.frame, time: header.timeNanoseconds, reason: status.reason,
      place: error.map {
        DamagedPacket.Place(layer: $0.layer.name, octet: $0.offset, needed: $0.needed, available: $0.available)
      })
    tally.add(packet)
    guard wishes.contains(.damage) else { return }
    if tally.packets == 0 { batch.tell(.firstPacket(at: header.timeNanoseconds)) }
    batch.tell(.damaged(packet))
  }

  /// Takes all frames of an aggregate but the first, which count as part of its packet.
  private mutating func takeSubframes<Taker: SegmentTaker & ~Copyable>(
    _ octets: RawSpan, _ header: PacketHeader, _ decoder: PacketDecoder, into taker: inout Taker
  ) {
    for index in 1...PacketDecoder.subframeLimit {
      let count = batch.count
      batch.segments[count].time = header.timeNanoseconds
      batch.segments[count].frame = header.frame
      let status = decoder.decode(
        subframe: index, octets, originalLength: header.originalLength, into: &batch.segments[count])
      let isLast = !batch.segments[count].present.contains(.aggregate)
      if status.isSegment || status == .icmpError, isAdmitted(status) {
        if status.isSegment { tally.segments &+= 1 }
        batch.keep()
        if batch.isFull { handOn(to: &taker) }
      }
      if isLast { return }
    }
  }

  /// Follows the starts of datagrams whose rest did not come.
  private mutating func followReleased<Taker: SegmentTaker & ~Copyable>(into taker: inout Taker) {
    for segment in fragments.released {
      batch.segments[batch.count] = segment
      if isFiltered {
        guard isAdmitted(.tcp) else { continue }
        tally.packets &+= 1
      } else {
        tally.takeBack(1, .fragment)
      }
      tally.segments &+= 1
      batch.keep()
      if batch.isFull { handOn(to: &taker) }
    }
    fragments.released.removeAll(keepingCapacity: true)
  }

  /// Tells of a packet with its octets, for a sink that keeps them.
  private mutating func show(_ octets: RawSpan, _ header: PacketHeader) {
    if let notes, notes.interfaceNumber != shownInterface {
      shownInterface = notes.interfaceNumber
      batch.tell(.interface(PacketInterface(notes.interface)))
    }
    batch.show(
      PacketFacts(
        time: header.timeNanoseconds, originalLength: header.originalLength, linkType: linkType, frame: header.frame),
      octets)
  }

  /// Tells what others wrote about a packet.
  @inline(never)
  private mutating func tellComments(_ frame: UInt64) {
    guard let notes, !notes.comments.isEmpty else { return }
    let comments = PacketComment.ofOthers(notes.comments)
    if !comments.isEmpty { batch.tell(comments, about: frame) }
  }

  /// Counts the packet just decoded, which held what `present` says, and keeps it in the batch if it concerns TCP.
  @inline(__always)
  private mutating func add(_ status: DecodeStatus, _ present: Segment.Presence, time: Int64) {
    if tally.add(time: time) { batch.tell(.firstPacket(at: time)) }
    guard case .tcp = status else { return addOther(status) }
    tally.addSegment(present)
    batch.keep()
  }

  /// The same for one that is no whole segment.
  private mutating func addOther(_ status: DecodeStatus) {
    switch status {
    case .tcp, .malformedSegment:
      tally.segments &+= 1
      batch.keep()
    case .icmpError:
      batch.keep()
    case .notTCP, .fragment, .truncated, .malformed, .tooManyLayers, .encrypted, .unsupportedLinkType,
      .contradictoryFragment:
      tally.add(status)
    }
  }
}

extension DecodeStatus {
  /// Whether the packet, or its capture, is at fault.
  fileprivate var isDamaged: Bool {
    switch self {
    case .malformedSegment, .truncated, .malformed, .tooManyLayers, .contradictoryFragment: true
    default: false
    }
  }
}
