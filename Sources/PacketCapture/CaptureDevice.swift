import CPcap

#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// An interface that can be captured on.
package struct CaptureDevice: Sendable {
  /// What to give to `-i`.
  package let name: String
  /// What the system says it is; nil for most.
  package let description: String?
  /// Its IPv4 and IPv6 addresses as text, in the system's order.
  package let addresses: [String]
  /// libpcap's `PCAP_IF_` bits.
  package let flags: UInt32

  /// A device with these properties.
  package init(name: String, description: String?, addresses: [String], flags: UInt32) {
    self.name = name
    self.description = description
    self.addresses = addresses
    self.flags = flags
  }

  /// Its state as tcpdump words it: "Up, Running, Connected"; nil when no flag at all is set.
  package var state: String? {
    guard flags != 0 else { return nil }
    var words: [String] = []
    if flags & UInt32(PCAP_IF_UP) != 0 { words.append("Up") }
    if flags & UInt32(PCAP_IF_RUNNING) != 0 { words.append("Running") }
    if flags & UInt32(PCAP_IF_LOOPBACK) != 0 { words.append("Loopback") }
    if words.isEmpty { words.append("none") }
    let connection = flags & UInt32(PCAP_IF_CONNECTION_STATUS)
    let isConnected = connection == UInt32(PCAP_IF_CONNECTION_STATUS_CONNECTED)
    let isDisconnected = connection == UInt32(PCAP_IF_CONNECTION_STATUS_DISCONNECTED)
    if flags & UInt32(PCAP_IF_WIRELESS) != 0 {
      words.append("Wireless")
      if isConnected { words.append("Associated") }
      if isDisconnected { words.append("Not associated") }
    } else {
      if isConnected { words.append("Connected") }
      if isDisconnected { words.append("Disconnected") }
    }
    return words.joined(separator: ", ")
  }

  /// All devices, those that are up and running first.
  ///
  /// - Throws: `noSuchInterface` where the system does not list them.
  package static func list() throws(CaptureError) -> [CaptureDevice] {
    var first: UnsafeMutablePointer<pcap_if_t>?
    var problem = [CChar](repeating: 0, count: Int(PCAP_ERRBUF_SIZE))
    guard unsafe pcap_findalldevs(&first, &problem) == 0 else {
      throw CaptureError(.noSuchInterface, "cannot list the interfaces: \(SystemText.string(problem))")
    }
    defer { unsafe pcap_freealldevs(first) }
    var devices: [CaptureDevice] = []
    var next = unsafe first
    while let device = unsafe next?.pointee {
      let description = unsafe SystemText.string(device.description)
      unsafe devices.append(
        CaptureDevice(
          name: SystemText.string(device.name), description: description.isEmpty ? nil : description,
          addresses: addresses(device.addresses), flags: device.flags))
      unsafe next = unsafe device.next
    }
    return devices
  }

  /// The name that `word` stands for: a device's own, or its number in the listing, as tcpdump takes it; else `word`.
  ///
  /// - Parameter devices: all devices, asked for only where `word` is a number.
  package static func name(meantBy word: String, among devices: () -> [CaptureDevice]) -> String {
    guard let number = Int(word), number > 0 else { return word }
    let devices = devices()
    guard number <= devices.count, !devices.contains(where: { $0.name == word }) else { return word }
    return devices[number - 1].name
  }

  /// `devices` as `tcpdump -D` prints them: a numbered line each, without a final newline.
  package static func listing(_ devices: [CaptureDevice]) -> String {
    devices.enumerated().map { index, device in
      let description = device.description.map { " (\($0))" } ?? ""
      let state = device.state.map { " [\($0)]" } ?? ""
      return "\(index + 1).\(device.name)\(description)\(state)"
    }.joined(separator: "\n")
  }

  private static func addresses(_ first: UnsafeMutablePointer<pcap_addr>?) -> [String] {
    var texts: [String] = []
    var next = unsafe first
    while let entry = unsafe next?.pointee {
      if let text = unsafe numeric(entry.addr) { texts.append(text) }
      unsafe next = unsafe entry.next
    }
    return texts
  }

  private static func numeric(_ address: UnsafeMutablePointer<sockaddr>?) -> String? {
    guard let address = unsafe address else { return nil }
    let size: Int
    switch unsafe Int32(address.pointee.sa_family) {
    case AF_INET: size = MemoryLayout<sockaddr_in>.size
    case AF_INET6: size = MemoryLayout<sockaddr_in6>.size
    default: return nil
    }
    var text = [CChar](repeating: 0, count: 128)
    guard unsafe getnameinfo(address, socklen_t(size), &text, 128, nil, 0, NI_NUMERICHOST) == 0 else { return nil }
    return SystemText.string(text)
  }
}
