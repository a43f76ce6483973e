import Foundation
import Testing

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// The interface lo.
enum Loopback {
  /// Whether the tool may capture on `lo` here.
  static let isPermitted: Bool = {
    guard let tool = try? Tool(["-i", "lo", "-q", "port 1"]) else { return false }
    let isListening = tool.waitForComplaint("listening on lo", seconds: 5)
    tool.interrupt()
    return tool.wait().status == 0 && isListening
  }()
}

/// The built tool on the loopback interface, while this test opens a real connection there.
@Suite(.enabled(if: Loopback.isPermitted, "needs the right to capture on lo"), .serialized)
struct LiveTests {
  @Test func interruptEndsALiveCaptureAtOnceWithItsCounts() throws {
    // The best of three: how long the tool takes is asked, not how long a busy machine makes it wait.
    var fastest = Double.infinity
    for _ in 0..<3 where fastest >= 0.2 {
      let tool = try Tool(["-i", "lo", "port 1"])
      #expect(tool.waitForComplaint("listening on lo"))
      let start = Date()
      tool.interrupt()
      let run = tool.wait()
      fastest = min(fastest, Date().timeIntervalSince(start))
      #expect(run.status == 0)
      #expect(run.text.contains("0 packets"), "\(run.text)")
      #expect(run.output.last == UInt8(ascii: "\n"))
    }
    #expect(fastest < 0.2, "took \(fastest) s")
  }

  @Test func realConnectionIsFollowedFromSynToTimeWait() throws {
    let listener = try #require(LoopbackListener())
    let tool = try Tool(["-i", "lo", "--json", "--immediate-mode", "tcp", "port", "\(listener.port)"])
    #expect(tool.waitForOutput("\"schema\""))
    try #require(listener.converse())
    #expect(tool.waitForOutput("\"TIME_WAIT\""))
    tool.interrupt()
    let run = tool.wait()
    #expect(run.status == 0)
    let report = try Report(run.output)
    let connection = try #require(report.connections.first)
    #expect(report.connections.count == 1)
    #expect(connection.server.port == listener.port)
    #expect(connection.findings.map(\.code) == [])
    #expect(connection.handshake.outcome == "completed")
    #expect(connection.close.kind == "fin")
    #expect(connection.close.initiator == "client")
    #expect(
      StatePath(connection.client.states?.map(\.state) ?? []).states
        == ["SYN_SENT", "ESTABLISHED", "FIN_WAIT_1", "FIN_WAIT_2", "TIME_WAIT"])
    #expect(
      StatePath(connection.server.states?.map(\.state) ?? []).states == [
        "SYN_RCVD", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK",
      ])
    #expect(report.summary?.live?.dropped_by_kernel == 0)
    #expect(connection.client.bytes == 5)
  }

  @Test func liveLinesShowTheConnection() throws {
    let listener = try #require(LoopbackListener())
    let tool = try Tool(["-i", "lo", "--immediate-mode", "tcp port \(listener.port)"])
    #expect(tool.waitForComplaint("listening on lo"))
    try #require(listener.converse())
    #expect(tool.waitForOutput("TIME_WAIT"))
    tool.interrupt()
    let run = tool.wait()
    #expect(run.status == 0)
    for word in ["SYN_SENT", "SYN_RCVD", "ESTABLISHED", "CLOSE_WAIT", "LAST_ACK", "TIME_WAIT"] {
      #expect(run.text.contains(word), "\(word) in \(run.text)")
    }
    #expect(!run.text.contains("⚠"))
  }

  @Test func countEndsALiveCapture() throws {
    let listener = try #require(LoopbackListener())
    let tool = try Tool(["-i", "lo", "--json", "--immediate-mode", "-c", "3", "tcp port \(listener.port)"])
    #expect(tool.waitForOutput("\"schema\""))
    try #require(listener.converse())
    let run = tool.wait()
    #expect(run.status == 0)
    #expect(try Report(run.output).summary?.packets == 3)
  }
}

/// A socket that listens on 127.0.0.1.
private final class LoopbackListener {
  let port: UInt16
  private let descriptor: Int32

  init?() {
    descriptor = LoopbackListener.stream()
    var address = LoopbackListener.address(0)
    var length = socklen_t(MemoryLayout<sockaddr_in>.size)
    let descriptor = descriptor
    let isBound = unsafe withUnsafeMutablePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bind(descriptor, address, length) == 0 && listen(descriptor, 4) == 0
          && getsockname(descriptor, address, &length) == 0
      }
    }
    port = UInt16(bigEndian: address.sin_port)
    if !isBound { return nil }
  }

  deinit { _ = close(descriptor) }

  /// Connects, sends five octets, and closes, the client first; false when the system refuses.
  func converse() -> Bool {
    let client = LoopbackListener.stream()
    var address = LoopbackListener.address(port)
    let isConnected = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        unsafe connect(client, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return false }
    let server = accept(descriptor, nil, nil)
    var buffer = [UInt8]("hello".utf8)
    guard server >= 0, unsafe write(client, buffer, 5) == 5, unsafe read(server, &buffer, 5) == 5 else { return false }
    usleep(20_000)
    _ = close(client)
    // The server closes only when it has the client's FIN.
    let isAtEnd = unsafe read(server, &buffer, 5) == 0
    usleep(80_000)
    _ = close(server)
    return isAtEnd
  }

  private static func stream() -> Int32 {
    #if canImport(Darwin)
      socket(AF_INET, SOCK_STREAM, 0)
    #else
      socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    #endif
  }

  private static func address(_ port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }
}
