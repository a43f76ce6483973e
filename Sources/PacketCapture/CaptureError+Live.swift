import CPcap

extension CaptureError {
  /// Why an interface could not be opened: the negative `status` of pcap_activate and its text.
  static func activating(interface: String, status: Int32, text: String) -> Self {
    switch status {
    case PCAP_ERROR_NO_SUCH_DEVICE:
      return noSuchInterface(interface)
    case PCAP_ERROR_PERM_DENIED, PCAP_ERROR_PROMISC_PERM_DENIED:
      return noPermission(interface)
    case PCAP_ERROR_IFACE_NOT_UP:
      return CaptureError(
        .interfaceGone, "\(interface): the interface is down",
        advice: ["Bring it up:  \(bringUp) \(ShellWord.quoted(interface)) up"])
    default:
      let reason = unsafe text.isEmpty ? SystemText.string(pcap_statustostr(status)) : text
      return CaptureError(.interfaceGone, "\(interface): cannot capture: \(reason)")
    }
  }

  private static var bringUp: String {
    #if os(Linux)
      "sudo ip link set"
    #else
      "sudo ifconfig"
    #endif
  }

  private static func noSuchInterface(_ interface: String) -> Self {
    let names = ((try? CaptureDevice.list()) ?? []).map(\.name)
    let nearest = EditDistance.nearest(to: interface, among: names)
    let question = nearest.map { "; did you mean \"\($0)\"?" } ?? ""
    return CaptureError(
      .noSuchInterface, "\(interface): no such interface\(question)", advice: ["tcptrace-swift -D lists them."])
  }

  private static func noPermission(_ interface: String) -> Self {
    let message = "\(interface): no permission to capture."
    #if os(Linux)
      let path = ShellWord.quoted(RunningBinary.path ?? "PATH")
      return CaptureError(
        .noPermission, message,
        advice: [
          "Give this binary the one capability it needs:  sudo setcap cap_net_raw+ep \(path)", "or run it with sudo.",
        ])
    #else
      return CaptureError(.noPermission, message, advice: ["Run it with sudo, or allow this user to read /dev/bpf*."])
    #endif
  }
}
