/// Reads a filter expression into the steps of a `SegmentFilter`.
///
/// As in libpcap, `and` and `or` bind equally and from the left, and a value without a qualifier has that of the value before it.
struct SegmentFilterParser {
  /// What a value is taken for.
  private enum Kind: Equatable {
    case host
    case network
    case port
    case range
  }

  /// What stands in front of a value.
  private struct Qualifier {
    var family: FilterTest?
    var direction = FilterTest.Direction.either
    var kind: Kind?
  }

  private var words: [Substring] = []
  private var next = 0
  private let port: (String) -> UInt16?
  private var steps: [SegmentFilter.Step] = []
  private var last = Qualifier()

  /// A parser of `expression`.
  init(_ expression: String, port: @escaping (String) -> UInt16?) {
    self.port = port
    words = Self.split(expression)
  }

  /// The steps; nil where something is not understood.
  mutating func parse() -> [SegmentFilter.Step]? {
    guard !words.isEmpty, words.count < 4096, alternatives(depth: 0), next == words.count else { return nil }
    return steps
  }

  private static func split(_ expression: String) -> [Substring] {
    var words: [Substring] = []
    var rest = expression[...]
    while let first = rest.first {
      if first == " " {
        rest.removeFirst()
      } else if rest.hasPrefix("&&") || rest.hasPrefix("||") {
        words.append(rest.prefix(2))
        rest.removeFirst(2)
      } else if "()!".contains(first) {
        words.append(rest.prefix(1))
        rest.removeFirst()
      } else {
        let word = rest.prefix { !" ()!&|".contains($0) }
        // Arithmetic and what else there is.
        guard !word.isEmpty else { return [] }
        words.append(word)
        rest.removeFirst(word.count)
      }
    }
    return words
  }

  private var word: Substring? { next < words.count ? words[next] : nil }

  private mutating func takes(_ wanted: String...) -> Bool {
    guard let word, wanted.contains(String(word)) else { return false }
    next += 1
    return true
  }

  private mutating func alternatives(depth: Int) -> Bool {
    guard depth < SegmentFilter.depthLimit, term(depth: depth) else { return false }
    while true {
      let step: SegmentFilter.Step
      if takes("and", "&&") { step = .and } else if takes("or", "||") { step = .or } else { return true }
      guard term(depth: depth + 1) else { return false }
      steps.append(step)
    }
  }

  private mutating func term(depth: Int) -> Bool {
    guard depth < SegmentFilter.depthLimit else { return false }
    if takes("not", "!") {
      guard term(depth: depth + 1) else { return false }
      steps.append(.negate)
      return true
    }
    if takes("(") { return alternatives(depth: depth + 1) && takes(")") }
    return primitive()
  }

  private mutating func primitive() -> Bool {
    if takes("vlan") {
      var identifier: UInt16?
      if let word, let number = UInt16(word) {
        guard number < 4096 else { return false }
        identifier = number
        next += 1
      }
      steps.append(.test(.vlan(identifier)))
      return true
    }
    let start = next
    var qualifier = Qualifier()
    qualifier.family = family()
    guard let direction = direction() else { return false }
    qualifier.direction = direction
    let hasDirection = next > start + (qualifier.family == nil ? 0 : 1)
    qualifier.kind = kind()
    if qualifier.kind == nil {
      // "tcp", "ip6": the protocol is all.
      if let family = qualifier.family, !hasDirection {
        guard word == nil || [")", "and", "or", "&&", "||"].contains(String(words[next])) else { return false }
        steps.append(.test(family))
        return true
      }
      if next == start { qualifier = last }
      qualifier.kind = qualifier.kind ?? .host
    }
    last = qualifier
    guard let kind = qualifier.kind, let test = value(of: kind, qualifier) else { return false }
    steps.append(.test(test))
    if let family = qualifier.family { steps += [.test(family), .and] }
    return true
  }

  private mutating func family() -> FilterTest? {
    if takes("tcp") { return .tcp }
    if takes("udp", "sctp", "arp", "rarp", "igmp") { return .never }
    if takes("ip") { return .ipv4 }
    if takes("ip6") { return .ipv6 }
    if takes("icmp") { return .icmp }
    if takes("icmp6") { return .icmpv6 }
    return nil
  }

  /// nil where it is not understood.
  private mutating func direction() -> FilterTest.Direction? {
    let isSource = word == "src"
    guard takes("src", "dst") else { return .either }
    if let word, word == "or" || word == "and", next + 1 < words.count,
      words[next + 1] == (isSource ? "dst" : "src")
    {
      next += 2
      return word == "or" ? .either : .both
    }
    return isSource ? .source : .destination
  }

  private mutating func kind() -> Kind? {
    if takes("host") { return .host }
    if takes("net") { return .network }
    if takes("port") { return .port }
    if takes("portrange") { return .range }
    return nil
  }

  private mutating func value(of kind: Kind, _ qualifier: Qualifier) -> FilterTest? {
    guard let word else { return nil }
    next += 1
    let direction = qualifier.direction
    switch kind {
    case .port:
      guard let number = number(of: word) else { return nil }
      return .ports(direction, number, number)
    case .range:
      let parts = word.split(separator: "-", omittingEmptySubsequences: false)
      guard parts.count == 2, let first = number(of: parts[0]), let end = number(of: parts[1]) else { return nil }
      return .ports(direction, min(first, end), max(first, end))
    case .host:
      return IPAddress(text: String(word)).flatMap { network($0, bits: $0.isIPv4 ? 32 : 128, direction) }
    case .network:
      guard let address = IPAddress(text: String(word)), address.isIPv4, takes("mask") else {
        return network(word, direction)
      }
      return masked(address, direction)
    }
  }

  private func number(of word: Substring) -> UInt16? {
    // As in C: 0x50 and 0120 are 80 as well.
    if word.hasPrefix("0x") || word.hasPrefix("0X") { return UInt16(word.dropFirst(2), radix: 16) }
    if word.hasPrefix("0"), word.count > 1 { return UInt16(word, radix: 8) }
    return UInt16(word) ?? (word.first?.isLetter == true ? port(String(word)) : nil)
  }

  /// A network by its address and the mask that is next.
  private mutating func masked(_ address: IPAddress, _ direction: FilterTest.Direction) -> FilterTest? {
    guard let word, let mask = IPAddress(text: String(word))?.ipv4 else { return nil }
    next += 1
    let bits = (~mask).leadingZeroBitCount
    // What is no prefix is left to libpcap.
    return mask == (bits == 0 ? 0 : ~UInt32(0) << UInt32(32 - bits)) ? network(address, bits: bits, direction) : nil
  }

  /// An address with a number of bits, or the leading octets of one (`10`, `192.168`).
  private func network(_ word: Substring, _ direction: FilterTest.Direction) -> FilterTest? {
    let parts = word.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count <= 2, let text = parts.first else { return nil }
    let octets = text.split(separator: ".", omittingEmptySubsequences: false)
    let isIPv6 = text.contains(":")
    let full =
      isIPv6
      ? String(text)
      : (octets.map(String.init) + Array(repeating: "0", count: max(0, 4 - octets.count))).joined(separator: ".")
    guard let address = IPAddress(text: full) else { return nil }
    let most = isIPv6 ? 128 : 32
    let bits = parts.count == 2 ? Int(parts[1]) : isIPv6 ? 128 : octets.count * 8
    guard let bits, bits >= 0, bits <= most else { return nil }
    return network(address, bits: bits, direction)
  }

  private func network(_ address: IPAddress, bits: Int, _ direction: FilterTest.Direction) -> FilterTest? {
    let total = address.isIPv4 ? bits + 96 : bits
    let highMask = total >= 64 ? UInt64.max : total == 0 ? 0 : ~(UInt64.max >> UInt64(total))
    let lowBits = max(0, total - 64)
    let lowMask = lowBits >= 64 ? UInt64.max : lowBits == 0 ? 0 : ~(UInt64.max >> UInt64(lowBits))
    // libpcap refuses an address with bits beyond its mask.
    guard address.high & ~highMask == 0, address.low & ~lowMask == 0 else { return nil }
    return .network(direction, high: address.high, low: address.low, highMask: highMask, lowMask: lowMask)
  }
}
