import ArgumentParser
import PacketCapture

/// Where packets come from.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customShort("r"),
    help: ArgumentHelp("Read a capture file (pcap or pcapng); - is standard input.", valueName: "file"))
  var read: String?

  @Option(
    name: [.customShort("i"), .customLong("interface")],
    help: ArgumentHelp("Capture on an interface as it happens; any is all of them.", valueName: "name"))
  var interface: String?

  @Option(name: .customShort("c"), help: ArgumentHelp("Stop after this many packets.", valueName: "count"))
  var count: UInt64?

  @Flag(
    name: [.customShort("D"), .customLong("list-interfaces")], help: "List the interfaces that can be captured on.")
  var listInterfaces = false

  @Option(
    name: [.customShort("s"), .customLong("snapshot-length")],
    help: ArgumentHelp("Capture at most this many octets of a packet; 0 is all.", valueName: "octets"))
  var snapshotLength: Int32 = 0

  @Option(
    name: [.customShort("B"), .customLong("buffer-size")],
    help: ArgumentHelp("The kernel's capture buffer in KiB.", valueName: "KiB"))
  var bufferSize: Int32 = 16_384

  @Flag(
    name: [.customShort("p"), .customLong("no-promiscuous-mode")],
    help: "Do not put the interface into promiscuous mode.")
  var noPromiscuousMode = false

  @Flag(name: .customLong("immediate-mode"), help: "Take packets from the kernel one by one as they come.")
  var immediateMode = false

  @Flag(
    name: .customLong("filter-outer"),
    help: "Apply the filter to the outermost headers only, as tcpdump does, not inside of VLANs and tunnels.")
  var filterOuter = false

  /// Refuses sizes that libpcap would refuse later, in words of its own.
  func validate() throws {
    if snapshotLength < 0 || snapshotLength > 262_144 {
      throw ValidationError("-s takes 0 through 262144 octets.")
    }
    if bufferSize < 1 || bufferSize > 2_097_151 { throw ValidationError("-B takes 1 through 2097151 KiB.") }
    if count == 0 { throw ValidationError("-c takes a number of packets, 1 or more.") }
  }

  /// The options of a live capture.
  var live: LiveOptions {
    var options = LiveOptions()
    if snapshotLength > 0 { options.snapLength = snapshotLength }
    options.bufferKiB = bufferSize
    options.promiscuous = !noPromiscuousMode
    options.immediate = immediateMode
    return options
  }
}
