import PacketDecoding
import Testing

@testable import FlowReporting

@Suite struct CommunityIDTests {
  @Test(arguments: [
    ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"), ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
    ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
    (String(repeating: "a", count: 1_000), "291e9a6c66994949b57ba5e650361e98fc36b1ba"),
  ])
  func messageHasItsPublishedDigest(message: String, expected: String) {
    let digest = SHA1.digest(of: message.utf8.span)
    let words = digest.indices.map { String(digest[$0], radix: 16) }
    #expect(words.map { String(repeating: "0", count: 8 - $0.count) + $0 }.joined() == expected)
  }

  @Test(arguments: [
    (
      IPAddress(ipv4: 0x80E8_6E78), UInt16(34855), IPAddress(ipv4: 0x4223_FACC), UInt16(80),
      "1:LQU9qZlK+B5F3KDmev6m5PMibrg="
    ),
    (IPAddress(ipv4: 0x0102_0304), 1122, IPAddress(ipv4: 0x0506_0708), 3344, "1:wCb3OG7yAFWelaUydu0D+125CLM="),
    (
      IPAddress(high: 0x2001_0470_e5bf_dead, low: 0x4957_2174_e82c_4887), 63943,
      IPAddress(high: 0x2607_f8b0_400c_0c03, low: 0x1a), 25, "1:/qFaeAR+gFe1KYjMzVDsMv+wgU4="
    ),
  ])
  func flowHasItsPublishedIdentifierBothWays(
    address: IPAddress, port: UInt16, peer: IPAddress, peerPort: UInt16, expected: String
  ) {
    #expect(text { CommunityID.append(between: (address, port), and: (peer, peerPort), to: &$0) } == expected)
    #expect(text { CommunityID.append(between: (peer, peerPort), and: (address, port), to: &$0) } == expected)
  }
}
