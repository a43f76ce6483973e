/// A compressed format that captures are kept in, told by its first octets.
enum Compression: Sendable {
  /// RFC 1952.
  case gzip
  /// RFC 8878.
  case zstd
  /// The LZ4 frame format.
  case lz4
  /// The format of the first lz4 programs, and of Linux kernels.
  case oldLZ4
  /// xz.
  case xz
  /// bzip2.
  case bzip2
  /// A Zip archive, which may hold several files.
  case zip

  /// The format that begins with `head`, first octet highest; nil for none known.
  init?(head: UInt32) {
    switch head {
    case 0x1F8B_0000...0x1F8B_FFFF: self = .gzip
    case 0x28B5_2FFD: self = .zstd
    // A frame to be skipped, which pzstd begins its files with.
    case 0x502A_4D18...0x5F2A_4D18 where head & 0x00FF_FFFF == 0x002A_4D18: self = .zstd
    case 0x0422_4D18: self = .lz4
    case 0x0221_4C18: self = .oldLZ4
    case 0xFD37_7A58: self = .xz
    case 0x425A_6800...0x425A_68FF: self = .bzip2
    case 0x504B_0304: self = .zip
    default: return nil
    }
  }

  /// What the format is called.
  var name: String {
    switch self {
    case .gzip: "gzip"
    case .zstd: "zstd"
    case .lz4: "lz4"
    case .oldLZ4: "lz4, legacy format"
    case .xz: "xz"
    case .bzip2: "bzip2"
    case .zip: "zip"
    }
  }

  /// What writes the decompressed file to standard output.
  var command: String {
    switch self {
    case .gzip: "gunzip -c"
    case .zstd: "zstd -dc"
    case .lz4, .oldLZ4: "lz4 -dc"
    case .xz: "xz -dc"
    case .bzip2: "bzip2 -dc"
    case .zip: "unzip -p"
    }
  }

  /// Whether `decompressor` may give one.
  var isSupported: Bool {
    switch self {
    case .gzip, .zstd, .lz4: true
    case .oldLZ4, .xz, .bzip2, .zip: false
    }
  }

  /// What reads the format; nil where it is not read, or for want of memory.
  func decompressor() -> (any Decompressor)? {
    switch self {
    case .gzip: GzipDecompressor()
    case .zstd: ZstdDecompressor()
    case .lz4: LZ4Decompressor()
    case .oldLZ4, .xz, .bzip2, .zip: nil
    }
  }
}
