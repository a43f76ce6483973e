import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// One open file, standard input, or interface, read packet by packet without copying any.
///
/// Reading is for one thread.
@safe
package struct CaptureSource: ~Copyable {
  /// Milliseconds that a live read waits for a packet before it says so.
  static let liveWait: Int32 = 100
  /// Packets after which a live capture's 32-bit counters are read, long before they can wrap.
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
  private let isPipe: Bool
  private var handedOn: UInt64 = 0
  private var nextReading = packetsPerReading
  private var lastReading = CaptureStatistics.Reading()

  /// Takes over a handle on a file, which reads from `input`.
  init(file handle: OpaquePointer, name: String, input: consuming CaptureInput, filter: consuming CaptureFilter?) {
    let isPcapng = input.head == 0x0A0D_0D0A
    isPipe = input.isInterruptible
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
    isPipe = false
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

  /// Hands the next packets that pass the filter to `body`, one call each; their octets are there for that call only.
  ///
  /// Packets go in batches because that is what libpcap does fastest. Nothing waits for a batch to fill: `body` is called
  /// as soon as a packet is there, and a batch from a pipe ends with what the pipe held.
  ///
  /// - Parameter limit: packets to read at most, 1 or more, those that a file's filter drops included.
  /// - Returns: `packet` where `body` was called; anything else where it was not, except that an interruption may also
  ///   come after some packets.
  /// - Throws: `truncated`, `damaged`, `mixedInterfaces` (files) or `interfaceGone` (live), after every packet before it
  ///   was handed on.
  package mutating func next(
    atMost limit: Int32 = 256, _ body: (PacketHeader, RawSpan) -> Void
  ) throws(CaptureError) -> ReadResult {
    while true {
      if InterruptHandler.isRaised { return .interrupted }
      if let result = resultOfIdlePipe() { return result }
      let before = handedOn
      let status = dispatch(max(1, limit), body)
      if frames >= nextReading {
        nextReading = frames + Self.packetsPerReading
        refreshStatistics()
      }
      if status >= 0 && handedOn > before { return .packet }
      // The filter dropped all that was read, or this is the echo of a batch that ended early.
      if status > 0 || status == PCAP_ERROR_BREAK { continue }
      if let result = try resultWithoutPacket(status) { return result }
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

  /// Has libpcap hand on up to `limit` packets, and gives its status: how many were read, or what went wrong.
  private mutating func dispatch(_ limit: Int32, _ body: (PacketHeader, RawSpan) -> Void) -> Int32 {
    let program: UnsafeMutablePointer<bpf_program>?
    switch filter {
    case .some(let filter): unsafe program = unsafe filter.program
    case .none: unsafe program = nil
    }
    let pipe: UnsafeMutablePointer<FILE>?
    switch input {
    case .some(let input): unsafe pipe = unsafe isPipe ? input.stream : nil
    case .none: unsafe pipe = nil
    }
    let (handle, time, frames, handedOn) = unsafe (handle, time, frames, handedOn)
    let (status, delivery) = withoutActuallyEscaping(body) { body in
      var delivery = unsafe PacketDelivery(
        frames: frames, handedOn: handedOn, handle: handle, time: time, program: program, pipe: pipe, body: body)
      let status = unsafe delivery.run(limit)
      return unsafe (status, (delivery.frames, delivery.handedOn))
    }
    self.frames = delivery.0
    self.handedOn = delivery.1
    return status
  }

  /// What to say while a pipe has nothing more for now; nil where it has, or where nothing has to be waited for.
  private func resultOfIdlePipe() -> ReadResult? {
    guard isPipe else { return nil }
    switch input {
    case .some(let input): return input.waitForOctets(milliseconds: Self.liveWait)
    case .none: return nil
    }
  }

  /// What it means that libpcap gave no packet; nil to try again.
  @inline(never)
  private mutating func resultWithoutPacket(_ status: Int32) throws(CaptureError) -> ReadResult? {
    if InterruptHandler.isRaised { return .interrupted }
    if isLive { return try liveResult(status) }
    if status == 0 { return .end }
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
