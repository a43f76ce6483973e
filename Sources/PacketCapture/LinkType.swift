import CPcap

/// The numbers of link types in files (LINKTYPE_) and in libpcap (DLT_), which differ for a few.
enum LinkType {
  /// No link type: a file without an interface.
  static let none: Int32 = -1
  /// A link type that a file's own numbering has and libpcap has not.
  static let unknown: Int32 = -2

  /// libpcap's number for `fileType`, of which the upper 6 bits say something else.
  static func libpcap(_ fileType: UInt32) -> Int32 {
    let number = Int32(truncatingIfNeeded: fileType & 0x03FF_FFFF)
    return switch number {
    case 100: DLT_ATM_RFC1483
    case 101: DLT_RAW
    case 102: DLT_SLIP_BSDOS
    case 103: DLT_PPP_BSDOS
    case 106: DLT_ATM_CLIP
    case 246: DLT_PFSYNC
    case 258: DLT_PKTAP
    default: number
    }
  }

  /// The most octets that a packet of `linkType` is believed to have.
  static func longestPacket(_ linkType: Int32) -> UInt32 {
    switch linkType {
    case DLT_DBUS, DLT_USB_LINUX, DLT_USB_LINUX_MMAPPED, DLT_USBPCAP: 128 << 20
    case DLT_EBHSCR: 8 << 20
    default: 262_144
    }
  }

  /// libpcap's name for `linkType`, such as "EN10MB"; "DLT 9999" for one it does not know.
  static func name(_ linkType: Int32) -> String {
    if linkType == none { return "none" }
    if linkType == unknown { return "unknown" }
    let name = unsafe SystemText.string(pcap_datalink_val_to_name(linkType))
    return name.isEmpty ? "DLT \(linkType)" : name
  }
}
