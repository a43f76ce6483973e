import PacketCapture

/// All that reading a capture gave.
struct Reading: Sendable {
  /// The packets' headers.
  var headers: [PacketHeader] = []
  /// The packets' octets.
  var packets: [[UInt8]] = []
  /// What ended reading; nil for an error.
  var last: ReadResult?
  /// The error that ended reading.
  var error: CaptureError?

  /// Which file each packet is of, and its number there; empty for a single file.
  var places: [FrameOrigins.Place] = []
  /// What was wrong with some of several files.
  var problems: [CaptureError] = []
  /// What was told at the end.
  var warnings: [String] = []
  /// What the file says was counted.
  var statistics: CaptureStatistics?
  /// The comments on each packet.
  var comments: [[[UInt8]]] = []
  /// The name of each packet's interface.
  var interfaceNames: [[UInt8]] = []
  /// What came from each interface.
  var interfaces: [InterfaceCount] = []
  /// Packets whose records contradict themselves.
  var spoiled: UInt64 = 0

  /// The frame numbers.
  var frames: [UInt64] { headers.map(\.frame) }
  /// The times in nanoseconds.
  var times: [Int64] { headers.map(\.timeNanoseconds) }

  /// Reads a capture to its end, its error or an interruption.
  init(path: String, filter: [String] = []) {
    self.init(paths: [path], filter: filter)
  }

  /// Reads captures as one run to its end, its error or an interruption.
  init(paths: [String], filter: [String] = []) {
    do throws(CaptureError) {
      var source = try CaptureSource.files(paths.map { CapturePath($0) }, filter: filter)
      defer {
        problems = source.problems
        warnings = source.closingWarnings
        statistics = source.statistics
        spoiled = source.spoiledRecords
        interfaces = source.interfaces
        if let origins = source.origins { places = frames.map { origins.place(of: $0) } }
      }
      let notes = source.notes
      while true {
        let result = try source.next { header, octets in
          comments.append(notes?.comments ?? [])
          interfaceNames.append(notes?.interface.name ?? [])
          headers.append(header)
          unsafe packets.append(octets.withUnsafeBytes { unsafe Array($0) })
        }
        switch result {
        case .packet, .timeout: continue
        case .end, .interrupted:
          last = result
          return
        }
      }
    } catch {
      self.error = error
    }
  }

  /// Reads a capture of these octets from a file.
  init(_ octets: [UInt8], filter: [String] = []) throws {
    self = try withFile(octets) { Reading(path: $0, filter: filter) }
  }
}
