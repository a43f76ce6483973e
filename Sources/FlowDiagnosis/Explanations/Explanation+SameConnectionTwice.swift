import FlowTracking

extension Explanation {
  /// Of `same-connection-twice`.
  static let sameConnectionTwice = Explanation(
    koreanTitle: "주소 변환의 앞뒤에서 캡처된 하나의 연결",
    story: Words(
      """
      Two connections of the report are one: equal numbers, timestamps and times under different addresses. The \
      capture sees the packets before and behind an address translation (NAT, a load balancer). A finding that \
      both show happened once.
      """,
      ko: """
        보고서의 두 연결은 하나입니다. 주소는 다르지만 번호, timestamp, 시각이 같습니다. 캡처가 주소 변환(NAT, load balancer)의 앞뒤에서 패킷을 보고 있습니다. 두 연결에 \
        함께 나온 진단은 한 번 일어난 일입니다.
        """),
    ladder: [
      .toServer(.established, "data", .established, Words("before the NAT", ko: "NAT 앞")),
      .toServer(.established, "data", .established, Words("behind it, same numbers", ko: "NAT 뒤, 같은 번호")),
    ],
    causes: [
      Cause(
        Words(
          "The capture was taken on the translating host itself, on all interfaces.",
          ko: "주소를 변환하는 호스트에서 모든 인터페이스를 캡처했습니다."),
        check: Words("One interface alone shows each connection once.", ko: "인터페이스 하나만 캡처하면 연결이 한 번씩만 보입니다."),
        command: "sudo tcpdump -ni eth0 -s 128 -w one.pcap tcp"),
      Cause(
        Words("Captures from both sides of the device were merged.", ko: "장비 양쪽의 캡처를 합쳤습니다."),
        check: Words("The translations in use.", ko: "현재의 주소 변환을 확인합니다."),
        command: "sudo conntrack -L -p tcp --dport PORT"),
    ])
}
