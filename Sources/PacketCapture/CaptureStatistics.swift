/// What the kernel counted since a live capture began, or what a pcapng file says that was counted.
package struct CaptureStatistics: Hashable, Sendable, BitwiseCopyable {
  /// Packets that passed the filter, those dropped afterwards included (on Linux); on `lo` each counts twice.
  package var received: UInt64 = 0
  /// Packets that the kernel dropped because its ring was full: this program was too slow.
  package var droppedByKernel: UInt64 = 0
  /// Packets that the interface or its driver dropped, where the driver says so.
  package var droppedByInterface: UInt64 = 0

  /// Nothing counted yet.
  package init() {}

  /// The sums of both.
  package func adding(_ other: CaptureStatistics) -> CaptureStatistics {
    var sum = self
    sum.received &+= other.received
    sum.droppedByKernel &+= other.droppedByKernel
    sum.droppedByInterface &+= other.droppedByInterface
    return sum
  }

  /// Adds what happened between two readings of 32-bit counters that wrap; at most 2³²-1 events may lie between them.
  mutating func add(from earlier: Reading, to later: Reading) {
    received &+= UInt64(later.received &- earlier.received)
    droppedByKernel &+= UInt64(later.droppedByKernel &- earlier.droppedByKernel)
    droppedByInterface &+= UInt64(later.droppedByInterface &- earlier.droppedByInterface)
  }

  /// The counters as libpcap gives them, modulo 2³².
  struct Reading: Sendable, BitwiseCopyable {
    /// Packets that passed the filter.
    var received: UInt32 = 0
    /// Packets dropped for want of room in the ring.
    var droppedByKernel: UInt32 = 0
    /// Packets dropped by the interface.
    var droppedByInterface: UInt32 = 0
  }
}
