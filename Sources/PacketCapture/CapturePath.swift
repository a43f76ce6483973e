#if canImport(Darwin)
  import Darwin
#else
  import Glibc
#endif

/// Where a capture lies, or a report is to: the octets of a file's name, which need not be text, and what messages call it.
package struct CapturePath: Hashable, Sendable {
  /// What messages and reports call it: the name, with octets that are no UTF-8 and control characters replaced, so that a name cannot
  /// pass for lines of a message; "standard input" for "-".
  package let name: String
  /// The name's octets, without a final 0.
  let octets: [UInt8]

  /// The path with this text as its name; "-" is standard input.
  package init(_ text: String) {
    self.init(octets: Array(text.utf8))
  }

  /// The path with these octets as its name; "-" is standard input.
  package init(octets: [UInt8]) {
    self.octets = octets
    let visible = octets.map { $0 < 0x20 || $0 == 0x7F ? 0x3F : $0 }
    name = octets == [0x2D] ? "standard input" : String(decoding: visible, as: UTF8.self)
  }

  /// Whether it is "-".
  package var isStandardInput: Bool { octets == [0x2D] }

  /// What stands for it in a command that a message proposes.
  var shellWord: String { isStandardInput ? "FILE" : ShellWord.quoted(name) }

  /// Opens it; -1 with `errno` set on failure.
  func open(_ flags: Int32) -> Int32 {
    systemOpen(characters, flags)
  }

  /// Whether it is a directory.
  package var isDirectory: Bool {
    type == S_IFDIR
  }

  /// Whether it is a plain file.
  package var isFile: Bool {
    type == S_IFREG
  }

  /// Whether it is something that is neither a file nor a directory, such as a device or a pipe.
  package var isSpecial: Bool {
    type != 0 && type != S_IFREG && type != S_IFDIR
  }

  /// The regular files in the directory, by name, hidden ones left out.
  ///
  /// - Throws: `cannotOpen`.
  package func files() throws(CaptureError) -> [CapturePath] {
    guard let directory = unsafe opendir(characters) else {
      throw CaptureError(.cannotOpen, "\(name): cannot open: \(SystemText.error(errno))")
    }
    defer { _ = unsafe closedir(directory) }
    var names: [[UInt8]] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
      if name.first != 0x2E { names.append(name) }
    }
    return names.sorted { $0.lexicographicallyPrecedes($1) }.map(file(named:)).filter { $0.type == S_IFREG }
  }

  /// The file with this name in the directory.
  package func file(named name: [UInt8]) -> CapturePath {
    CapturePath(octets: octets + (octets.last == 0x2F ? [] : [0x2F]) + name)
  }

  private var type: mode_t {
    var status = stat()
    return unsafe stat(characters, &status) == 0 ? status.st_mode & S_IFMT : 0
  }

  /// The name for the system: its octets and a 0.
  package var characters: [CChar] {
    octets.map { CChar(bitPattern: $0) } + [0]
  }
}

private func systemOpen(_ path: [CChar], _ flags: Int32) -> Int32 {
  unsafe open(path, flags)
}
