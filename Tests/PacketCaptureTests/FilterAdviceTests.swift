import Testing

@testable import PacketCapture

struct FilterAdviceTests {
  @Test(
    arguments: [
      ("prot 443", "cannot parse the filter: syntax error\n  prot 443\n  ^~~~      did you mean \"port\"?"),
      (
        "tcp and prt 443",
        "cannot parse the filter: syntax error\n  tcp and prt 443\n          ^~~      did you mean \"port\"?"
      ),
      ("port htpp", "cannot parse the filter: unknown port 'htpp'\n  port htpp\n       ^~~~  did you mean \"http\"?"),
      ("tcp and", "cannot parse the filter: syntax error\n  tcp and\n          ^  something is missing after \"and\""),
    ])
  func wrongFilterIsShownWithItsBadWord(expression: String, message: String) {
    #expect(refusal(expression)?.description == message)
  }

  @Test(
    arguments: [
      ("tpc", 0, 3, "did you mean \"tcp\"?"), ("tcp 443", 4, 3, "did you mean \"port 443\"?"),
      ("hots 192.0.2.1", 0, 4, "did you mean \"host\"?"), ("ip 192.0.2.1", 3, 9, "did you mean \"host 192.0.2.1\"?"),
      ("tcp port 80-90", 9, 5, "did you mean \"portrange 80-90\"?"), ("port 80,443", 7, 1, "put \"or\" between"),
      ("tcp[tcpflgs] & 2 != 0", 4, 7, "did you mean \"tcpflags\"?"), ("(tcp", 0, 1, "there is no \")\" after it"),
      ("tcp)", 3, 1, "there is no \"(\" before it"), ("tcp[13 & 2 != 0", 3, 1, "there is no \"]\" after it"),
      ("host", 5, 1, "a value is missing after \"host\""), ("len > abc", 6, 3, ""), ("tcp http", 4, 4, "port http"),
      ("port 99999", 5, 5, ""), ("src prot 443", 4, 4, "did you mean \"port\"?"), ("tcp @", 4, 1, ""),
    ])
  func badWordIsFoundAndCorrected(expression: String, column: Int, length: Int, suggestion: String) {
    let advice = refusal(expression)?.badWord
    #expect(advice?.column == column)
    #expect(advice?.length == length)
    #expect(suggestion.isEmpty || advice?.suggestion?.contains(suggestion) == true)
  }

  @Test(
    arguments: [
      "tcp", "port 80 or 443", "tcp[tcpflags] & (tcp-syn|tcp-fin) != 0", "host ::1 and not port 22",
      "net 2001:db8::/32", "portrange 80-90", "src or dst host 192.0.2.1", "0 != tcp[13]", "",
    ])
  func rightFilterIsNotRefused(expression: String) {
    #expect(refusal(expression) == nil)
  }

  @Test func wordsOfTheCommandLineAreJoined() {
    #expect(CaptureFilter.expression(["tcp", "port 80"]) == "tcp port 80")
    #expect(CaptureFilter.expression(["tcp\nport", "80\t"]) == "tcp port 80 ")
    #expect(CaptureFilter.expression([" ", ""]) == "")
  }

  @Test func filterIsRefusedBeforeTheFirstPacket() throws {
    let reading = try Reading(CaptureBytes.pcap([CaptureBytes.Record()]), filter: ["prot", "443"])
    #expect(reading.frames.isEmpty)
    #expect(reading.error?.kind == .filter)
  }

  private func refusal(_ expression: String) -> CaptureError? {
    do throws(CaptureError) {
      try CaptureFilter.validate([expression])
      return nil
    } catch {
      return error
    }
  }
}
