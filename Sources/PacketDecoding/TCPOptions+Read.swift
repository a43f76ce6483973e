extension TCPOptions {
  /// Reads the options between two offsets into the packet, of which octets up to `captured` are at hand.
  ///
  /// Returns whether all of them were there and well formed. The first that is not ends the walk: where the next one starts
  /// is not known any more.
  mutating func read(_ octets: borrowing RawSpan, from start: Int, to end: Int, captured: Int) -> Bool {
    if captured >= end, readUsual(octets, from: start, to: end) { return true }
    return walk(octets, from: start, to: end, captured: captured)
  }

  /// Reads no options, or those that nearly all segments have, between two offsets, of which all octets are at hand; false, with nothing read,
  /// where they are others.
  @inlinable
  @inline(always)
  mutating func readUsual(_ octets: borrowing RawSpan, from start: Int, to end: Int) -> Bool {
    if start == end { return true }
    // Nearly every segment of a connection with timestamps has just NOP, NOP, timestamps (RFC 7323 appendix A).
    if end - start == 12, octets.uint32(at: start) == 0x0101_080A {
      stamps = octets.uint64(at: start + 4)
      present = .timestamps
      return true
    }
    return end - start == 20 && readUsualSyn(octets, at: start)
  }

  /// Reads the 20 octets of options that Linux and most phones send with a SYN: maximum segment size, SACK permitted, timestamps, NOP, window
  /// scale; false, with nothing read, where they are others.
  @inlinable
  @inline(always)
  mutating func readUsualSyn(_ octets: borrowing RawSpan, at start: Int) -> Bool {
    let first = octets.uint64(at: start)
    let last = octets.uint32(at: start + 16)
    guard first & 0xFFFF_0000_FFFF_FFFF == 0x0204_0000_0402_080A, last >> 8 == 0x01_03_03 else { return false }
    maximumSegmentSize = UInt16(truncatingIfNeeded: first >> 32)
    stamps = octets.uint64(at: start + 8)
    windowScale = UInt8(truncatingIfNeeded: last)
    present = [.maximumSegmentSize, .sackPermitted, .timestamps, .windowScale]
    return true
  }

  // Not inlined: it would be for each version of IP, and cost the usual options registers.
  @usableFromInline @inline(never)
  mutating func walk(_ octets: borrowing RawSpan, from start: Int, to end: Int, captured: Int) -> Bool {
    var position = start
    while position < end {
      guard position < captured else { return false }
      let kind = octets.octet(at: position)
      // End of option list.
      if kind == 0 { return true }
      // No-operation.
      if kind == 1 {
        position += 1
        continue
      }
      guard position + 1 < end else { return stop() }
      guard position + 1 < captured else { return false }
      let length = Int(octets.octet(at: position + 1))
      guard length >= 2, length <= end - position else { return stop() }
      guard length <= captured - position else { return false }
      guard take(kind, octets, at: position, length: length) else { return stop() }
      position += length
    }
    return true
  }

  private mutating func stop() -> Bool {
    present.insert(.malformed)
    return false
  }

  /// Takes over one option of `length` octets, kind and length included; false when the length is wrong for the kind.
  private mutating func take(_ kind: UInt8, _ octets: borrowing RawSpan, at start: Int, length: Int) -> Bool {
    switch kind {
    case 2:
      guard length == 4 else { return false }
      maximumSegmentSize = octets.uint16(at: start + 2)
      present.insert(.maximumSegmentSize)
    case 3:
      guard length == 3 else { return false }
      windowScale = octets.octet(at: start + 2)
      present.insert(.windowScale)
    case 4:
      guard length == 2 else { return false }
      present.insert(.sackPermitted)
    case 5:
      // Four blocks are all that 40 octets have room for.
      guard length > 2, length <= 34, (length - 2) % 8 == 0 else { return false }
      takeSACK(octets, at: start + 2, words: (length - 2) / 4)
    case 8:
      guard length == 10 else { return false }
      timestampValue = octets.uint32(at: start + 2)
      timestampEcho = octets.uint32(at: start + 6)
      present.insert(.timestamps)
    case 30:
      guard length >= 3 else { return false }
      multipathSubtype = octets.octet(at: start + 2) >> 4
      present.insert(.multipath)
    case 34:
      return takeFastOpen(cookieLength: length - 2)
    case 253, 254:
      // Shared experiments start with an identifier (RFC 6994); 0xF989 is Fast Open's (RFC 7413 appendix A).
      if length >= 4, octets.uint16(at: start + 2) == 0xF989 { return takeFastOpen(cookieLength: length - 4) }
      present.insert(.other)
    default:
      return note(kind, length: length)
    }
    return true
  }

  private mutating func takeSACK(_ octets: borrowing RawSpan, at start: Int, words: Int) {
    for word in 0..<words {
      sackBlocks[word] = octets.uint32(at: start + word * 4)
    }
    sackCount = UInt8(truncatingIfNeeded: words / 2)
    present.insert(.sack)
  }

  /// RFC 7413 §2: a cookie has 4 through 16 octets, an even number; none asks for one.
  private mutating func takeFastOpen(cookieLength: Int) -> Bool {
    guard cookieLength == 0 || (4...16).contains(cookieLength) && cookieLength % 2 == 0 else { return false }
    fastOpenCookieLength = UInt8(truncatingIfNeeded: cookieLength)
    present.insert(.fastOpen)
    return true
  }

  /// Notes that an option was there of which only that matters; false when the length is wrong for the kind.
  private mutating func note(_ kind: UInt8, length: Int) -> Bool {
    switch kind {
    case 19:
      guard length == 18 else { return false }
      present.insert(.authentication)
    case 28:
      guard length == 4 else { return false }
      present.insert(.userTimeout)
    case 29:
      guard length >= 4 else { return false }
      present.insert(.authentication)
    // Other lengths than 2, 5, 8 and 11 are for later versions (RFC 9768 §3.2.3).
    case 172, 174: present.insert(.accurateECN)
    default: present.insert(.other)
    }
    return true
  }
}
