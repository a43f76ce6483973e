import FlowTracking
import PacketDecoding

/// `half-open-scan`: a port or host scan that resets what answers instead of opening it, so that no application sees it.
enum HalfOpenScan {
  static func tell(_ book: StoryBook) -> [Story] {
    let ports = Scan.ofPorts(in: book).filter(\.isHalfOpen)
    let hosts = Scan.ofHosts(in: book).filter(\.isHalfOpen)
    return ports.map { Scan.story(.halfOpenScan, $0, PortScan.place(of: $0)) }
      + hosts.map { Scan.story(.halfOpenScan, $0, HostScan.place(of: $0)) }
  }
}
