import Testing

@testable import FlowDiagnosis
@testable import FlowReporting
@testable import FlowTracking
@testable import PacketDecoding

@Suite struct AnnotationTests {
  private func note(
    _ step: Step, _ flags: TCPFlags, from: Side = .client, length: UInt32 = 0, marks: SegmentMarks = [],
    since: Int64? = nil, sender: TCPState? = nil, receiver: TCPState? = nil,
    language: Language = .english
  ) -> String {
    text {
      let sketch = SegmentSketch(
        from: from, step: step, flags: flags, payloadLength: length, marks: marks, sincePrevious: since,
        sinceOpening: 20_645_000, senderState: sender, receiverState: receiver)
      Annotation(unicode: true, language: language).append(sketch, findings: [], to: &$0)
    }
  }

  @Test func handshakeIsToldAsAConversation() {
    #expect(note(.syn, [.syn]) == "asks to connect")
    #expect(note(.synAck, [.syn, .ack], from: .server, since: 10_602_000) == "accepts after 10.6 ms")
    #expect(note(.handshakeAck, [.ack]) == "confirms; open after 20.6 ms")
    #expect(note(.syn, [.syn], marks: .repeated, since: 1_030_000_000) == "again, after 1.03 s")
  }

  @Test func closeIsToldAsAConversation() {
    #expect(note(.fin, [.fin, .ack], sender: .finWait1) == "has nothing more to send")
    #expect(note(.finAck, [.ack], from: .server, sender: .closeWait) == "heard; may still send")
    #expect(note(.fin, [.fin, .ack], from: .server, sender: .lastAck) == "has nothing more to send either")
    #expect(note(.finAck, [.ack], sender: .timeWait) == "heard; waits out stray segments")
  }

  @Test func resetMeansWhatItsMomentMakesOfIt() {
    #expect(note(.rst, [.rst, .ack], from: .server, receiver: .synSent) == "refuses")
    #expect(note(.rst, [.rst], receiver: .synReceived) == "turns the answer down")
    #expect(note(.rst, [.rst], receiver: .established) == "cuts the connection")
    #expect(note(.rst, [.rst], from: .server, receiver: .finWait2) == "cuts the closing short")
    #expect(note(.rst, [.rst], marks: .ineffectiveReset) == "no effect: its receiver goes on as before")
  }

  @Test func dataAndPlainAcksSayWhatIsOdd() {
    #expect(note(.data, [.ack], length: 1) == "1 octet")
    #expect(note(.data, [.ack], length: 2_048, marks: .outOfOrder) == "2,048 octets, out of order")
    #expect(note(.ack, [.ack]) == "")
    #expect(note(.ack, [.ack], marks: .zeroWindow) == "no room: window 0")
  }

  @Test(arguments: [(Grade.proved, "never got"), (.likely, "probably never got"), (.possible, "perhaps never got")])
  func lossIsToldAsSurelyAsItIsKnown(grade: Grade, words: String) {
    var finding = Samples.handshakeAckLost
    finding.grade = grade
    #expect(
      text { Annotation(unicode: true, language: .english).append(finding, to: &$0) }
        == "handshake-ack-lost: the server \(words) the ACK")
  }

  @Test func everyNoteIsThereInBothLanguages() {
    var states: [TCPState?] = [nil]
    states += TCPState.allCases.map { $0 }
    let marks: [SegmentMarks] = [
      [], .duplicate, .ineffectiveReset, .mismatch, .repeated, [.repeated, .crossing], .outOfOrder, .afterGap,
      .zeroWindow,
      .acknowledgesUnseen, .keepAlive,
    ]
    for step in Step.allCases where step != .icmpError {
      for mark in marks {
        for state in states {
          for (length, since) in [(UInt32(0), Int64?(nil)), (1, 213_000), (8, 1_030_000_000)] {
            let english = note(
              step, [.ack], length: length, marks: mark, since: since, sender: state, receiver: state)
            let korean = note(
              step, [.ack], length: length, marks: mark, since: since, sender: state, receiver: state, language: .korean
            )
            #expect(english.isEmpty == korean.isEmpty)
            #expect(
              english.isEmpty || korean.unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }, "\(english)")
            #expect(!english.contains("@") && !korean.contains("@"))
            let isPlain = HarmlessText.isForJSON(english.utf8.span)
            #expect(isPlain, "JSON takes it as it is")
          }
        }
      }
    }
  }

  @Test func koreanNotesAreToldAsAConversation() {
    #expect(note(.synAck, [.syn, .ack], from: .server, since: 10_602_000, language: .korean) == "10.6 ms 만에 수락")
    #expect(note(.handshakeAck, [.ack], language: .korean) == "확인; 20.6 ms 만에 열림")
    #expect(note(.syn, [.syn], marks: .repeated, since: 1_030_000_000, language: .korean) == "1.03초 뒤에 다시 보냄")
    #expect(note(.data, [.ack], length: 2_048, marks: .outOfOrder, language: .korean) == "2,048바이트, 순서가 바뀜")
  }

  @Test(arguments: [
    ("ACK", "서버가 ACK를 받지 못함"), ("SYN", "서버가 SYN을 받지 못함"), ("FIN", "서버가 FIN을 받지 못함"),
    ("ACK of FIN", "서버가 FIN에 대한 ACK를 받지 못함"), ("data", "서버가 데이터를 받지 못함"),
  ])
  func koreanLossHasTheRightParticle(what: String, words: String) {
    var finding = Samples.handshakeAckLost
    finding.loss = Loss(what: what, location: .afterCapturePoint)
    #expect(
      text { Annotation(unicode: true, language: .korean).append(finding, to: &$0) } == "handshake-ack-lost: \(words)")
  }

  @Test func gravestFindingIsToldFirst() {
    #expect(Annotation.gravest(of: [Samples.handshakeAckLost, Samples.connectionRefused])?.code == .connectionRefused)
    #expect(Annotation.gravest(of: []) == nil)
  }

  @Test(arguments: [
    (Int64?(40_000), Int64?(20_000_000), "captured on or near the client's host: client 40.0 µs, server 20.0 ms away"),
    (20_000_000, 40_000, "captured on or near the server's host: client 20.0 ms, server 40.0 µs away"),
    (1_000_000, 50_000_000, "captured near the client: client 1.00 ms, server 50.0 ms away"),
    (10_000_000, 10_600_000, "captured in the middle: client 10.0 ms, server 10.6 ms away"),
    (50_000, 60_000, "both ends near the capture: client 50.0 µs, server 60.0 µs away"),
    (nil, 400_000, "server 400 µs away"), (nil, nil, ""),
  ])
  func roundTripsTellWhereTheCaptureWasTaken(client: Int64?, server: Int64?, expected: String) {
    #expect(
      text { CapturePoint(client: client, server: server).append(to: &$0, unicode: true, in: .english) } == expected)
  }
}
