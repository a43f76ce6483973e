import Testing

@testable import PacketCapture

struct ShellWordTests {
  @Test(
    arguments: [
      ("/usr/bin/a-b_c.1", "/usr/bin/a-b_c.1"), ("a b", "'a b'"), ("it's", "'it'\\''s'"), ("", "''"), ("$x", "'$x'"),
    ])
  func wordIsQuotedOnlyWhereAShellWouldReadIt(word: String, quoted: String) {
    #expect(ShellWord.quoted(word) == quoted)
  }
}
