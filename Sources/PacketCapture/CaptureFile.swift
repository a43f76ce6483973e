/// One capture file, or standard input, read record by record without copying any.
@safe
final class CaptureFile {
  /// What messages and reports call it.
  let name: String
  /// What its first packet begins with by the file's headers, a DLT_ value; `LinkType.none` where they do not say.
  private(set) var linkType = LinkType.none
  /// The most octets of a packet that the capture keeps, by its headers.
  private(set) var snapLength: UInt32 = 0
  /// Packets read so far, those that the filter dropped included.
  private(set) var frames: UInt64 = 0
  /// Packets whose record contradicts itself; they have numbers, and are not handed on.
  private(set) var spoiled: UInt64 = 0
  /// Packets whose record claims more octets captured than there were on the wire.
  private(set) var overlong: UInt64 = 0

  /// What is said of the packet at hand beside its octets; nil where the format says nothing.
  private(set) var notes: PacketNotes?

  /// The time of the packet that `next` stopped before; nil where it stopped for another reason.
  private(set) var stoppedBefore: Int64?

  private let path: CapturePath
  /// Which of a run's files it is, counted from 1; 0 for a single one.
  private let source: Int
  private let window: InputWindow
  private var kind = Kind.pcapng
  private var pcap: PcapFormat?
  /// How its records are read if they are plain.
  private var plain: PlainRecords?
  private var pcapng = PcapngFormat()
  private var rare: RareFormat?
  private var filter: FileFilter?
  private var toSkip = 0

  private enum Kind {
    case pcap
    case pcapng
    case rare
  }

  /// Opens a capture, compressed or not.
  ///
  /// - Parameters:
  ///   - filter: the words of a filter expression; packets it drops are counted all the same.
  ///   - follows: whether the end of the file is waited at for more.
  ///   - notes: where a run over several files keeps what is said of the packet at hand.
  ///   - source: which of a run's files it is, counted from 1; 0 for a single one.
  /// - Throws: `cannotOpen`, `notACapture`, `filter`; `interrupted` where a pipe was waited for.
  init(
    _ path: CapturePath, filter words: [String], follows: Bool = false, notes: PacketNotes? = nil, source: Int = 0
  ) throws(CaptureError) {
    self.path = path
    self.notes = notes
    self.source = source
    name = path.name
    window = InputWindow(try OctetSource(path, follows: follows))
    try unpack()
    try readHeader()
    filter = try FileFilter(words, linkType: linkType, mayMix: kind != .pcap)
    if kind == .pcapng && notes == nil { self.notes = PacketNotes() }
  }

  /// The interfaces that a pcapng file describes, or one that stands for the file, with what came from each.
  var interfaces: [InterfaceCount] {
    var counts = kind == .pcapng ? pcapng.list.counts : [InterfaceCount(whole)]
    if kind != .pcapng { counts[0].packets = frames }
    for index in counts.indices { counts[index].source = source }
    return counts
  }

  // What stands for the interface of a file that names none.
  private var whole: CaptureInterface {
    var interface = CaptureInterface(linkType: linkType)
    interface.snapLength = snapLength
    return interface
  }

  /// How many octets of the file were read, and how many it has; nil where its end is not known.
  var progress: ReadProgress? {
    window.source.size.map { ReadProgress(read: window.source.octets, size: $0) }
  }

  /// Whether the file has to be decompressed.
  var isCompressed: Bool { window.compression != nil }

  /// What a pcapng file says that was counted while it was captured; nil where it says nothing.
  var statistics: CaptureStatistics? { pcapng.statistics }

  /// What turned out while reading, each one line.
  var warnings: [String] {
    var lines = filter?.warnings ?? []
    if overlong > 0 {
      let what = overlong == 1 ? "packet claims" : "packets claim"
      lines.append("\(overlong) \(what) more octets captured than there were on the wire; the rest is left out")
    }
    if spoiled > 0 {
      let what =
        spoiled == 1 ? "packet has a record that contradicts itself" : "packets have records that contradict themselves"
      lines.append("\(spoiled) \(what); not decoded")
    }
    return lines.map { "\(name): \($0)" }
  }

  /// Hands the next packets that pass the filter to `body`, one call each; their octets are there for that call only.
  ///
  /// - Parameters:
  ///   - limit: packets to read at most, 1 or more, those that the filter drops included.
  ///   - bound: a time; the first packet after it is left where it is.
  /// - Returns: `packet` where `body` was called, or `bound` reached; anything else where neither, except that an
  ///   interruption may also come after some packets.
  /// - Throws: `truncated` or `damaged`, after every packet before it was handed on.
  func next(
    atMost limit: Int, until bound: Int64, _ body: (PacketHeader, RawSpan) -> Void
  ) throws(CaptureError) -> ReadResult {
    stoppedBefore = nil
    var record = CaptureRecord()
    var handedOn = 0
    while true {
      if InterruptHandler.isRaised { return .interrupted }
      let last = frames &+ UInt64(max(limit, 1))
      if isPlain, let plain { handedOn &+= deliverPlain(plain, upTo: last, until: bound, body) }
      while frames < last {
        let step = step(into: &record)
        if case .packet = step {
          if record.time > bound {
            stoppedBefore = record.time
            return .packet
          }
          frames &+= 1
          handedOn &+= deliver(&record, body)
          window.start += record.length
        } else if let result = try pass(step, record, handedOn: handedOn) {
          return result
        }
      }
      if handedOn > 0 { return .packet }
    }
  }

  /// Whether packets can be taken with `takePlain`: nothing is said of them or asked of them here but what is in their records, which are plain.
  var isPlain: Bool { plain != nil && notes == nil && filter == nil }

  /// Lends `body` the octets that are at hand, from which it may take packets off the front; it says how many, and how many octets they are with
  /// their records. The numbers of these packets go on behind the one it is given.
  ///
  /// - Returns: the packets taken; 0 where `isPlain` is false, where the next packet is not there whole or not plain, and on interruption.
  func takePlain(_ body: (RawSpan, PlainRecords, UInt64) -> (packets: Int, octets: Int)) -> Int {
    guard isPlain, let plain, !InterruptHandler.isRaised else { return 0 }
    let octets = unsafe UnsafeRawBufferPointer(start: window.base + window.start, count: window.available).bytes
    let taken = body(octets, plain, frames)
    window.start += min(taken.octets, window.available)
    frames &+= UInt64(taken.packets)
    return taken.packets
  }

  /// What comes next in a file.
  enum Peek {
    /// A packet of this time.
    case time(Int64)
    /// No packet.
    case end
  }

  /// Waits for the packet that `next` would read.
  ///
  /// - Throws: `truncated`, `damaged`; `interrupted` where a pipe was waited for.
  func peek() throws(CaptureError) -> Peek {
    var record = CaptureRecord()
    while true {
      let step = step(into: &record)
      if case .packet = step { return .time(record.time) }
      switch try pass(step, record, handedOn: 0) {
      case .none, .packet, .timeout: continue
      case .end: return .end
      case .interrupted: throw CaptureError(.interrupted, "\(name): stopped before it began")
      }
    }
  }

  /// Whether the file can be closed and opened again at its start.
  var canBeReopened: Bool { !window.source.mayWait && !path.isStandardInput }

  @inline(__always)
  private func step(into record: inout CaptureRecord) -> RecordStep {
    let octets = unsafe UnsafeRawBufferPointer(start: window.base + window.start, count: window.available).bytes
    switch kind {
    case .pcap:
      guard let pcap else { return .needs(PcapFormat.headerLength) }
      return pcap.parse(octets, into: &record)
    case .pcapng:
      if toSkip > 0 { return .skip(toSkip) }
      return pcapng.parse(octets, into: &record)
    case .rare:
      if toSkip > 0 { return .skip(toSkip) }
      return rare?.parse(octets, at: window.offset, into: &record) ?? .needs(1)
    }
  }

  /// Hands the plain packets at hand on, up to the one before `last` or `bound`; how many there were. Nothing is asked of the file but what may
  /// differ from packet to packet, and whatever is not plain is left where it is.
  @inline(__always)
  private func deliverPlain(
    _ plain: PlainRecords, upTo last: UInt64, until bound: Int64, _ body: (PacketHeader, RawSpan) -> Void
  ) -> Int {
    let octets = unsafe UnsafeRawBufferPointer(start: window.base + window.start, count: window.available).bytes
    let before = frames
    var position = 0
    while frames < last, let record = plain.record(octets, at: position), record.time <= bound {
      frames &+= 1
      let start = position &+ PlainRecords.headerLength
      position = start &+ record.captured
      body(
        PacketHeader(
          timeNanoseconds: record.time, capturedLength: record.captured, originalLength: record.original,
          frame: frames, linkType: plain.linkType),
        octets.extracting(start..<position))
    }
    window.start += position
    return Int(truncatingIfNeeded: frames &- before)
  }

  /// Hands a packet on; 0 if the filter drops it, else 1.
  ///
  /// `record` is `inout` only because a copy of what was just written would wait for it.
  @inline(__always)
  private func deliver(_ record: inout CaptureRecord, _ body: (PacketHeader, RawSpan) -> Void) -> Int {
    let octets = unsafe UnsafeRawPointer(window.base + window.start + record.dataOffset)
    if let notes { note(record, in: notes) }
    if filter != nil, unsafe filter?.passes(octets, record) == false { return 0 }
    let original = record.original == 0 ? UInt32(truncatingIfNeeded: record.captured) : record.original
    if record.captured > original { overlong &+= 1 }
    let captured = min(record.captured, Int(original))
    let header = PacketHeader(
      timeNanoseconds: record.time, capturedLength: captured, originalLength: original, frame: frames,
      linkType: record.linkType)
    let packet = unsafe UnsafeRawBufferPointer(start: octets, count: captured)
    unsafe body(header, packet.bytes)
    return 1
  }

  /// Keeps what is said of a packet beside its octets.
  @inline(never)
  private func note(_ record: CaptureRecord, in notes: PacketNotes) {
    if !notes.comments.isEmpty { notes.comments = [] }
    let isDescribed = kind == .pcapng
    if isDescribed { pcapng.count(record) }
    let number = UInt64(source) << 32 | UInt64(truncatingIfNeeded: isDescribed ? record.interface : 0)
    if number != notes.interfaceNumber {
      notes.interfaceNumber = number
      notes.interface =
        isDescribed && record.interface < pcapng.list.counts.count
        ? pcapng.list.counts[record.interface].interface : whole
    }
    if isDescribed && record.optionsOffset > 0 {
      notes.comments = window.withOctets { pcapng.comments($0, record) }
    }
  }

  /// Deals with anything but a packet; nil to go on parsing.
  @inline(never)
  private func pass(
    _ step: RecordStep, _ record: CaptureRecord, handedOn: Int
  ) throws(CaptureError) -> ReadResult? {
    switch step {
    case .packet:
      return nil
    case .other(let length):
      window.start += length
      return nil
    case .spoiled(let length):
      window.start += length
      frames &+= 1
      spoiled &+= 1
      return nil
    case .skip(let length):
      toSkip = window.skip(length)
      return toSkip == 0 ? nil : try fill(1, needed: toSkip, handedOn: handedOn)
    case .needs(let count):
      return try fill(count, needed: count, handedOn: handedOn)
    case .damaged(let damage):
      // What was handed on goes first; the same damage is met again by the next call.
      if handedOn > 0 { return .packet }
      throw CaptureError(
        .damaged,
        "\(name): packet \(frames + 1) is damaged, at octet \(window.offset): \(damage.text)",
        advice: ["What follows cannot be read: nothing tells where the next packet begins."])
    }
  }

  /// Makes `count` octets available; nil where they are.
  private func fill(_ count: Int, needed: Int, handedOn: Int) throws(CaptureError) -> ReadResult? {
    // Nothing waits for a batch to fill: what a pipe has given so far goes first.
    if handedOn > 0 && window.source.mayWait { return .packet }
    switch window.fill(count) {
    case .ready: return nil
    case .interrupted: return .interrupted
    case .timeout: return handedOn > 0 ? .packet : .timeout
    case .end:
      if handedOn > 0 { return .packet }
      if window.available == 0 && mayEnd { return .end }
      throw CaptureError.ending(
        name: name, frame: frames + 1, offset: window.offset + Int64(window.available),
        missing: needed - window.available)
    case .failed(let failure):
      if handedOn > 0 { return .packet }
      throw CaptureError.failing(
        failure, path: path, compression: window.compression, frame: frames + 1, offset: window.source.octets)
    }
  }

  private var mayEnd: Bool {
    switch kind {
    case .pcap: true
    case .pcapng: toSkip == 0 && !pcapng.isWithinBlock
    case .rare: toSkip == 0 && rare?.mayEnd(at: window.offset) ?? true
    }
  }
}

extension CaptureFile {
  /// Waits for `count` octets of the file's beginning; false where it has fewer, or where `isEnough` says that what came will do.
  private func waitForHead(_ count: Int, or isEnough: () -> Bool = { false }) throws(CaptureError) -> Bool {
    while true {
      switch window.fill(count) {
      case .ready: return true
      case .end: return false
      case .timeout: if isEnough() { return false }
      case .interrupted: throw CaptureError(.interrupted, "\(name): stopped before it began")
      case .failed(let failure):
        throw CaptureError.opening(failure, path: path, compression: window.compression)
      }
    }
  }

  private func unpack() throws(CaptureError) {
    _ = try waitForHead(4)
    guard let compression = Compression(head: window.head) else { return }
    guard compression.isSupported else { throw CaptureError.unsupported(compression, path: path) }
    guard window.unpack(compression) else { throw CaptureError(.cannotOpen, "\(name): not enough memory") }
    _ = try waitForHead(4)
    if let inner = Compression(head: window.head) {
      throw CaptureError.nested(inner, within: compression, path: path)
    }
  }

  private func readHeader() throws(CaptureError) {
    let head = window.head
    if window.available >= 4 && PcapFormat.begins(with: head) {
      try readPcapHeader()
    } else if window.available >= 4 && head == PcapngFormat.sectionHeader {
      try readInterface()
    } else if let format = try rareFormat() {
      kind = .rare
      rare = format
      window.start += format.headerLength
      if let known = format.linkType { linkType = known } else { linkType = try firstLinkType() ?? LinkType.none }
      snapLength = 65_535
    } else {
      throw CaptureError.noCapture(path: path, octets: window.source.octets, head: window.firstOctets(24))
    }
  }

  private func readPcapHeader() throws(CaptureError) {
    guard try waitForHead(PcapFormat.headerLength) else { throw headerIsCut }
    do throws(PcapFormat.Refusal) {
      let format = try window.pcapFormat()
      window.start += PcapFormat.headerLength
      kind = .pcap
      pcap = format
      plain = format.plain
      linkType = format.linkType
      snapLength = format.snapLength
    } catch {
      switch error {
      case .notPcap:
        throw CaptureError(
          .notACapture, "\(name): is no capture: neither pcap nor pcapng, nor another format that is read")
      case .version(let major, let minor):
        throw CaptureError(
          .notACapture, "\(name): is of pcap version \(major).\(minor), and 2.0 through 2.4 are known")
      }
    }
  }

  /// Reads a pcapng file up to its first interface, which says what its packets begin with.
  private func readInterface() throws(CaptureError) {
    var record = CaptureRecord()
    while pcapng.firstInterface == nil {
      let step = step(into: &record)
      if case .packet = step { return }
      if case .damaged(let damage) = step {
        throw CaptureError(
          .notACapture, "\(name): is no pcapng capture that can be read: at octet \(window.offset), \(damage.text)")
      }
      do throws(CaptureError) {
        switch try pass(step, record, handedOn: 0) {
        case .none, .timeout, .packet: continue
        case .interrupted: throw CaptureError(.interrupted, "\(name): stopped before it began")
        case .end: return
        }
      } catch {
        throw error.kind == .truncated ? headerIsCut : error
      }
    }
    if let first = pcapng.firstInterface {
      linkType = first.linkType
      snapLength = first.snapLength == 0 ? LinkType.longestPacket(first.linkType) : first.snapLength
    }
  }

  private func rareFormat() throws(CaptureError) -> RareFormat? {
    // A file that has fewer octets is looked at as it is; one that grows is not waited for in vain.
    let (window, growing) = (window, window.source.follows)
    _ = try waitForHead(RareFormat.headLength) {
      window.withOctets { octets in
        RareFormat(octets) != nil || growing && !RareFormat.mayBegin(octets)
      }
    }
    if window.withOctets({ $0.byteCount < RareFormat.leastLength($0) }) { throw headerIsCut }
    return window.withOctets { RareFormat($0) }
  }

  private func firstLinkType() throws(CaptureError) -> Int32? {
    var record = CaptureRecord()
    while true {
      let step = step(into: &record)
      if case .packet = step { return record.linkType }
      guard try pass(step, record, handedOn: 0) == nil else { return nil }
    }
  }

  private var headerIsCut: CaptureError {
    let octets = window.offset + Int64(window.available)
    return CaptureError(.notACapture, "\(name): ends after \(octets) octets, before its file header does")
  }
}
