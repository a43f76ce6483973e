/// An interface that packets were captured on, as the capture describes it.
package struct PacketInterface: Hashable, Sendable {
  /// Its name, such as "eth0"; empty where none is known. Untrusted octets, which need not be text.
  package var name: [UInt8]
  /// What it is, in words; empty where that is not said. Untrusted as well.
  package var description: [UInt8]
  /// What its packets begin with, libpcap's number.
  package var linkType: Int32
  /// The most octets that were captured of a packet; 0 for no limit.
  package var snapLength: UInt32

  /// The interface with these values.
  package init(name: [UInt8], description: [UInt8], linkType: Int32, snapLength: UInt32) {
    self.name = name
    self.description = description
    self.linkType = linkType
    self.snapLength = snapLength
  }
}

extension RunStatistics {
  /// What came from one interface of a capture file.
  package struct InterfaceTally: Sendable {
    /// The interface.
    package let interface: PacketInterface
    /// libpcap's name of its link type, such as "EN10MB".
    package let linkType: String
    /// Its file, counted from 1 where there are several; 0 for a single one.
    package let source: Int
    /// Packets of it in the file.
    package let packets: UInt64
    /// What was counted while it was captured on; nil where the file does not say.
    package let counters: LiveCounters?

    /// Packets lost by the kernel, the interface or its driver.
    var dropped: UInt64 { counters.map { $0.droppedByKernel &+ $0.droppedByInterface } ?? 0 }

    /// The tally with these values.
    package init(
      interface: PacketInterface, linkType: String, source: Int, packets: UInt64, counters: LiveCounters?
    ) {
      self.interface = interface
      self.linkType = linkType
      self.source = source
      self.packets = packets
      self.counters = counters
    }
  }
}
