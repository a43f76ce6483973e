import CPcap

/// One open file, standard input, or interface, read packet by packet without copying any.
///
/// Reading is for one thread.
@safe
package struct CaptureSource: ~Copyable {
  /// Milliseconds that a live read waits for a packet before it says so.
  static let liveWait: Int32 = 100
  /// Packets after which a live capture's 32-bit counters are read, long before they can wrap twice.
  private static let packetsPerReading: UInt64 = 1 << 20

  /// The path, "standard input", or the interface's name: what messages and reports call it.
  package let name: String
  /// Whether packets come from an interface as they happen.
  package let isLive: Bool
  /// libpcap's number for what each packet begins with (`DLT_EN10MB` is 1).
  package let linkType: Int32
  /// The most octets a packet of this capture has captured.
  package let snapshotLength: Int
  /// What libpcap warned about when an interface was opened; each one line.
  package let warnings: [String]
  /// Packets read so far, those that a file's filter dropped included.
  package private(set) var frames: UInt64 = 0
  /// The kernel's counts as of the last `refreshStatistics`, read or timeout.
  package private(set) var statistics = CaptureStatistics()

  let handle: OpaquePointer
  private let input: CaptureInput?
  private let filter: CaptureFilter?
  private let time: CaptureTime
  private let selectableDescriptor: Int32
  private var lastReading = CaptureStatistics.Reading()

  /// Takes over a handle on a file, which reads from `input`.
  init(file handle: OpaquePointer, name: String, input: consuming CaptureInput, filter: consuming CaptureFilter?) {
    let isPcapng = input.head == 0x0A0D_0D0A
    time = CaptureTime(unit: 1, secondsMask: isPcapng ? -1 : 0xFFFF_FFFF)
    self.name = name
    unsafe self.handle = unsafe handle
    self.input = consume input
    self.filter = consume filter
    isLive = false
    linkType = unsafe pcap_datalink(handle)
    snapshotLength = unsafe Int(pcap_snapshot(handle))
    warnings = []
    selectableDescriptor = -1
  }

  /// Takes over an activated handle on an interface, its filter set and not blocking.
  init(live handle: OpaquePointer, name: String, warnings: [String]) {
    let isNano = unsafe pcap_get_tstamp_precision(handle) == PCAP_TSTAMP_PRECISION_NANO
    time = CaptureTime(unit: isNano ? 1 : 1000, secondsMask: -1)
    self.name = name
    unsafe self.handle = unsafe handle
    self.warnings = warnings
    input = nil
    filter = nil
    isLive = true
    linkType = unsafe pcap_datalink(handle)
    snapshotLength = unsafe Int(pcap_snapshot(handle))
    selectableDescriptor = unsafe pcap_get_selectable_fd(handle)
  }

  deinit {
    unsafe pcap_close(handle)
  }

  /// libpcap's name for the link type, such as "EN10MB"; "DLT 9999" for one it does not know.
  package var linkTypeName: String {
    let name = unsafe SystemText.string(pcap_datalink_val_to_name(linkType))
    return name.isEmpty ? "DLT \(linkType)" : name
  }

  /// Hands the next packet that passes the filter to `body`; its octets are there for the length of the call only.
  ///
  /// - Returns: `packet` after exactly one call of `body`, anything else after none.
  /// - Throws: `truncated`, `damaged`, `mixedInterfaces` (files) or `interfaceGone` (live), after every packet before it
  ///   was handed on.
  package mutating func next(_ body: (PacketHeader, RawSpan) -> Void) throws(CaptureError) -> ReadResult {
    while true {
      if InterruptHandler.isRaised { return .interrupted }
      var record: UnsafeMutablePointer<pcap_pkthdr>?
      var octets: UnsafePointer<UInt8>?
      let status = unsafe pcap_next_ex(handle, &record, &octets)
      guard status == 1, let record = unsafe record, let octets = unsafe octets else {
        if let result = try resultWithoutPacket(status) { return result }
        continue
      }
      frames &+= 1
      if frames % Self.packetsPerReading == 0 { refreshStatistics() }
      if filter != nil, unsafe !passes(record, octets) { continue }
      unsafe handOn(record.pointee, octets, to: body)
      return .packet
    }
  }

  /// Brings `statistics` up to date; does nothing for a file.
  @inline(never)
  package mutating func refreshStatistics() {
    guard isLive else { return }
    var counters = pcap_stat()
    // An interface that went away has no counters any more: what was read last stays.
    guard unsafe pcap_stats(handle, &counters) == 0 else { return }
    let reading = CaptureStatistics.Reading(
      received: counters.ps_recv, droppedByKernel: counters.ps_drop, droppedByInterface: counters.ps_ifdrop)
    statistics.add(from: lastReading, to: reading)
    lastReading = reading
  }

  @inline(__always)
  private func handOn(_ record: pcap_pkthdr, _ octets: UnsafePointer<UInt8>, to body: (PacketHeader, RawSpan) -> Void) {
    let original = record.len == 0 ? record.caplen : record.len
    let captured = Int(min(record.caplen, original))
    let header = PacketHeader(
      timeNanoseconds: time.nanoseconds(seconds: record.ts.tv_sec, fraction: Int(record.ts.tv_usec)),
      capturedLength: captured, originalLength: original, frame: frames)
    let buffer = unsafe UnsafeRawBufferPointer(start: octets, count: captured)
    unsafe body(header, buffer.bytes)
  }

  private func passes(_ record: UnsafePointer<pcap_pkthdr>, _ octets: UnsafePointer<UInt8>) -> Bool {
    unsafe filter?.passes(record, octets) ?? true
  }

  /// What it means that libpcap gave no packet; nil to try again.
  @inline(never)
  private mutating func resultWithoutPacket(_ status: Int32) throws(CaptureError) -> ReadResult? {
    if InterruptHandler.isRaised { return .interrupted }
    if isLive { return try liveResult(status) }
    if status == PCAP_ERROR_BREAK { return .end }
    let text = unsafe SystemText.pcapError(handle)
    switch input {
    case .some(let input):
      throw CaptureError.reading(name: name, frame: frames + 1, text: text, offset: input.offset)
    case .none:
      throw CaptureError.reading(name: name, frame: frames + 1, text: text, offset: nil)
    }
  }

  private mutating func liveResult(_ status: Int32) throws(CaptureError) -> ReadResult? {
    guard status == 0 else {
      refreshStatistics()
      throw unsafe CaptureError(.interfaceGone, "\(name): capturing stopped: \(SystemText.pcapError(handle))")
    }
    // Some devices cannot be polled; then look at them every hundredth of a second.
    let wait = selectableDescriptor < 0 ? Self.liveWait / 10 : Self.liveWait
    switch Waiting.wait(for: selectableDescriptor, milliseconds: wait) {
    case .ready: return nil
    case .interrupted: return .interrupted
    case .timeout:
      refreshStatistics()
      return .timeout
    }
  }
}
