import FlowReporting
import PacketCapture

extension PacketInterface {
  /// A capture's interface as reports get it.
  init(_ interface: CaptureInterface) {
    self.init(
      name: interface.name, description: interface.description, linkType: interface.linkType,
      snapLength: interface.snapLength)
  }
}

extension CaptureInterface {
  /// A report's interface as it is written to a file.
  init(_ interface: PacketInterface) {
    self.init(linkType: interface.linkType)
    name = interface.name
    description = interface.description
    snapLength = interface.snapLength
  }
}

extension RunStatistics.LiveCounters {
  /// A capture's counters as reports get them.
  init(_ counted: CaptureStatistics) {
    self.init(
      received: counted.received, droppedByKernel: counted.droppedByKernel,
      droppedByInterface: counted.droppedByInterface)
  }
}

extension CaptureStatistics {
  /// A report's counters as they are written to a file.
  init(_ counters: RunStatistics.LiveCounters) {
    self.init()
    received = counters.received
    droppedByKernel = counters.droppedByKernel
    droppedByInterface = counters.droppedByInterface
  }
}

extension RunStatistics.InterfaceTally {
  /// What came from an interface as reports get it.
  init(_ count: InterfaceCount) {
    self.init(
      interface: PacketInterface(count.interface), linkType: count.interface.linkTypeName, source: count.source,
      packets: count.packets, counters: count.statistics.map { RunStatistics.LiveCounters($0) })
  }
}
