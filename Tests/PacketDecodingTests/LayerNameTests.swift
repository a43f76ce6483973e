import Testing

@testable import PacketDecoding

struct LayerNameTests {
  @Test func namesAreWordsApartAndEachItsOwn() {
    #expect(Layer.ipv4InIP.name == "ipv4_in_ip")
    #expect(Layer.ciscoHDLC.name == "cisco_hdlc")
    #expect(Layer.linuxCooked2.name == "linux_cooked2")
    #expect(Set(Layer.allCases.map(\.name)).count == Layer.allCases.count)
    #expect(Layer.allCases.map(\.rawValue) == Array(0..<UInt8(Layer.allCases.count)))
  }
}
