import Foundation

/// The folder `Fixtures`, and a place for what tests write.
enum Fixtures {
  /// The folder `Fixtures` of the package.
  static let root: URL = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .appendingPathComponent("Fixtures")

  /// The paths of all files below `folder` with `suffix`, without it, relative to `Fixtures`, in order.
  static func names(in folder: String, suffix: String) -> [String] {
    let base = root.appendingPathComponent(folder)
    let paths = FileManager.default.enumerator(atPath: base.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(suffix) }.map { folder + "/" + $0.dropLast(suffix.count) }.sorted()
  }

  /// The octets of a file.
  static func octets(_ path: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: root.appendingPathComponent(path)))
  }

  /// Calls `body` with the path of a file that holds `octets`, and removes it afterwards.
  static func withFile<Result>(
    _ octets: [UInt8], named name: String = "capture.pcap", _ body: (String) throws -> Result
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("tcptrace-" + UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appendingPathComponent(name)
    try Data(octets).write(to: file)
    return try body(file.path)
  }
}
