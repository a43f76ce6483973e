import Testing

@testable import PacketCapture

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// What the tests of live capture need: an interface called "lo", and the right to capture on it.
enum LiveCapture {
  /// Whether both are given.
  static let isPermitted = (try? openLoopback()) != nil

  private static func openLoopback() throws -> Int32 {
    try CaptureSource.live(interface: "lo").linkType
  }

  /// Sends `size` octets to `port` of this host; nobody need listen.
  static func sendDatagram(size: Int, port: UInt16) {
    #if canImport(Darwin)
      let descriptor = socket(AF_INET, SOCK_DGRAM, 0)
    #else
      let descriptor = socket(AF_INET, Int32(SOCK_DGRAM.rawValue), 0)
    #endif
    defer { _ = close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let octets = [UInt8](repeating: 0x55, count: size)
    unsafe withUnsafeBytes(of: &address) { bytes in
      guard let base = bytes.baseAddress else { return }
      _ = unsafe sendto(
        descriptor, octets, size, 0, base.assumingMemoryBound(to: sockaddr.self), socklen_t(bytes.count))
    }
  }
}

@Suite(.enabled(if: LiveCapture.isPermitted, "needs an interface lo and the right to capture"))
struct LiveCaptureTests {
  @Test(arguments: ["lo", "any"], [false, true])
  func datagramArrivesCutToTheSnapLength(interface: String, immediate: Bool) throws {
    var options = LiveOptions()
    options.snapLength = 60
    options.bufferKiB = 2048
    options.immediate = immediate
    let port: UInt16 = (interface == "lo" ? 40_901 : 40_903) + (immediate ? 1 : 0)
    let filter = ["udp", "dst", "port", "\(port)"]
    var source = try CaptureSource.live(interface: interface, options: options, filter: filter)
    let (isLive, warnings) = (source.isLive, source.warnings)
    #expect(isLive)
    #expect(warnings == [])
    LiveCapture.sendDatagram(size: 900, port: port)
    var header: PacketHeader?
    var count = 0
    for _ in 0..<20 where header == nil {
      _ = try source.next {
        if header != nil { return }
        header = $0
        count = $1.byteCount
      }
    }
    // In immediate mode libpcap's smaller ring frames keep two octets less.
    #expect(count == 60 || immediate && count == 58)
    #expect(header?.capturedLength == count)
    #expect(header.map { $0.originalLength > 900 } == true)
    #expect(header?.frame == 1)
    #expect(header.map { $0.timeNanoseconds > 1_700_000_000_000_000_000 } == true)
    source.refreshStatistics()
    let statistics = source.statistics
    #expect(statistics.map { $0.received >= 1 } == true)
    #expect(statistics?.droppedByKernel == 0)
  }

  @Test func silenceIsATimeout() throws {
    var source = try CaptureSource.live(interface: "lo", filter: ["udp port 1"])
    let result = try source.next { _, _ in }
    let frames = source.frames
    #expect(result == .timeout)
    #expect(frames == 0)
  }

  @Test func wrongFilterIsRefused() {
    #expect(throws: CaptureError.self) { try kind(of: "lo", filter: ["prot", "443"]) }
  }

  @Test func unknownInterfaceComesWithTheNearest() {
    do throws(CaptureError) {
      _ = try CaptureSource.live(interface: "lp")
    } catch {
      #expect(error.kind == .noSuchInterface)
      #expect(error.message == "lp: no such interface; did you mean \"lo\"?")
    }
  }

  #if os(Linux)
    @Test func missingRightComesWithTheExactCommand() async {
      guard geteuid() == 0 else { return }
      await #expect(processExitsWith: .success) {
        _ = setgid(65_534)
        _ = setuid(65_534)
        do throws(CaptureError) {
          _ = try CaptureSource.live(interface: "lo")
          exit(1)
        } catch {
          let command = error.advice.first ?? ""
          let isExact = command.contains("sudo setcap cap_net_raw+ep /")
          exit(error.kind == .noPermission && error.message == "lo: no permission to capture." && isExact ? 0 : 2)
        }
      }
    }
  #endif

  private func kind(of interface: String, filter: [String]) throws -> Int32 {
    try CaptureSource.live(interface: interface, filter: filter).linkType
  }
}
