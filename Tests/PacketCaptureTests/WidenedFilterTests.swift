import Testing

@testable import PacketCapture

@Suite struct WidenedFilterTests {
  private func compiles(_ expression: String, _ linkType: Int32) -> Bool {
    (try? CaptureFilter.validate([expression], linkType: linkType)) != nil
  }

  @Test(arguments: ["port 443", "not port 22", "host 192.0.2.1 or net 10.0.0.0/8", "tcp"])
  func kernelLooksBehindTagsOnEthernet(expression: String) {
    #expect(compiles(WidenedFilter.candidates(for: expression)[0], 1))
  }

  // Linux cooked in both versions, raw IP, BSD loopback, PPP.
  @Test(arguments: [113, 276, 12, 0, 9] as [Int32])
  func withoutTagsTheNextOneDoes(linkType: Int32) {
    let candidates = WidenedFilter.candidates(for: "port 443")
    #expect(!compiles(candidates[0], linkType))
    #expect(compiles(candidates[1], linkType))
  }

  @Test(arguments: ["vlan 6 or port 80", "port 80 or vlan 6", "not vlan 7 and port 80", "vlan"])
  func kernelIsNotAskedForTags(expression: String) {
    #expect(WidenedFilter.candidates(for: expression) == [""])
  }

  @Test func spellingIsAllThatMatters() {
    // libpcap looks for a second tag behind the ports here, and says that no packet can have it.
    #expect(compiles("port 80 and vlan 5", 1))
    #expect(!compiles("port 80 and vlam 5", 1))
  }

  @Test func theLastLetsEverythingThrough() {
    #expect(WidenedFilter.candidates(for: "port 443").last == "")
  }
}
