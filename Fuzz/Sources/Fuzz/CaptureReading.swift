import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// A capture file from its first octet to its last packet: pcap, pcapng and ERF, plain or compressed.
enum CaptureReading {
  /// What reading once gave.
  private struct Outcome {
    var times: [Int64] = []
    var lengths: [Int] = []
    var sum: UInt64 = 0
    var complaint = ""
  }

  /// Reads a file of these octets, and the first half of it, which must give the beginning of the same.
  static func run(_ octets: RawSpan) {
    let whole = read(octets)
    // ERF is told by its looks: what is refused as a whole may begin like it.
    guard !whole.times.isEmpty else { return }
    let half = read(octets.extracting(0..<octets.byteCount / 2))
    // Damage of compressed octets may take with it what the same step had decompressed of the first half.
    let isCutShort = whole.complaint.contains(" data is damaged: ")
    let count = isCutShort ? min(half.times.count, whole.times.count) : half.times.count
    precondition(half.times.prefix(count).elementsEqual(whole.times.prefix(count)))
    precondition(half.lengths.prefix(count).elementsEqual(whole.lengths.prefix(count)))
  }

  private static func read(_ octets: RawSpan) -> Outcome {
    var outcome = Outcome()
    withFile(octets) { path in
      do throws(CaptureError) {
        var source = try CaptureSource.file(CapturePath(path))
        var last: UInt64 = 0
        while true {
          let result = try source.next(atMost: 64) { header, packet in
            precondition(header.frame > last)
            precondition(header.capturedLength == packet.byteCount)
            precondition(header.originalLength >= UInt32(packet.byteCount))
            last = header.frame
            outcome.times.append(header.timeNanoseconds)
            outcome.lengths.append(packet.byteCount)
            // Every octet is touched, for AddressSanitizer to see.
            for index in 0..<packet.byteCount {
              unsafe outcome.sum &+= UInt64(packet.unsafeLoad(fromByteOffset: index, as: UInt8.self))
            }
          }
          if result == .end || result == .interrupted || outcome.times.count > 20_000 { break }
        }
        outcome.complaint = source.closingWarnings.joined()
      } catch {
        precondition(!error.message.isEmpty)
        outcome.complaint = error.description
      }
    }
    return outcome
  }

  private static func withFile(_ octets: RawSpan, _ body: (String) -> Void) {
    var template = Array("/tmp/fuzz-capture-XXXXXX".utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { return }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    _ = unsafe octets.withUnsafeBytes { unsafe write(descriptor, $0.baseAddress, $0.count) }
    _ = close(descriptor)
    body(path)
    _ = unsafe unlink(path)
  }
}
