/// An interface as a pcapng file describes it, or a file or device that stands for one.
package struct CaptureInterface: Hashable, Sendable {
  /// Its name, such as "eth0"; empty where none is known. Octets of a file, which need not be text.
  package var name: [UInt8] = []
  /// What it is, in words; empty where that is not said.
  package var description: [UInt8] = []
  /// What its packets begin with, libpcap's number.
  package var linkType: Int32
  /// The most octets that were captured of a packet; 0 for no limit.
  package var snapLength: UInt32 = 0

  /// libpcap's name for the link type, such as "EN10MB".
  package var linkTypeName: String { LinkType.name(linkType) }

  /// An interface of `linkType` without a name.
  package init(linkType: Int32) {
    self.linkType = linkType
  }
}

/// What came from one interface of a file.
package struct InterfaceCount: Sendable {
  /// The interface.
  package let interface: CaptureInterface
  /// Its file, counted from 1 where there are several; 0 for a single one.
  package var source = 0
  /// Packets of it in the file.
  package var packets: UInt64 = 0
  /// What was counted while it was captured on; nil where the file does not say.
  package var statistics: CaptureStatistics?

  /// Nothing counted yet.
  init(_ interface: CaptureInterface) {
    self.interface = interface
  }
}
