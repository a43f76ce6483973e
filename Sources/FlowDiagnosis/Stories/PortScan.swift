import FlowTracking
import PacketDecoding

/// `port-scan`: one client came to nothing at many ports of one host.
enum PortScan {
  static func tell(_ book: StoryBook) -> [Story] {
    Scan.ofPorts(in: book).filter { !$0.isHalfOpen }.map { Scan.story(.portScan, $0, place(of: $0)) }
  }

  /// The ports of the host, and how many other hosts there were.
  static func place(of scan: Scan.Case) -> Phrase {
    let (ports, host, others) = (scan.group.variety, scan.group.key.server?.text ?? "", scan.others)
    return Phrase(
      en: "\(ports) ports of \(host)"
        + (others == 0 ? "" : " (and those of \(others) other host\(others == 1 ? "" : "s"))"),
      ko: "\(host)의 포트 \(ports.text(in: .korean))개" + (others == 0 ? "" : "(그리고 다른 호스트 \(others)대의 포트)"))
  }
}
