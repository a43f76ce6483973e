import Testing

@testable import FlowReporting

@Suite struct ZeekStateTests {
  @Test(arguments: [
    ("S", "S0"), ("SSS", "S0"), ("ShA", "S1"), ("Sh", "S1"), ("ShADadFf", "SF"), ("ShADadfF", "SF"), ("Sr", "REJ"),
    ("ShAF", "S2"), ("ShADaF", "S2"), ("ShAf", "S3"), ("ShADaR", "RSTO"), ("ShR", "RSTO"), ("ShADdr", "RSTR"),
    ("SR", "RSTOS0"), ("hr", "RSTRH"), ("SF", "SH"), ("hf", "SHR"), ("DAda", "OTH"), ("Aa", "OTH"), ("", "OTH"),
    ("h", "OTH"),
    ("hA", "S1"), ("ShAFfR", "SF"), ("ShAFR", "RSTO"), ("SaR", "RSTOS0"), ("DR", "OTH"),
    ("ShADadFRf", "SF"), ("ShADadFfR", "SF"), ("^hADd", "S1"), ("^d", "OTH"), ("^r", "RSTRH"), ("ShAI", "RSTO"),
    ("ShADaGdgtR", "RSTO"),
  ])
  func historyEndsInZeeksState(history: String, expected: String) {
    #expect(ZeekState.name(history: Array(history.utf8), hasPayload: true) == expected)
  }

  @Test func resetsOfBothSidesWithoutPayloadAreARejection() {
    #expect(ZeekState.name(history: Array("ShRr".utf8), hasPayload: false) == "REJ")
    #expect(ZeekState.name(history: Array("ShADRr".utf8), hasPayload: true) == "RSTR")
  }
}
