import ArgumentParser
import PacketCapture

/// Where packets come from.
struct InputOptions: ParsableArguments {
  @Option(
    name: .customShort("r", allowingJoined: true), parsing: .singleValue,
    help: ArgumentHelp(
      "Read a capture file, or all files in a directory; - is standard input. Several make one run in the order of time.",
      valueName: "file"), completion: .file())
  var read: [String] = []

  @Flag(name: .customLong("follow"), help: "Wait at the end of the file for more, until interrupted.")
  var follow = false

  @Option(
    name: [.customShort("i", allowingJoined: true), .customLong("interface")], parsing: .singleValue,
    help: ArgumentHelp(
      "Capture on an interface, by its name or its number in -D, as it happens; any is all of them.", valueName: "name"),
    completion: .custom { _, _, _ in ((try? CaptureDevice.list()) ?? []).map(\.name) + ["any"] })
  var interfaces: [String] = []

  @Option(
    name: .customShort("c", allowingJoined: true), parsing: .unconditional,
    help: ArgumentHelp("Stop after this many packets.", valueName: "count"), transform: InputOptions.packets)
  var count: UInt64?

  @Flag(
    name: [.customShort("D"), .customLong("list-interfaces")], help: "List the interfaces that can be captured on.")
  var listInterfaces = false

  @Option(
    name: [.customShort("s", allowingJoined: true), .customLong("snapshot-length")], parsing: .unconditional,
    help: ArgumentHelp("Capture at most this many octets of a packet; 0 is all.", valueName: "octets"))
  var snapshotLength: Int32 = 0

  @Option(
    name: [.customShort("B", allowingJoined: true), .customLong("buffer-size")], parsing: .unconditional,
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

  /// The interface to capture on; nil where none is.
  var interface: String? { interfaces.first }

  /// Refuses what could not be done as it is said, such as sizes that libpcap would refuse later, in words of its own.
  func validate() throws {
    if interfaces.count > 1 {
      throw ValidationError("-i is given once; -i any captures on all interfaces.")
    }
    if snapshotLength < 0 || snapshotLength > 262_144 {
      throw ValidationError("-s takes 0 through 262144 octets.")
    }
    if bufferSize < 1 || bufferSize > 2_097_151 { throw ValidationError("-B takes 1 through 2097151 KiB.") }
    if follow && (read.count != 1 || read[0] == "-") {
      throw ValidationError("--follow takes one file, given with -r.")
    }
    if read.filter({ $0 == "-" }).count > 1 { throw ValidationError("-r - may be given once: it is read to its end.") }
  }

  // Taken even where it looks like an option, so that what is wrong with -5 can be said.
  @Sendable private static func packets(_ argument: String) throws -> UInt64 {
    guard let count = UInt64(argument), count > 0 else {
      throw ValidationError("-c takes a number of packets, 1 or more, and \"\(argument)\" is none.")
    }
    return count
  }

  /// What is to be read, with the octets that were typed: options are parsed as text, and names need not be text.
  var paths: [CapturePath] {
    var typed = CommandLineOctets.arguments
    return read.map { text in
      guard let index = typed.firstIndex(where: { String(decoding: $0, as: UTF8.self) == text }) else {
        return CapturePath(typed: text)
      }
      // Of two names that look the same as text each has its own place.
      return CapturePath(octets: typed.remove(at: index))
    }
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
