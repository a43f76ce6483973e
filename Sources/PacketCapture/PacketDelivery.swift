import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What libpcap's callback needs to hand on one batch of packets; lives for the length of one pcap_dispatch.
@unsafe
struct PacketDelivery {
  /// Packets read so far in the capture.
  var frames: UInt64
  /// Where the packets come from.
  let handle: OpaquePointer
  /// How to read the records' times.
  let time: CaptureTime
  /// What each packet begins with.
  let linkType: Int32
  /// Whom to hand the packets to.
  let body: (PacketHeader, RawSpan) -> Void

  /// Reads up to `limit` packets, and gives libpcap's status.
  mutating func run(_ limit: Int32) -> Int32 {
    let handle = unsafe handle
    return unsafe withUnsafeMutableBytes(of: &self) { bytes in
      let user = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
      return unsafe pcap_dispatch(
        handle, limit,
        { user, record, octets in
          guard let user = unsafe user, let record = unsafe record, let octets = unsafe octets else { return }
          unsafe UnsafeMutableRawPointer(user).assumingMemoryBound(to: PacketDelivery.self).pointee
            .take(record, octets)
        }, user)
    }
  }

  @inline(__always)
  private mutating func take(_ record: UnsafePointer<pcap_pkthdr>, _ octets: UnsafePointer<UInt8>) {
    unsafe frames &+= 1
    let (onTheWire, inTheRecord) = unsafe (record.pointee.len, record.pointee.caplen)
    let captured = Int(min(inTheRecord, onTheWire))
    let header = unsafe PacketHeader(
      timeNanoseconds: time.nanoseconds(
        seconds: record.pointee.ts.tv_sec, fraction: Int(record.pointee.ts.tv_usec)),
      capturedLength: captured, originalLength: onTheWire, frame: frames, linkType: linkType)
    let buffer = unsafe UnsafeRawBufferPointer(start: octets, count: captured)
    unsafe body(header, buffer.bytes)
  }
}
