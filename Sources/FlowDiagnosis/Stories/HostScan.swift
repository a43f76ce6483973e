import FlowTracking
import PacketDecoding

/// `host-scan`: one client came to nothing at the same port of many hosts.
enum HostScan {
  static func tell(_ book: StoryBook) -> [Story] {
    Scan.ofHosts(in: book).filter { !$0.isHalfOpen }.map { Scan.story(.hostScan, $0, place(of: $0)) }
  }

  /// The port of the hosts, and how many other ports there were.
  static func place(of scan: Scan.Case) -> Phrase {
    let (hosts, port, others) = (scan.group.variety, scan.group.key.port ?? 0, scan.others)
    return Phrase(
      en: "port \(port) of \(hosts) hosts"
        + (others == 0 ? "" : " (and \(others) other port\(others == 1 ? "" : "s"))"),
      ko: "호스트 \(hosts.text(in: .korean))대의 포트 \(port)" + (others == 0 ? "" : "(그리고 다른 포트 \(others)개)"))
  }
}
