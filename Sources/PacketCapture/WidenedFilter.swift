/// What the kernel is asked for where an expression is to match inside of tags and tunnels too: more than the expression, never less.
///
/// The kernel looks at the outermost headers only, so that it hands on everything that may hold something else, and the exact match is made
/// after decoding.
enum WidenedFilter {
  /// Headers that may hold a segment, or parts of one, in words that every link type with IP understands.
  private static let carriers = """
    icmp or icmp6 or ip proto 4 or ip proto 41 or ip proto 47 or ip proto 51 or ip proto 94 or ip proto 97 or ip proto 115 or \
    ip proto 137 or ip[6:2] & 0x3fff != 0 or ip6 proto 0 or ip6 proto 4 or ip6 proto 41 or ip6 proto 43 or ip6 proto 44 or \
    ip6 proto 47 or ip6 proto 51 or ip6 proto 60 or ip6 proto 97 or ip6 proto 115 or ip6 proto 137 or ip6 proto 143 or \
    udp port 4789 or udp port 8472 or udp port 4790 or udp port 6081 or udp port 2152 or udp port 1701 or udp port 3544 or \
    udp port 4754 or udp port 5072 or udp port 5247 or udp port 6635 or udp[16:4] = 0x20010000 or udp[32:4] = 0x20010000
    """
  /// Protocols of a frame that hold IP behind a header of their own.
  private static let framed = [0x8847, 0x8848, 0x8864, 0x893F, 0x8926, 0x88E7, 0x8903, 0x22F3, 0x88E5, 0x894F]

  /// Expressions to try in turn, from the narrowest to one that lets everything through: not every link type knows tags and frames.
  static func candidates(for expression: String) -> [String] {
    // What stands behind libpcap's `vlan` looks behind a tag, also behind `or` and in the words that are added here: narrower, not wider.
    if FilterToken.split(expression).contains(where: { $0.text == "vlan" }) { return [""] }
    let types = framed.map { "ether proto \($0)" }.joined(separator: " or ")
    let tagged = [0x88A8, 0x9100, 0x9200, 0x9300].map { "ether proto \($0)" }.joined(separator: " or ")
    let anyTag = "ether proto \(0x8100) or \(tagged)"
    let inner = "(\(expression)) or \(carriers)"
    // What comes after the first `vlan` looks behind the tag.
    return [
      "\(inner) or \(types) or \(tagged) or (vlan and (\(inner) or \(types) or vlan))",
      "\(inner) or \(types) or \(anyTag)", inner, "",
    ]
  }
}
