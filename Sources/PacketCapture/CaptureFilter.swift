import CPcap

/// A compiled filter expression in libpcap's language (pcap-filter(7)).
@safe
package final class CaptureFilter {
  /// The compiled program, for as long as the filter lives.
  let program: UnsafeMutablePointer<bpf_program>

  /// Compiles `expression` for the link type and snapshot length of `handle`.
  ///
  /// - Parameter optimized: whether the program is to be short; the optimizer refuses what no packet can match.
  /// - Throws: `filter`.
  init(_ expression: String, for handle: OpaquePointer, optimized: Bool = true) throws(CaptureError) {
    unsafe program = UnsafeMutablePointer<bpf_program>.allocate(capacity: 1)
    unsafe program.initialize(to: bpf_program())
    guard unsafe pcap_compile(handle, program, expression, optimized ? 1 : 0, PCAP_NETMASK_UNKNOWN) == 0 else {
      throw unsafe CaptureError.filter(expression, text: SystemText.pcapError(handle))
    }
  }

  deinit {
    unsafe pcap_freecode(program)
    unsafe program.deallocate()
  }

  /// The expression that command line words amount to; empty for none. Control characters become spaces.
  package static func expression(_ words: [String]) -> String {
    let joined = words.joined(separator: " ")
    let visible = String(String.UnicodeScalarView(joined.unicodeScalars.map { $0.value < 0x20 ? " " : $0 }))
    return visible.allSatisfy { $0 == " " } ? "" : visible
  }

  /// Compiles `expression` for packets of `linkType`.
  ///
  /// - Throws: `filter`.
  convenience init(
    _ expression: String, linkType: Int32, snapLength: Int32 = 262_144, optimized: Bool = true
  ) throws(CaptureError) {
    guard let handle = unsafe pcap_open_dead(linkType, snapLength) else {
      throw CaptureError(.filter, "cannot parse the filter: out of memory")
    }
    defer { unsafe pcap_close(handle) }
    try unsafe self.init(expression, for: handle, optimized: optimized)
  }

  /// Whether the packet at `octets` passes.
  @inline(__always)
  func passes(_ octets: UnsafeRawPointer, captured: Int, original: UInt32) -> Bool {
    var header = pcap_pkthdr()
    header.caplen = UInt32(truncatingIfNeeded: captured)
    header.len = original
    return unsafe pcap_offline_filter(program, &header, octets.assumingMemoryBound(to: UInt8.self)) != 0
  }

  /// Checks the spelling of a filter before anything is opened, for Ethernet unless `linkType` says otherwise.
  ///
  /// What libpcap's meaning of an expression is does not matter here: `port 80 and vlan 5` asks it for a tag behind the ports.
  ///
  /// - Throws: `filter`.
  package static func validate(_ words: [String], linkType: Int32 = 1) throws(CaptureError) {
    _ = try CaptureFilter(expression(words), linkType: linkType, optimized: false)
  }

  /// The narrowest filter that `handle`'s link type allows and that lets through all that may hold a packet of `expression`.
  ///
  /// - Throws: `filter`.
  static func widened(_ expression: String, for handle: OpaquePointer) throws(CaptureError) -> CaptureFilter {
    for candidate in WidenedFilter.candidates(for: expression) {
      if let filter = try? unsafe CaptureFilter(candidate, for: handle) { return filter }
    }
    return try unsafe CaptureFilter("", for: handle)
  }

  /// Has the kernel apply the filter to a live capture.
  ///
  /// - Throws: `filter`.
  func install(on handle: OpaquePointer) throws(CaptureError) {
    guard unsafe pcap_setfilter(handle, program) == 0 else {
      throw unsafe CaptureError(.filter, "cannot set the filter: \(SystemText.pcapError(handle))")
    }
  }
}
