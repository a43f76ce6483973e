import PacketDecoding
import Testing

@Suite struct LayerWalkRunTests {
  @Test func tagsPastTheLimitAreTooManyLayers() {
    let tag = two(1) + two(0x8100)
    let many = Array(repeating: tag, count: 40).flatMap { $0 }
    #expect(decode(ethernet(many, type: 0x8100)).status == .tooManyLayers)
    #expect(diagnose(ethernet(many, type: 0x8100))?.layer == .vlan)
  }

  @Test func extensionHeadersPastTheLimitAreTooManyLayers() {
    let header: [UInt8] = [60, 0, 1, 4, 0, 0, 0, 0]
    let many = Array(repeating: header, count: 1000).flatMap { $0 }
    #expect(decode(ethernet(ipv6(many, next: 60), type: 0x86DD)).status == .tooManyLayers)
  }
}
