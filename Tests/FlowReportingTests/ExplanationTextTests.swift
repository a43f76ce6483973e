import Testing

@testable import FlowDiagnosis
@testable import FlowReporting

@Suite struct ExplanationTextTests {
  private func page(_ code: FindingCode, _ language: Language, unicode: Bool = true) -> [String] {
    let settings = TextSettings(width: 200, unicode: unicode, language: language)
    return text { ExplanationText(code, settings: settings).append(to: &$0) }
      .split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  private func columns(_ text: some StringProtocol) -> Int {
    DisplayWidth.columns(of: Array(text.utf8).span)
  }

  @Test(arguments: FindingCode.allCases, Language.allCases)
  func pageFitsEightyColumnsAndItsLadderIsAligned(code: FindingCode, language: Language) throws {
    for unicode in [true, false] {
      let lines = page(code, language, unicode: unicode)
      for line in lines { #expect(columns(line) <= 80, "\(line)") }
      let glyphs = Glyphs(unicode: unicode)
      let arrows = lines.filter { $0.hasPrefix("  ") && $0.contains("\(glyphs.shaft)\(glyphs.shaft) ") }
      #expect(!arrows.isEmpty)
      // The arrow takes the columns 15 to 42; the server's state begins in column 44.
      for line in arrows {
        var column = 0
        var cells: [Character] = []
        for character in line {
          let width = columns(String(character))
          cells += Array(repeating: character, count: width)
          column += width
        }
        #expect(cells[14] == " " && cells[43] == " ", "\(line)")
        #expect(cells.count > 44 && (cells[44].isUppercase || cells[44] == "?"), "\(line)")
      }
    }
  }

  @Test(arguments: FindingCode.allCases) func englishPageIsASCIIWhereAskedFor(code: FindingCode) {
    #expect(page(code, .english, unicode: false).allSatisfy { $0.utf8.allSatisfy { (32..<127).contains($0) } })
  }

  @Test func pageAboutALostAck() {
    #expect(
      page(.handshakeAckLost, .english).prefix(16).joined(separator: "\n") == """
        handshake-ack-lost  (warning; RFC 9293 §3.10.7.4)
        The ACK that completes the handshake did not reach the server.

        The client's ACK passed the capture point and did not reach the server. From
        then on the two disagree: the client is ESTABLISHED and may send; the server is
        still in SYN_RCVD and sends its SYN-ACK again. The client's answer to that copy,
        or its first data, repairs it.

          client                                    server
          SYN_SENT     ── SYN ────────────────────▶ SYN_RCVD
          SYN_SENT     ◀── SYN-ACK ──────────────── SYN_RCVD
          ESTABLISHED  ── ACK ──────── ✗ lost here  SYN_RCVD     the server never got it
                       … 1 s: the server's timer …
          ESTABLISHED  ◀── SYN-ACK again ────────── SYN_RCVD
          ESTABLISHED  ── ACK again ──────────────▶ ESTABLISHED  both agree now

        """)
    #expect(
      page(.handshakeAckLost, .korean).prefix(16).joined(separator: "\n") == """
        handshake-ack-lost  (경고; RFC 9293 §3.10.7.4)
        3-way handshake를 완료하는 ACK가 서버에 도달하지 못함.

        클라이언트의 ACK가 캡처 지점을 지나갔지만 서버에 도달하지 못했습니다. 그때부터
        양쪽의 상태가 어긋납니다. 클라이언트는 ESTABLISHED라서 데이터를 보낼 수 있지만,
        서버는 아직 SYN_RCVD에서 SYN-ACK를 재전송합니다. 재전송된 SYN-ACK에 대한 ACK나
        첫 데이터가 도달하면 바로잡힙니다.

          클라이언트                                서버
          SYN_SENT     ── SYN ────────────────────▶ SYN_RCVD
          SYN_SENT     ◀── SYN-ACK ──────────────── SYN_RCVD
          ESTABLISHED  ── ACK ────── ✗ 여기서 유실  SYN_RCVD     서버가 받지 못함
                       … 1초: 서버의 타이머 …
          ESTABLISHED  ◀── SYN-ACK 다시 ─────────── SYN_RCVD
          ESTABLISHED  ── ACK 다시 ───────────────▶ ESTABLISHED  이제 양쪽이 일치

        """)
  }
}
