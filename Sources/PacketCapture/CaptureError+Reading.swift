/// The errors of files.
extension CaptureError {
  /// A file that ends in the middle of packet number `frame` or of a block before it, at octet `offset`.
  static func ending(name: String, frame: UInt64, offset: Int64, missing: Int) -> Self {
    let extent = "at least \(missing) \(missing == 1 ? "octet is" : "octets are") missing"
    return CaptureError(
      .truncated, "\(name): ends in the middle of packet \(frame), at octet \(offset): \(extent)",
      missingOctets: missing)
  }

  /// Octets of packet number `frame` that cannot be had; `offset` octets were read of the file.
  static func failing(
    _ failure: InputFailure, path: CapturePath, compression: Compression?, frame: UInt64, offset: Int64
  ) -> Self {
    let place = "\(path.name): reading stopped before packet \(frame), at octet \(offset)"
    let format = compression?.name ?? "compressed"
    switch failure {
    case .reading(let number):
      return CaptureError(.damaged, "\(place): \(SystemText.error(number))")
    case .replaced:
      return CaptureError(
        .damaged, "\(place): the file became shorter", advice: ["It was written anew: follow it again from its start."])
    case .compressedDataCut:
      return CaptureError(.truncated, "\(place): the \(format) data ends in its middle")
    case .compressedData(let failure):
      return CaptureError(.damaged, "\(place): the \(format) data \(failure.text)", advice: failure.advice(path))
    case .expansion:
      return CaptureError(
        .damaged, "\(place): it is \(format) data that expands to more than 250 times its size, as bombs do",
        advice: [
          "Where it is to be trusted:  \(compression?.command ?? "gunzip -c") \(path.shellWord) | tcptrace-swift -r -"
        ])
    }
  }

  /// The first octets of a file that cannot be had.
  static func opening(_ failure: InputFailure, path: CapturePath, compression: Compression?) -> Self {
    let name = path.name
    let format = compression?.name ?? "compressed"
    switch failure {
    case .reading(let number):
      return CaptureError(.cannotOpen, "\(name): cannot read: \(SystemText.error(number))")
    case .replaced:
      return CaptureError(.cannotOpen, "\(name): became shorter while it was opened")
    case .compressedDataCut:
      return CaptureError(.notACapture, "\(name): its \(format) data ends before the capture in it begins")
    case .compressedData(let failure):
      return CaptureError(.notACapture, "\(name): its \(format) data \(failure.text)", advice: failure.advice(path))
    case .expansion:
      return CaptureError(.notACapture, "\(name): its \(format) data expands without end, as bombs do")
    }
  }

  /// A compressed format that is not read.
  static func unsupported(_ compression: Compression, path: CapturePath) -> Self {
    CaptureError(
      .notACapture, "\(path.name): is compressed (\(compression.name)); decompress first:",
      advice: ["\(compression.command) \(path.shellWord) | tcptrace-swift -r -"])
  }

  /// A file that was compressed twice.
  static func nested(_ inner: Compression, within outer: Compression, path: CapturePath) -> Self {
    CaptureError(
      .notACapture, "\(path.name): is compressed twice (\(inner.name) within \(outer.name)); undo the outer one first:",
      advice: ["\(outer.command) \(path.shellWord) | tcptrace-swift -r -"])
  }

  /// A file whose first octets, `head`, are those of no capture that is read; `octets` are known of it.
  static func noCapture(path: CapturePath, octets: Int64, head: [UInt8]) -> Self {
    let name = path.name
    if head.isEmpty {
      return CaptureError(.notACapture, "\(name): is empty: a capture has at least a file header")
    }
    if let format = ForeignFormat(head: head) {
      return CaptureError(
        .notACapture, "\(name): is a capture of another kind (\(format.name)); convert it first:",
        advice: ["editcap -F pcapng \(path.shellWord) capture.pcapng     (of the Wireshark package)"])
    }
    if head.count < 4 {
      return CaptureError(.notACapture, "\(name): ends after \(octets) octets, before its file header does")
    }
    return CaptureError(
      .notACapture, "\(name): is no capture: neither pcap nor pcapng, nor another format that is read",
      advice: ["It begins with the octets \(hexadecimal(head.prefix(4)))."])
  }

  private static func hexadecimal(_ octets: some Sequence<UInt8>) -> String {
    octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined(separator: " ")
  }
}

extension DecompressionFailure {
  fileprivate var text: String {
    command == nil ? "is damaged: \(reason)" : "cannot be decompressed here: \(reason); decompress first:"
  }

  fileprivate func advice(_ path: CapturePath) -> [String] {
    command.map { ["\($0) \(path.shellWord) | tcptrace-swift -r -"] } ?? []
  }
}
