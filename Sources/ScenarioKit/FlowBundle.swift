/// Flows that all play the same lines, one after the other began.
struct FlowBundle {
  /// How many.
  let count: Int
  /// Nanoseconds from the beginning of one to that of the next.
  let interval: Int64
  /// The ends of the first.
  let client: BundleEnd
  let server: BundleEnd
  /// When the first begins, in nanoseconds from the epoch of the scenario.
  let start: Int64
  /// The lines that all of them play.
  var lines: [LineCursor] = []
}

/// One end of a bundle of flows, and whether its address or its port counts up from flow to flow.
struct BundleEnd {
  var address: HostAddress
  var port: UInt16
  var stepsAddress = false
  var stepsPort = false

  /// The end of the flow at `index`; what counts up starts again at 0 behind its largest value.
  subscript(index: Int) -> (HostAddress, UInt16) {
    let step = UInt32(truncatingIfNeeded: index)
    return (
      stepsAddress ? address.advanced(by: step) : address, stepsPort ? port &+ UInt16(truncatingIfNeeded: step) : port
    )
  }
}

extension HostAddress {
  /// The address `step` further on.
  fileprivate func advanced(by step: UInt32) -> HostAddress {
    var result = octets
    var carry = step
    for index in result.indices.reversed() where carry > 0 {
      let sum = UInt32(result[index]) + (carry & 0xFF)
      result[index] = UInt8(truncatingIfNeeded: sum)
      carry = (carry >> 8) + (sum >> 8)
    }
    return HostAddress(octets: result)
  }
}

extension LineCursor {
  /// Passes over an end of a bundle, such as 192.0.2.1:40000+, 10.0.0.1+:80 or [2001:db8::1]+:443, and over the blanks behind it.
  mutating func bundleEnd() throws(ScenarioError) -> BundleEnd {
    var end = BundleEnd(address: HostAddress(octets: []), port: 0)
    (end.address, end.port, end.stepsAddress) = try steppingAddressAndPort()
    end.stepsPort = take("+")
    skipBlanks()
    return end
  }
}

extension ScenarioParser {
  /// Reads `flows COUNT every SECONDS CLIENT > SERVER`.
  mutating func readFlows(_ line: inout LineCursor) throws(ScenarioError) {
    let form = "`flows COUNT every SECONDS ADDRESS:PORT > ADDRESS:PORT`, with + behind what counts up"
    let place = line.position
    let count = Int(try line.number(1...UInt64(ScenarioLimits.flows), "a number of flows"))
    guard line.take(word: "every") else { throw line.expected(form) }
    let interval = try line.seconds()
    let client = try line.bundleEnd()
    try line.require(">", form)
    line.skipBlanks()
    let server = try line.bundleEnd()
    guard client.address.isIPv6 == server.address.isIPv6 else {
      throw line.expected("two addresses of one family", at: place)
    }
    if !hasPackets, flows.count == 1 { flows = [] }
    guard flows.count + count <= ScenarioLimits.flows else {
      throw line.expected("at most \(ScenarioLimits.flows) flows", at: place)
    }
    bundle = FlowBundle(count: count, interval: interval, client: client, server: server, start: clock)
  }

  /// Plays the lines of the bundle, if one is open, for each of its flows, and puts their frames in the order of their times.
  mutating func closeBundle() throws(ScenarioError) {
    guard let bundle else { return }
    self.bundle = nil
    let firstFrame = frames.count
    let firstMark = expectations.count
    var end = clock
    for index in 0..<bundle.count {
      current = flows.count
      flows.append(ScenarioFlow(index: current, client: bundle.client[index], server: bundle.server[index]))
      clock = bundle.start + Int64(index) * bundle.interval
      for line in bundle.lines {
        var line = line
        try readPacketLine(&line)
      }
      end = max(end, clock)
    }
    clock = end
    sortFrames(from: firstFrame, marksFrom: firstMark)
  }

  private mutating func sortFrames(from first: Int, marksFrom firstMark: Int) {
    let order = frames.indices[first...].sorted { (frames[$0].timeNanoseconds, $0) < (frames[$1].timeNanoseconds, $1) }
    let sorted = order.map { frames[$0] }
    var place: [Int: Int] = [:]
    for (offset, index) in order.enumerated() { place[index + 1] = first + offset + 1 }
    frames.replaceSubrange(first..., with: sorted)
    for mark in expectations.indices[firstMark...] {
      guard let frame = expectations[mark].frame, let moved = place[frame] else { continue }
      expectations[mark] = expectations[mark].at(frame: moved)
    }
  }
}

extension ScenarioExpectation {
  /// The same, due at another frame.
  fileprivate func at(frame: Int) -> ScenarioExpectation {
    ScenarioExpectation(code: code, frame: frame, flow: flow, line: line, grade: grade, lost: lost)
  }
}
