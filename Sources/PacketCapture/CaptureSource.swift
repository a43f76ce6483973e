/// Capture files, standard input, or an interface, read packet by packet without copying any.
///
/// Reading is for one thread.
package struct CaptureSource: ~Copyable {
  /// Milliseconds that a read waits for a packet before it says so.
  static let liveWait: Int32 = 100
  /// Milliseconds for which the kernel collects packets of an interface, unless there are many, before it hands them on.
  ///
  /// Short, since a line should stand there when its packet has passed: where many pass it hands them on sooner anyway, and where few do, a
  /// hundred more times a second are nothing.
  static let collectingTime: Int32 = 10

  /// The path, "standard input", or the interface's name: what messages and reports call it; of several files the first.
  package let name: String
  /// The names of all files, in the order in which they were given; of an interface its name.
  package let sources: [String]
  /// The files themselves, in the same order; empty for an interface.
  package let paths: [CapturePath]
  /// Whether packets come from an interface as they happen.
  package let isLive: Bool
  /// Whether a file is waited at for more.
  package let follows: Bool
  /// libpcap's number for what the first packet begins with (`DLT_EN10MB` is 1); -1 where nothing says.
  package let linkType: Int32
  /// The most octets that the capture keeps of a packet, where that is the same for all.
  package let snapshotLength: Int
  /// What there is to tell before the first packet; each one line.
  package let warnings: [String]
  /// Which of several files each packet came from; nil for a single one and for an interface.
  package let origins: FrameOrigins?

  private let file: CaptureFile?
  private let files: CaptureFiles?
  private var live: LiveCapture?

  /// Reads one file, which is at `path`.
  init(_ file: CaptureFile, path: CapturePath, follows: Bool) {
    self.file = file
    paths = [path]
    self.follows = follows
    name = file.name
    sources = [file.name]
    isLive = false
    linkType = file.linkType
    snapshotLength = Int(file.snapLength)
    warnings = []
    origins = nil
    files = nil
    live = nil
  }

  /// Reads several files, which are at `paths`.
  init(_ files: CaptureFiles, paths: [CapturePath]) {
    self.files = files
    self.paths = paths
    sources = paths.map(\.name)
    name = files.first?.name ?? sources.first ?? ""
    isLive = false
    follows = false
    linkType = files.first?.linkType ?? LinkType.none
    snapshotLength = Int(files.first?.snapLength ?? 0)
    warnings = []
    origins = files.origins
    file = nil
    live = nil
  }

  /// Captures on an interface.
  init(_ live: consuming LiveCapture, warnings: [String]) {
    name = live.name
    sources = [live.name]
    paths = []
    isLive = true
    follows = false
    linkType = live.linkType
    snapshotLength = live.snapshotLength
    self.warnings = warnings
    origins = nil
    file = nil
    files = nil
    self.live = consume live
  }

  /// libpcap's name for the link type, such as "EN10MB"; "DLT 9999" for one it does not know.
  package var linkTypeName: String { LinkType.name(linkType) }

  /// Packets read so far, those that a file's filter dropped included.
  package var frames: UInt64 {
    if let file { return file.frames }
    if let files { return files.origins.frames }
    switch live {
    case .some(let live): return live.frames
    case .none: return 0
    }
  }

  /// The kernel's counts as of the last `refreshStatistics`, read or timeout; for files, what they say that was counted
  /// when they were captured, as far as they were read; nil where they say nothing.
  package var statistics: CaptureStatistics? {
    if let file { return file.statistics }
    if let files { return files.statistics }
    switch live {
    case .some(let live): return live.statistics
    case .none: return nil
    }
  }

  /// How far reading has come; nil for what has no known end.
  package var progress: ReadProgress? { file?.progress ?? files?.progress }

  /// Whether what is read, or the first of several files, has to be decompressed.
  package var isCompressed: Bool { file?.isCompressed ?? files?.first?.isCompressed ?? false }

  /// What is said of the packet at hand beside its octets; nil where nothing can be.
  package var notes: PacketNotes? { file?.notes ?? files?.notes }

  /// What came from each interface of the files, as far as they were read; empty for a live capture.
  package var interfaces: [InterfaceCount] { file?.interfaces ?? files?.interfaces ?? [] }

  /// Packets whose record in the file contradicts itself, so that they cannot be handed on.
  package var spoiledRecords: UInt64 { file?.spoiled ?? files?.spoiled ?? 0 }

  /// What turned out while reading, to be told at the end; each one line.
  package var closingWarnings: [String] { file?.warnings ?? files?.warnings ?? [] }

  /// What was wrong with some of several files, while the others were read.
  package var problems: [CaptureError] { files?.problems ?? [] }

  /// Hands the next packets that pass the filter to `body`, one call each; their octets are there for that call only.
  ///
  /// Nothing waits for a batch to fill: `body` is called as soon as a packet is there, and a batch from a pipe ends with
  /// what the pipe held.
  ///
  /// - Parameter limit: packets to read at most, 1 or more, those that a file's filter drops included.
  /// - Returns: `packet` where `body` was called; anything else where it was not, except that an interruption may also
  ///   come after some packets.
  /// - Throws: `truncated`, `damaged` (files) or `interfaceGone` (live), after every packet before it was handed on.
  package mutating func next(
    atMost limit: Int32 = 256, _ body: (PacketHeader, RawSpan) -> Void
  ) throws(CaptureError) -> ReadResult {
    if let file { return try file.next(atMost: Int(limit), until: .max, body) }
    if let files { return try files.next(atMost: Int(limit), body) }
    return try live?.next(atMost: limit, body) ?? .end
  }

  /// Whether it is a file whose packets can be taken with `takePlain`.
  package var isPlain: Bool { file?.isPlain ?? false }

  /// Lends `body` the octets of a file that are at hand, as they are, and how they are read: many packets in one call, where that matters.
  ///
  /// - Parameter body: takes packets off the front, which are numbered from the one behind the given number on, and says how many, and how many
  ///   octets they are with their records.
  /// - Returns: the packets taken; where it is 0, `next` has to be asked for the next one.
  package func takePlain(_ body: (RawSpan, PlainRecords, UInt64) -> (packets: Int, octets: Int)) -> Int {
    file?.takePlain(body) ?? 0
  }

  /// Brings `statistics` up to date; does nothing for a file.
  package mutating func refreshStatistics() {
    live?.refreshStatistics()
  }
}
