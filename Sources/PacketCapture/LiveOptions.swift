/// How to open an interface.
package struct LiveOptions: Sendable {
  /// Octets to keep of each packet; 0 keeps all (262144, the most libpcap takes).
  package var snapLength: Int32 = 262_144
  /// The kernel's ring, in KiB; bounds how long the program may pause before packets are dropped.
  package var bufferKiB: Int32 = 16_384
  /// Whether to ask for packets addressed to other hosts; has no meaning on `any`.
  package var promiscuous = true
  /// Whether to hand on each packet as it comes, at more cost, instead of up to a tenth of a second later.
  package var immediate = false

  /// All of each packet, promiscuous, in batches.
  package init() {}
}
