import PacketDecoding
import ScenarioKit

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What is fuzzed.
enum FuzzTarget: String, CaseIterable {
  /// One packet: an octet that chooses the link type, then the packet.
  case packet
  /// The options of a TCP header, at most 40 octets.
  case options
  /// A filter expression, and segments for it to judge.
  case filter
  /// A scenario's text.
  case scenario
  /// A capture (pcap), through decoding, fragments, connections, findings and reports.
  case pipeline
  /// A pcapng file, and with other first octets any other capture file.
  case pcapng
  /// A compressed capture file.
  case compressed

  /// The one that `FUZZ_TARGET` names.
  static let chosen: FuzzTarget = {
    let name = unsafe getenv("FUZZ_TARGET").map { unsafe String(cString: $0) } ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      print("FUZZ_TARGET must be one of: \(allCases.map(\.rawValue).joined(separator: " "))")
      exit(64)
    }
    return target
  }()

  /// Runs one input. A trap, an endless loop or a read out of bounds is what libFuzzer looks for; a broken promise traps as well.
  func run(_ octets: RawSpan) {
    switch self {
    case .packet: Self.packet(octets)
    case .options: Self.options(octets)
    case .filter: Self.filter(octets)
    case .scenario: Self.scenario(octets)
    case .pipeline: Pipeline.run(octets)
    case .pcapng, .compressed: CaptureReading.run(octets)
    }
  }

  /// Link types that can be decoded; the index is in the input.
  static let linkTypes: [Int32] = [
    1, 113, 276, 0, 9, 51, 104, 107, 101, 228, 229, 100, 105, 119, 127, 192, 10, 129, 242, 109, 117, 258, 239, 253, 178,
    180, 181, 182, 197, 219, 274, 204, 205, 206, 166, 163,
  ]

  private static func packet(_ octets: RawSpan) {
    guard octets.byteCount > 0 else { return }
    let choice = octets.unsafeLoad(as: UInt8.self)
    let decoder = PacketDecoder(linkType: linkTypes[Int(choice) % linkTypes.count])
    let packet = octets.extracting(1..<octets.byteCount)
    var segment = Segment()
    for length in [UInt32(packet.byteCount), UInt32(packet.byteCount) / 2, 65_535] {
      let status = decoder.decode(packet, originalLength: length, into: &segment)
      let error = decoder.diagnose(packet, originalLength: length)
      switch status {
      case .truncated, .malformed, .malformedSegment, .tooManyLayers: precondition(error != nil)
      default: break
      }
      _ = decoder.decode(subframe: 1, packet, originalLength: length, into: &segment)
    }
    for linkType in linkTypes.prefix(1) {
      _ = ChecksumVerifier(linkType: linkType).verdict(packet, originalLength: UInt32(packet.byteCount))
    }
  }

  private static func options(_ octets: RawSpan) {
    let options = octets.extracting(first: min(octets.byteCount, 40))
    let words = (options.byteCount + 3) / 4
    var packet: [UInt8] = [0x45, 0, 0, UInt8(40 + words * 4), 0, 0, 0, 0, 64, 6, 0, 0, 10, 0, 0, 1, 10, 0, 0, 2]
    packet += [0, 1, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, UInt8(5 + words) << 4, 2, 0, 0, 0, 0, 0, 0]
    for index in 0..<(words * 4) {
      packet.append(index < options.byteCount ? options.unsafeLoad(fromByteOffset: index, as: UInt8.self) : 0)
    }
    var segment = Segment()
    let status = PacketDecoder(linkType: 228).decode(
      packet.span.bytes, originalLength: UInt32(packet.count), into: &segment)
    precondition(status == .tcp && segment.payloadLength == 0 && segment.options.sackCount <= 4)
  }

  private static func filter(_ octets: RawSpan) {
    guard let filter = SegmentFilter(text(octets), port: { $0 == "http" ? 80 : nil }) else { return }
    var segment = Segment()
    let without = filter.admits(segment)
    segment.sourcePort = 80
    segment.source = IPAddress(ipv4: 0x0A00_0001)
    segment.vlan = 7
    _ = filter.admits(segment)
    precondition(SegmentFilter("not (\(text(octets)))")?.admits(Segment()) != without)
  }

  private static func scenario(_ octets: RawSpan) {
    guard octets.byteCount < 4096, let scenario = try? Scenario.parse(text(octets)) else { return }
    precondition(scenario.pcap().count >= 24)
  }

  private static func text(_ octets: RawSpan) -> String {
    String(
      decoding: (0..<octets.byteCount).map { octets.unsafeLoad(fromByteOffset: $0, as: UInt8.self) }, as: UTF8.self)
  }
}
