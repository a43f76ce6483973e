/// A compressed format that captures are kept in, told by its first octets.
struct Compression: Sendable {
  /// What the format is called.
  let name: String
  /// What writes the decompressed file to standard output.
  let command: String

  /// The format that begins with `head`, first octet highest; nil for none known.
  init?(head: UInt32) {
    switch head {
    case 0x1F8B_0000...0x1F8B_FFFF: self.init(name: "gzip", command: "gunzip -c")
    case 0x28B5_2FFD: self.init(name: "zstd", command: "zstd -dc")
    case 0xFD37_7A58: self.init(name: "xz", command: "xz -dc")
    case 0x425A_6800...0x425A_68FF: self.init(name: "bzip2", command: "bzip2 -dc")
    case 0x0422_4D18: self.init(name: "lz4", command: "lz4 -dc")
    default: return nil
    }
  }

  private init(name: String, command: String) {
    self.name = name
    self.command = command
  }
}
