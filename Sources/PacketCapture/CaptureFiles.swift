/// Several capture files as one run: packets in the order of their times, whichever file they come from.
///
/// A file is opened when its first packet's turn comes, so that of a thousand rotated files one or two are open at a time.
/// Within a file the order is the file's own, even where its clock stepped back. A file that cannot be read, or not to its
/// end, is a problem to be told, and the others go on.
@safe
final class CaptureFiles {
  /// Which file each packet came from.
  let origins: FrameOrigins
  /// The first file in the order of time.
  private(set) var first: CaptureFile?
  /// What was wrong with files, in the order in which it turned out.
  private(set) var problems: [CaptureError] = []
  /// What turned out about files that were read to their end.
  private(set) var warnings: [String] = []
  /// What the files say that was counted while they were captured, summed; nil where none says anything.
  private(set) var statistics: CaptureStatistics?
  /// Packets whose record contradicts itself.
  private(set) var spoiled: UInt64 = 0
  /// What is said of the packet at hand beside its octets.
  let notes = PacketNotes()
  /// What came from each interface of the files so far.
  var interfaces: [InterfaceCount] { finishedInterfaces + open.flatMap { $0.file.interfaces } }

  /// Interfaces after which those of further files are not listed.
  private static let interfaceLimit = 65_536

  private let paths: [CapturePath]
  private let filter: [String]
  private var open: [Opened] = []
  private var finishedInterfaces: [InterfaceCount] = []
  private var waiting: ArraySlice<Waiting> = []

  // Octets of the files that were read; of all files, nil where one has no known end.
  private var octetsRead: Int64 = 0
  private var size: Int64? = 0

  private struct Opened {
    let file: CaptureFile
    let index: Int
    var time: Int64
  }

  private struct Waiting {
    let index: Int
    let time: Int64
  }

  /// Looks at the start of every file.
  ///
  /// - Throws: `filter`, or `interrupted`; the first problem where no file can be read.
  init(_ paths: [CapturePath], filter: [String]) throws(CaptureError) {
    self.paths = paths
    self.filter = filter
    origins = FrameOrigins(files: paths.count)
    if !filter.isEmpty { try CaptureFilter.validate(filter) }
    var later: [Waiting] = []
    for index in paths.indices {
      do throws(CaptureError) {
        let file = try opened(index)
        size = size.flatMap { total in file.progress.map { total &+ $0.size } }
        switch try file.peek() {
        case .time(let time):
          if file.canBeReopened {
            later.append(Waiting(index: index, time: time))
          } else {
            open.append(Opened(file: file, index: index, time: time))
          }
        case .end: finish(file)
        }
        if first == nil { first = file }
      } catch {
        if error.kind == .interrupted { throw error }
        problems.append(error)
      }
    }
    if first == nil, let problem = problems.first, problems.count == paths.count { throw problem }
    waiting = later.sorted { ($0.time, $0.index) < ($1.time, $1.index) }[...]
    if let earliest = waiting.first, open.allSatisfy({ $0.time > earliest.time }) {
      first = try? opened(earliest.index)
    }
  }

  /// How far reading has come; nil where the end of one of the files is not known.
  var progress: ReadProgress? {
    size.map { size in
      ReadProgress(read: open.reduce(octetsRead) { $0 &+ ($1.file.progress?.read ?? 0) }, size: size)
    }
  }

  /// Hands the next packets on, as `CaptureSource.next` says, with the run's numbers.
  func next(atMost limit: Int, _ body: (PacketHeader, RawSpan) -> Void) throws(CaptureError) -> ReadResult {
    while true {
      if InterruptHandler.isRaised { return .interrupted }
      openDue()
      guard let turn = open.indices.min(by: { (open[$0].time, open[$0].index) < (open[$1].time, open[$1].index) })
      else { return .end }
      let others = open.indices.filter { $0 != turn }.map { open[$0].time }
      let bound = min(others.min() ?? .max, waiting.first?.time ?? .max)
      let (file, before) = (open[turn].file, open[turn].file.frames)
      origins.change(to: open[turn].index)
      let offset = origins.frames &- before
      var handedOn = 0
      do throws(CaptureError) {
        let result = try file.next(atMost: limit, until: bound) { header, octets in
          var header = header
          header.frame = header.frame &+ offset
          handedOn += 1
          body(header, octets)
        }
        origins.advance(by: file.frames - before)
        switch result {
        case .packet: open[turn].time = file.stoppedBefore ?? open[turn].time
        case .end:
          finish(file)
          open.remove(at: turn)
        case .timeout, .interrupted: return result
        }
      } catch {
        origins.advance(by: file.frames - before)
        problems.append(error)
        finish(file)
        open.remove(at: turn)
      }
      if handedOn > 0 { return .packet }
    }
  }

  /// Opens the files whose turn has come.
  private func openDue() {
    while let next = waiting.first, open.allSatisfy({ $0.time >= next.time }) {
      waiting.removeFirst()
      do throws(CaptureError) {
        let file = try opened(next.index)
        open.append(Opened(file: file, index: next.index, time: next.time))
      } catch {
        problems.append(error)
      }
    }
  }

  private func opened(_ index: Int) throws(CaptureError) -> CaptureFile {
    try CaptureFile(paths[index], filter: filter, notes: notes, source: index + 1)
  }

  private func finish(_ file: CaptureFile) {
    if finishedInterfaces.count < Self.interfaceLimit { finishedInterfaces += file.interfaces }
    warnings += file.warnings
    octetsRead &+= file.progress?.read ?? 0
    spoiled += file.spoiled
    if let counts = file.statistics { statistics = (statistics ?? CaptureStatistics()).adding(counts) }
  }
}
