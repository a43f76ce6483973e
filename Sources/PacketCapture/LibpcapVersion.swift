import CPcap

/// The libpcap this process runs with.
package enum LibpcapVersion {
  /// Its own words, such as "libpcap version 1.10.3 (with TPACKET_V3)".
  package static var text: String {
    unsafe SystemText.string(pcap_lib_version())
  }
}
