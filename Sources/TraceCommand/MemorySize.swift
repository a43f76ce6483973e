import ArgumentParser

/// An amount of memory as people write it: octets, or with K, M, G or T (powers of 1,024; `MiB` and `MB` are the same as `M`).
struct MemorySize: ExpressibleByArgument, Equatable {
  /// The amount in octets.
  let octets: Int

  /// What a run may take where nothing else is asked for.
  static let standard = MemorySize(octets: 256 << 20)
  /// The least that a run can do with.
  static let least = MemorySize(octets: 96 << 20)

  /// The amount of `octets`.
  init(octets: Int) {
    self.octets = octets
  }

  /// The amount that `argument` names; nil where it names none.
  init?(argument: String) {
    let digits = argument.prefix { $0.isASCII && $0.isNumber }
    let shift: Int
    switch argument.dropFirst(digits.count).lowercased() {
    case "", "b": shift = 0
    case "k", "kb", "kib": shift = 10
    case "m", "mb", "mib": shift = 20
    case "g", "gb", "gib": shift = 30
    case "t", "tb", "tib": shift = 40
    default: return nil
    }
    guard let number = Int(digits), number <= (1 << 50) >> shift else { return nil }
    octets = number << shift
  }

  /// As it is written in the help.
  var defaultValueDescription: String {
    octets & 0xFFFFF == 0 ? "\(octets >> 20)M" : "\(octets)"
  }
}
