import Foundation

/// The checkout that the tests were built from, and the programs in it.
enum Repository {
  /// The top folder.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// The program, built together with these tests.
  static var binary: URL {
    let beside = URL(filePath: CommandLine.arguments[0]).resolvingSymlinksInPath().deletingLastPathComponent()
      .appending(path: "tcptrace-swift")
    if FileManager.default.isExecutableFile(atPath: beside.path) { return beside }
    return root.appending(path: ".build/debug/tcptrace-swift")
  }

  /// The text of the file at `path`, counted from the top folder.
  static func text(_ path: String) throws -> String {
    try String(contentsOf: root.appending(path: path), encoding: .utf8)
  }

  /// What `program` prints to standard output and standard error together, run in the top folder.
  ///
  /// The width, the time zone and the character set are those that the README says its screen was made with.
  static func output(of program: URL, _ arguments: [String]) throws -> (text: String, status: Int32) {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = root
    process.environment = ["COLUMNS": "100", "TZ": "UTC", "LC_ALL": "C.UTF-8"]
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let octets = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (String(decoding: octets, as: UTF8.self), process.terminationStatus)
  }

  /// Every file that belongs to the repository, counted from the top folder: not what builds and git make.
  static var files: [String] {
    let made: Set<String> = [
      ".build", ".git", ".swiftpm", "Package.resolved", "node_modules", ".corpus", ".crashes", ".seeds",
    ]
    guard let walk = FileManager.default.enumerator(atPath: root.path) else { return [] }
    var files: [String] = []
    while let path = walk.nextObject() as? String {
      let name = path.split(separator: "/").last.map(String.init) ?? path
      if made.contains(name) {
        walk.skipDescendants()
      } else if walk.fileAttributes?[.type] as? FileAttributeType == .typeRegular {
        files.append(path)
      }
    }
    return files
  }
}
