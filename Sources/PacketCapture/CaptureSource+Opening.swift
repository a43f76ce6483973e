import CPcap

extension CaptureSource {
  /// Opens a capture file, compressed or not; "-" is standard input.
  ///
  /// - Parameters:
  ///   - filter: the words of a filter expression; packets it drops are counted all the same.
  ///   - follows: whether the end of the file is waited at for more.
  /// - Throws: `cannotOpen`, `notACapture`, `filter`; `interrupted` where a pipe was waited for.
  package static func file(
    _ path: CapturePath, filter words: [String] = [], follows: Bool = false
  ) throws(CaptureError) -> CaptureSource {
    CaptureSource(try CaptureFile(path, filter: words, follows: follows), path: path, follows: follows)
  }

  /// Opens several files, and all files in directories, as one run in the order of the packets' times. A single file that
  /// is no directory is opened as `file` does.
  ///
  /// - Throws: as `file` does, but only where no file at all can be read.
  package static func files(
    _ paths: [CapturePath], filter words: [String] = [], follows: Bool = false
  ) throws(CaptureError) -> CaptureSource {
    if paths.count == 1, !paths[0].isDirectory { return try file(paths[0], filter: words, follows: follows) }
    if follows, let directory = paths.first(where: \.isDirectory) {
      throw CaptureError(.cannotOpen, "\(directory.name): is a directory, and only a single file can be followed")
    }
    var all: [CapturePath] = []
    for path in paths {
      let found = path.isDirectory ? try path.files() : [path]
      if found.isEmpty { throw CaptureError(.cannotOpen, "\(path.name): is a directory without any file") }
      all += found
    }
    return CaptureSource(try CaptureFiles(all, filter: words), paths: all)
  }

  /// Opens what `source` reads once more: the very files, with the same numbers, whatever has come into a directory since.
  ///
  /// - Throws: as `files` does.
  package static func files(
    of source: borrowing CaptureSource, filter words: [String] = []
  ) throws(CaptureError) -> CaptureSource {
    if source.origins == nil, let path = source.paths.first { return try file(path, filter: words) }
    return CaptureSource(try CaptureFiles(source.paths, filter: words), paths: source.paths)
  }

  /// Begins to capture on an interface; "any" is all of them, where the system has that.
  ///
  /// - Parameter widened: whether the kernel is to hand on all that may hold a packet of the filter inside of tags and tunnels.
  /// - Throws: `noSuchInterface`, `interfaceGone`, `noPermission`, `filter`.
  package static func live(
    interface: String, options: LiveOptions = LiveOptions(), filter words: [String] = [], widened: Bool = false
  ) throws(CaptureError) -> CaptureSource {
    var problem = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard let handle = unsafe pcap_create(interface, &problem) else {
      throw CaptureError(.noSuchInterface, "\(interface): \(SystemText.string(problem))")
    }
    do throws(CaptureError) {
      unsafe configure(handle, interface: interface, options)
      let status = unsafe pcap_activate(handle)
      guard status >= 0 else {
        throw unsafe CaptureError.activating(interface: interface, status: status, text: SystemText.pcapError(handle))
      }
      let warnings = unsafe status > 0 ? [warning(handle, interface: interface, status)] : []
      // Also an empty filter has to be set: it is the filter's program that cuts packets to the snapshot length before
      // they take up room in the ring.
      let expression = CaptureFilter.expression(words)
      if widened && !expression.isEmpty {
        try CaptureFilter.validate(words)
        try unsafe CaptureFilter.widened(expression, for: handle).install(on: handle)
      } else {
        try unsafe CaptureFilter(expression, for: handle).install(on: handle)
      }
      // Waiting is our own business (`Waiting`): libpcap's wait on an idle interface has no end.
      guard unsafe pcap_setnonblock(handle, 1, &problem) == 0 else {
        throw CaptureError(.interfaceGone, "\(interface): \(SystemText.string(problem))")
      }
      return unsafe CaptureSource(LiveCapture(handle, name: interface), warnings: warnings)
    } catch {
      unsafe pcap_close(handle)
      throw error
    }
  }

  private static func configure(_ handle: OpaquePointer, interface: String, _ options: LiveOptions) {
    // These fail on an activated handle only. The precision may be refused; then times are in microseconds.
    _ = unsafe pcap_set_snaplen(handle, options.snapLength > 0 ? options.snapLength : 262_144)
    _ = unsafe pcap_set_promisc(handle, options.promiscuous && interface != "any" ? 1 : 0)
    _ = unsafe pcap_set_immediate_mode(handle, options.immediate ? 1 : 0)
    _ = unsafe pcap_set_buffer_size(handle, min(max(options.bufferKiB, 1), Int32.max / 1024) * 1024)
    _ = unsafe pcap_set_timeout(handle, collectingTime)
    _ = unsafe pcap_set_tstamp_precision(handle, PCAP_TSTAMP_PRECISION_NANO)
  }

  private static func warning(_ handle: OpaquePointer, interface: String, _ status: Int32) -> String {
    let detail = unsafe SystemText.pcapError(handle)
    let text = unsafe status == PCAP_WARNING && !detail.isEmpty ? detail : SystemText.string(pcap_statustostr(status))
    return "\(interface): \(text)"
  }
}
