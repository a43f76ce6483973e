#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Runs `body` with the path of a file of these octets, and removes the file.
func withFile<Result>(_ octets: [UInt8], _ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/packet-capture-test-XXXXXX".utf8CString)
  let descriptor = unsafe mkstemp(&template)
  let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  defer { _ = unsafe unlink(path) }
  writeAll(octets, to: descriptor)
  _ = close(descriptor)
  return try body(path)
}

/// Runs `body` with the path of a directory of these files, and removes it. Names are octets: they need not be text.
func withDirectory<Result>(_ files: [[UInt8]: [UInt8]], _ body: (String) throws -> Result) throws -> Result {
  var template = Array("/tmp/packet-capture-test-XXXXXX".utf8CString)
  _ = unsafe mkdtemp(&template)
  let folder = template.dropLast().map { UInt8(bitPattern: $0) }
  let paths = files.mapValues { $0 }.map { (folder + [0x2F] + $0.key, $0.value) }
  for (path, octets) in paths {
    let descriptor = unsafe creat(path.map { CChar(bitPattern: $0) } + [0], 0o600)
    writeAll(octets, to: descriptor)
    _ = close(descriptor)
  }
  defer {
    for (path, _) in paths { _ = unsafe unlink(path.map { CChar(bitPattern: $0) } + [0]) }
    _ = unsafe rmdir(template)
  }
  return try body(String(decoding: folder, as: UTF8.self))
}

/// Makes standard input of this process a pipe that holds `octets`, few enough for one, and gives its writing end.
func pipeIntoStandardInput(_ octets: [UInt8]) -> Int32 {
  var ends: [Int32] = [-1, -1]
  _ = unsafe pipe(&ends)
  _ = dup2(ends[0], 0)
  _ = close(ends[0])
  writeAll(octets, to: ends[1])
  return ends[1]
}

/// Writes all of `octets`, unless the descriptor fails.
func writeAll(_ octets: some Sequence<UInt8>, to descriptor: Int32) {
  let octets = Array(octets)
  var written = 0
  while written < octets.count {
    let rest = Array(octets[written...])
    let count = unsafe write(descriptor, rest, rest.count)
    if count <= 0 { return }
    written += count
  }
}
