import CPcap
import Testing

@testable import PacketCapture

struct CaptureDeviceTests {
  @Test func devicesAreListedAsTcpdumpDoes() {
    let up = UInt32(PCAP_IF_UP | PCAP_IF_RUNNING)
    let devices = [
      CaptureDevice(
        name: "eth0", description: nil, addresses: [], flags: up | UInt32(PCAP_IF_CONNECTION_STATUS_CONNECTED)),
      CaptureDevice(
        name: "any", description: "Pseudo-device that captures on all interfaces", addresses: [],
        flags: up | UInt32(PCAP_IF_CONNECTION_STATUS_NOT_APPLICABLE)),
      CaptureDevice(
        name: "wlan0", description: nil, addresses: [],
        flags: UInt32(PCAP_IF_UP | PCAP_IF_WIRELESS | PCAP_IF_CONNECTION_STATUS_DISCONNECTED)),
      CaptureDevice(
        name: "ifb0", description: nil, addresses: [], flags: UInt32(PCAP_IF_CONNECTION_STATUS_DISCONNECTED)),
      CaptureDevice(name: "odd", description: nil, addresses: [], flags: 0),
    ]
    #expect(
      CaptureDevice.listing(devices) == """
        1.eth0 [Up, Running, Connected]
        2.any (Pseudo-device that captures on all interfaces) [Up, Running]
        3.wlan0 [Up, Wireless, Not associated]
        4.ifb0 [none, Disconnected]
        5.odd
        """)
  }

  @Test func deviceIsMeantByItsNameOrItsNumber() {
    let devices = ["eth0", "any", "1"].map { CaptureDevice(name: $0, description: nil, addresses: [], flags: 0) }
    let names = ["eth0": "eth0", "2": "any", "3": "1", "1": "1", "4": "4", "0": "0", "-1": "-1", "x": "x", "": ""]
    for (word, name) in names {
      #expect(CaptureDevice.name(meantBy: word) { devices } == name)
    }
  }

  @Test func loopbackIsAmongTheDevices() throws {
    let loopback = try CaptureDevice.list().first { $0.flags & UInt32(PCAP_IF_LOOPBACK) != 0 }
    guard let loopback else { return }
    #expect(loopback.state?.contains("Loopback") == true)
    #expect(loopback.addresses.contains("127.0.0.1"))
  }
}
