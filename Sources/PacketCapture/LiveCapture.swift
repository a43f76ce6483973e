import CPcap

/// One interface, captured on through libpcap.
@safe
struct LiveCapture: ~Copyable {
  /// Packets after which the 32-bit counters are read, long before they can wrap.
  private static let packetsPerReading: UInt64 = 1 << 20

  /// The interface's name.
  let name: String
  /// What each packet begins with, a DLT_ value.
  let linkType: Int32
  /// The most octets that are captured of a packet.
  let snapshotLength: Int
  /// Packets read so far.
  private(set) var frames: UInt64 = 0
  /// The kernel's counts as of the last reading.
  private(set) var statistics = CaptureStatistics()

  private let handle: OpaquePointer
  private let time: CaptureTime
  private let selectableDescriptor: Int32
  private var nextReading = packetsPerReading
  private var lastReading = CaptureStatistics.Reading()

  /// Takes over an activated handle, its filter set and not blocking.
  init(_ handle: OpaquePointer, name: String) {
    let isNano = unsafe pcap_get_tstamp_precision(handle) == PCAP_TSTAMP_PRECISION_NANO
    time = CaptureTime(unit: isNano ? 1 : 1000)
    self.name = name
    unsafe self.handle = unsafe handle
    linkType = unsafe pcap_datalink(handle)
    snapshotLength = unsafe Int(pcap_snapshot(handle))
    selectableDescriptor = unsafe pcap_get_selectable_fd(handle)
  }

  deinit {
    unsafe pcap_close(handle)
  }

  /// Hands on the packets that are there, as `CaptureSource.next` says.
  mutating func next(
    atMost limit: Int32, _ body: (PacketHeader, RawSpan) -> Void
  ) throws(CaptureError) -> ReadResult {
    while true {
      if InterruptHandler.isRaised { return .interrupted }
      let before = frames
      let status = dispatch(max(1, limit), body)
      if frames >= nextReading {
        nextReading = frames + Self.packetsPerReading
        refreshStatistics()
      }
      if status >= 0 && frames > before { return .packet }
      if InterruptHandler.isRaised { return .interrupted }
      if let result = try resultWithoutPacket(status) { return result }
    }
  }

  /// Brings `statistics` up to date.
  @inline(never)
  mutating func refreshStatistics() {
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
    let (handle, time, frames, linkType) = unsafe (handle, time, frames, linkType)
    let (status, read) = withoutActuallyEscaping(body) { body in
      var delivery = unsafe PacketDelivery(
        frames: frames, handle: handle, time: time, linkType: linkType, body: body)
      let status = unsafe delivery.run(limit)
      return unsafe (status, delivery.frames)
    }
    self.frames = read
    return status
  }

  private mutating func resultWithoutPacket(_ status: Int32) throws(CaptureError) -> ReadResult? {
    guard status == 0 else {
      refreshStatistics()
      throw unsafe CaptureError(.interfaceGone, "\(name): capturing stopped: \(SystemText.pcapError(handle))")
    }
    // Some devices cannot be polled; then look at them every hundredth of a second.
    let wait = selectableDescriptor < 0 ? CaptureSource.liveWait / 10 : CaptureSource.liveWait
    switch Waiting.wait(for: selectableDescriptor, milliseconds: wait) {
    case .ready: return nil
    case .interrupted: return .interrupted
    case .timeout:
      refreshStatistics()
      return .timeout
    }
  }
}
