/// What a pcapng file says of the packet at hand beside its octets; read while the packet is handed on.
package final class PacketNotes {
  /// The comments on the packet, in the file's order; octets that need not be text.
  package internal(set) var comments: [[UInt8]] = []
  /// Which interface it came from: equal numbers for equal interfaces of a run.
  package internal(set) var interfaceNumber: UInt64 = .max
  /// That interface.
  package internal(set) var interface = CaptureInterface(linkType: LinkType.none)

  /// No packet yet.
  init() {}
}
