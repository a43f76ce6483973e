/// The words of libpcap's filter language (pcap-filter(7)).
enum FilterVocabulary {
  /// The words most often meant, which win where a slip is as near to another.
  private static let common = [
    "port", "host", "net", "tcp", "udp", "ip", "ip6", "icmp", "src", "dst", "and", "or", "not", "portrange", "vlan",
  ]

  /// Words that a value follows: a name, a number or an address.
  static let takingValue = [
    "port", "host", "net", "src", "dst", "portrange", "proto", "protochain", "gateway", "mask", "less", "greater",
    "vlan", "mpls", "pppoes", "geneve", "ifname", "on", "ifindex", "action", "reason", "rnr", "rulenum", "rset",
    "ruleset", "srnr", "subrulenum", "type", "subtype", "dir", "lane", "llc", "addr1", "addr2", "addr3", "addr4", "ra",
    "ta", "sio", "opc", "dpc", "sls",
  ]

  /// Words that join others, and so cannot be last.
  static let joining = ["and", "or", "not"]

  /// Words that stand for a test of their own, or qualify what follows.
  static let standing = [
    "tcp", "udp", "ip", "ip6", "icmp", "icmp6", "arp", "ether", "broadcast", "multicast", "len", "inbound", "outbound",
    "sctp", "rarp", "igmp", "igrp", "pim", "vrrp", "carp", "ah", "esp", "fddi", "tr", "wlan", "link", "ppp", "slip",
    "radio", "atalk", "aarp", "decnet", "lat", "sca", "moprc", "mopdl", "iso", "esis", "isis", "clnp", "stp", "ipx",
    "netbeui", "l1", "l2", "iih", "lsp", "snp", "csnp", "psnp", "pppoed", "lane", "llc", "metac", "bcc", "oam", "oamf4",
    "oamf4ec", "oamf4sc", "sc", "ilmic", "connectmsg", "metaconnect", "vpi", "vci", "byte", "fisu", "lssu", "lsu",
    "msu", "hfisu", "hlssu", "hmsu", "hsio", "hopc", "hdpc", "hsls", "aal", "es-is", "is-is",
  ]

  /// Names of offsets and of field values, for use with brackets.
  static let fields = [
    "tcpflags", "tcp-syn", "tcp-ack", "tcp-rst", "tcp-fin", "tcp-push", "tcp-urg", "tcp-ece", "tcp-cwr", "icmptype",
    "icmpcode", "icmp6type", "icmp6code", "icmp-echoreply", "icmp-unreach", "icmp-sourcequench", "icmp-redirect",
    "icmp-echo", "icmp-routeradvert", "icmp-routersolicit", "icmp-timxceed", "icmp-paramprob", "icmp-tstamp",
    "icmp-tstampreply", "icmp-ireq", "icmp-ireqreply", "icmp-maskreq", "icmp-maskreply",
    "icmp6-destinationrunreach", "icmp6-packettoobig", "icmp6-timeexceeded", "icmp6-parameterproblem", "icmp6-echo",
    "icmp6-echoreply", "icmp6-neighborsolicit", "icmp6-neighboradvert", "icmp6-routersolicit", "icmp6-routeradvert",
    "icmp6-redirect",
  ]

  /// Every word, the common ones first.
  static let all = common + takingValue + joining + standing + fields

  /// Service names that a misspelled port may have meant.
  static let services = [
    "http", "https", "ssh", "domain", "smtp", "imap", "imaps", "pop3", "pop3s", "ftp", "telnet", "ntp", "bgp", "ldap",
    "ldaps", "mysql", "postgresql", "submission",
  ]

  private static let known = Set(all)
  private static let knownTakingValue = Set(takingValue)

  /// Whether `word` belongs to the language.
  static func contains(_ word: some StringProtocol) -> Bool {
    known.contains(String(word))
  }

  /// Whether a value follows `word`.
  static func takesValue(_ word: some StringProtocol) -> Bool {
    knownTakingValue.contains(String(word))
  }
}
