import CLZ4
import CZlib
import CZstd

/// The libraries that unpack captures, as this process runs with them.
package enum CompressionVersions {
  /// A line each, such as "zlib version 1.2.13".
  package static var text: String {
    let zlib = unsafe "zlib version " + SystemText.string(zlibVersion())
    let zstd = unsafe "zstd version " + SystemText.string(ZSTD_versionString())
    let lz4 = unsafe "lz4 version " + SystemText.string(LZ4_versionString())
    return [zlib, zstd, lz4].joined(separator: "\n")
  }
}
