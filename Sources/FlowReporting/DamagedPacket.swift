import FlowDiagnosis
import PacketDecoding

/// A packet that could not be decoded, or a segment whose header contradicts its packet.
package struct DamagedPacket: Sendable {
  /// The number of the packet in its capture.
  package var frame: UInt64
  /// When it was captured, in nanoseconds since the epoch.
  package var time: Int64
  /// Why decoding stopped, as the summary counts it.
  package var reason: String
  /// The header that is at fault; nil where it is what fragments say together.
  package var place: Place?

  /// Where decoding stopped.
  package struct Place: Sendable {
    /// The layer's name.
    package var layer: String
    /// Where its header starts, in octets from the start of the packet.
    package var octet: Int
    /// Octets that it needs; or headers, where there are too many.
    package var needed: Int
    /// Octets that it has.
    package var available: Int

    /// A place with these values.
    package init(layer: String, octet: Int, needed: Int, available: Int) {
      self.layer = layer
      self.octet = octet
      self.needed = needed
      self.available = available
    }
  }

  /// A packet with these values.
  package init(frame: UInt64, time: Int64, reason: String, place: Place?) {
    self.frame = frame
    self.time = time
    self.reason = reason
    self.place = place
  }

  /// Appends the line of JSON.
  func appendJSON(to line: inout JSONLine, _ memory: inout JSONMemory) {
    line.member("type", word: "malformed")
    line.members(time: time, FrameReference(frame), &memory)
    line.member("reason", reason)
    if let place {
      line.member("layer", place.layer)
      line.member("octet", UInt64(clamping: place.octet))
      line.member("needed", UInt64(clamping: place.needed))
      line.member("available", UInt64(clamping: place.available))
    }
  }

  /// Appends the line of text.
  func appendText(to output: inout OctetBuffer, in language: Language) {
    output.append(language == .korean ? "프레임 " : "frame ")
    let reference = FrameReference(frame)
    if reference.source > 0 { output.append(string: "\(reference.source):") }
    output.append(decimal: reference.number)
    output.append("  ")
    output.append(string: DecodeStatus.text(of: reason, in: language))
    if let place {
      output.append(": ")
      output.append(string: place.layer)
      let octet = "\(place.octet)"
      let text =
        language == .korean
        ? "(\(octet)바이트째부터): 필요한 \(place.needed) 중 \(place.available)만 있음"
        : " at octet \(octet) has \(place.available) of the \(place.needed) it needs"
      output.append(string: text)
    }
    output.endLine()
  }
}

/// How many packets one kind of damage hit.
package struct DamageCount: Sendable {
  /// Why decoding stopped.
  package var reason: String
  /// The layer's name; nil where it is what fragments say together.
  package var layer: String?
  /// Packets.
  package var count: UInt64
  /// The first of them, and where in it the header starts.
  package var firstFrame: UInt64
  package var firstOctet: Int?

  /// A count with these values.
  package init(reason: String, layer: String?, count: UInt64, firstFrame: UInt64, firstOctet: Int?) {
    self.reason = reason
    self.layer = layer
    self.count = count
    self.firstFrame = firstFrame
    self.firstOctet = firstOctet
  }
}
