/// The errors of files, told from libpcap's texts: it has no codes for them.
extension CaptureError {
  /// Why a file is not taken as a capture: `octets` were read of it, the first four of them `head`.
  static func opening(path: String, name: String, text: String, octets: Int64, head: UInt32) -> Self {
    if let failure = readFailure(text) {
      return CaptureError(.cannotOpen, "\(name): cannot read: \(failure)")
    }
    if octets == 0 {
      return CaptureError(.notACapture, "\(name): is empty: a capture has at least a file header")
    }
    if let compression = Compression(head: head) {
      let file = path == "-" ? "FILE" : ShellWord.quoted(path)
      return CaptureError(
        .notACapture, "\(name): is compressed (\(compression.name)); decompress first:",
        advice: ["\(compression.command) \(file) | tcptrace-swift -r -"])
    }
    if let mixed = mixedInterfaces(name: name, text: text) { return mixed }
    if text.contains("truncated") {
      return CaptureError(.notACapture, "\(name): ends after \(octets) octets, before its file header does")
    }
    if text.contains("unknown file format") {
      return CaptureError(
        .notACapture, "\(name): is no capture: neither pcap nor pcapng",
        advice: ["It begins with the octets \(hexadecimal(head))."])
    }
    return CaptureError(.notACapture, "\(name): is no capture that can be read: \(text)")
  }

  /// Why packet number `frame` of a file could not be read; `offset` is the octet that reading got to.
  static func reading(name: String, frame: UInt64, text: String, offset: Int64?) -> Self {
    let place = offset.map { ", at octet \($0)" } ?? ""
    if let failure = readFailure(text) {
      return CaptureError(.damaged, "\(name): reading stopped before packet \(frame)\(place): \(failure)")
    }
    if let mixed = mixedInterfaces(name: name, text: text) { return mixed }
    if text.contains("truncated") {
      let missing = missingOctets(text)
      let extent = missing.map { ": at least \($0) \($0 == 1 ? "octet is" : "octets are") missing" } ?? ""
      return CaptureError(
        .truncated, "\(name): ends in the middle of packet \(frame)\(place)\(extent)", missingOctets: missing)
    }
    return CaptureError(
      .damaged, "\(name): packet \(frame) is damaged\(place): \(text)",
      advice: ["What follows cannot be read: nothing tells where the next packet begins."])
  }

  /// The system's reason in "error reading dump file: Input/output error"; nil if `text` is another error.
  private static func readFailure(_ text: String) -> Substring? {
    let prefix = "error reading dump file: "
    return text.hasPrefix(prefix) ? text.dropFirst(prefix.count) : nil
  }

  /// libpcap's refusal of a pcapng file whose interfaces differ; nil if `text` is another error.
  private static func mixedInterfaces(name: String, text: String) -> Self? {
    let differs = "different from the"
    guard text.contains(differs) else { return nil }
    let what = text.contains("snapshot length") ? "snapshot lengths" : "link types"
    return CaptureError(
      .mixedInterfaces, "\(name): holds interfaces with different \(what), which libpcap does not read from one file",
      advice: ["libpcap says: \(text)", "Capture on one interface, or on \"any\", and trace that file."])
  }

  /// What libpcap tried to read less what it got; nil if the text does not say both.
  ///
  /// The texts are "tried to read 54 captured bytes, only got 14" and "tried to read 80 bytes, only got 70".
  private static func missingOctets(_ text: String) -> Int? {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard let read = words.firstIndex(of: "read"), let got = words.lastIndex(of: "got"),
      let wanted = words[read...].dropFirst().first.flatMap({ Int($0) }),
      let had = words[got...].dropFirst().first.flatMap({ Int($0) }), wanted >= had
    else { return nil }
    return wanted - had
  }

  private static func hexadecimal(_ head: UInt32) -> String {
    (0..<4).map { index in
      let octet = String(head >> UInt32(24 - 8 * index) & 0xFF, radix: 16)
      return octet.count < 2 ? "0" + octet : octet
    }.joined(separator: " ")
  }
}
