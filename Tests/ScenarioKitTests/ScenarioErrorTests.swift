import ScenarioKit
import Testing

/// What is refused, where the error points, and that nothing traps.
struct ScenarioErrorTests {
  @Test(arguments: [
    ("foo", 1, "`+SECONDS`"), ("+ > S 0:0(0) win 1", 2, "seconds"), ("+0.0123456789 > S 0:0(0) win 1", 2, "nine"),
    ("+1000000001 > S 0:0(0) win 1", 2, "seconds"), ("+99999999999999999999 > S 0:0(0) win 1", 2, "seconds"),
    ("+0 S 0:0(0) win 1", 4, "`>`"), ("+0 > X 0:0(0) win 1", 6, "flags"), ("+0 > SS 0:0(0) win 1", 7, "once"),
    ("+0 > S 0-0(0) win 1", 9, "range"), ("+0 > S 1:5(5) win 1", 10, "plus the length"),
    ("+0 > S 0:0(99999) win 1", 12, "payload length"), ("+0 > S 4294967296:0(0) win 1", 8, "4294967295"),
    ("+0 > . 1:1(0) win 1", 15, "ack N"), ("+0 > S 0:0(0)", 14, "win N"), ("+0 > S 0:0(0) win 65536", 19, "65535"),
    ("+0 > S 0:0(0) win 1 <mss>", 25, "segment size"), ("+0 > S 0:0(0) win 1 <mss 1", 27, "`>`"),
    ("+0 > S 0:0(0) win 1 <foo>", 22, "option"), ("+0 > S 0:0(0) win 1 <raw 123>", 26, "even"),
    ("+0 > S 0:0(0) win 1 <sack 1:2 1:2 1:2 1:2 1:2>", 43, "`>`"),
    ("+0 > S 0:0(0) win 1 <TS val 1 ecr 1,TS val 1 ecr 1,TS val 1 ecr 1,TS val 1 ecr 1,nop>", 21, "40 octets"),
    ("+0 > S 0:0(0) win 1 lost lost", 26, "once"), ("+0 > S 0:0(0) win 1 snap 0", 26, "snap"),
    ("+0 > S 0:0(0) win 1 lost ! foo", 26, "no mark"), ("+0 > S 0:0(0) win 1 ! Foo", 23, "code"),
    ("+0 > S 0:0(0) win 1 ! foo lost", 31, "before, after"), ("+0 > S 0:0(0) win 1 ! foo,", 27, "code"),
    ("+0 > S 0:3(3) win 1 payload \"ab\"", 33, "3 octets"), ("+0 > S 0:3(3) win 1 payload \"abc", 33, "closing"),
    ("+0 > S 0:1(1) win 1 payload \"\\q\"", 31, "backslash"), ("+0 raw 0", 8, "frame"), ("+0 raw 00 lost", 11, "snap"),
    ("+0 icmp unreachable port from 192.0.2.1", 21, "to quote"), ("+0 icmp unreachable fort from 192.0.2.1", 21, "net"),
    ("end", 4, "`!`"), ("isn 1", 6, "server's ISN"), ("vlan 4096", 6, "VLAN"), ("flow 2", 6, "number of a flow"),
    ("flow 192.0.2.1:1 > [::1]:1", 6, "one family"), ("flow 192.0.2.256:1 > 192.0.2.1:1", 6, "address"),
    ("flow [1:2:3:4:5:6:7]:1 > [::1]:1", 6, "address"), ("flow [::1::]:1 > [::1]:1", 6, "address"),
    ("snap 5 5", 8, "end of the line"),
  ])
  func mistakeIsShownWhereItIs(text: String, column: Int, expected: String) throws {
    let error = try #require(throws: ScenarioError.self) { try Scenario.parse("// Title\n" + text) }
    #expect(error.line == 2)
    #expect(error.column == column, "\(error)")
    #expect(error.expected.contains(expected), "\(error)")
  }

  @Test(arguments: [
    "end ! foo\n+0 > S 0:0(0) win 1", "+0 > S 0:0(0) win 1\nipv6", "+1000000000 raw 00\n+0.000000001 raw 00",
    "ipv6\n+0 > S 0:0(0) win 1 id 3",
  ])
  func lineThatContradictsTheOneBeforeIsRefused(text: String) throws {
    let error = try #require(throws: ScenarioError.self) { try Scenario.parse(text) }
    #expect(error.line == 2)
  }

  @Test func descriptionPutsACaretUnderThePlace() throws {
    let error = try #require(throws: ScenarioError.self) { try Scenario.parse("+0\t> S 0:0(0) wim 1") }
    #expect(error.description == "1:15: expected `win N`\n+0 > S 0:0(0) wim 1\n              ^")
  }

  @Test func descriptionIsShortAndHarmlessToATerminal() throws {
    let text = "+0 raw " + String(repeating: "00", count: 5000) + " \u{1B}[2J\u{9B}"
    let lines = try #require(throws: ScenarioError.self) { try Scenario.parse(text) }.description.split(separator: "\n")
    #expect(lines.allSatisfy { $0.utf8.count <= 130 })
    #expect(lines.joined().unicodeScalars.allSatisfy { (0x20...0x7E).contains($0.value) })
    #expect(lines[1].dropFirst(lines[2].count - 1).hasPrefix("?[2J"))
  }

  @Test func textWithoutBoundIsRefused() {
    #expect(throws: ScenarioError.self) { try Scenario.parse([UInt8](repeating: 0x0A, count: 1 << 20 + 1)) }
    #expect(throws: ScenarioError.self) { try Scenario.parse(String(repeating: "+0 raw 00\n", count: 10_001)) }
    #expect(throws: ScenarioError.self) {
      try Scenario.parse(String(repeating: "+0 > - 0:65455(65455) win 0 lost\n", count: 260))
    }
    #expect(throws: ScenarioError.self) {
      try Scenario.parse(String(repeating: "flow 1.1.1.1:1 > 2.2.2.2:2\n+0 raw 00\n", count: 1_001))
    }
  }

  @Test func mutatedTextNeverTraps() {
    let seed = Array(
      """
      // Title
      flow [2001:db8::1]:1 > [::]:2
      isn 4294967295 7
      +0.5 > S. 0:3(3) ack =1 win 9 <mss 1,sack 1:2 3:4,TS val 1 ecr 2,FO 00,mptcp,raw fd04> ttl 3 payload "a\\x0d"  ! a lost after
      @1 icmp unreachable host from ::1 snap 9
      +0 raw 0011
      end ! b likely
      """.utf8)
    // A fixed generator (Numerical Recipes), so that a failure happens again.
    var state: UInt32 = 1
    func random(_ bound: Int) -> Int {
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int(state >> 8) % bound
    }
    let letters = Array("0123456789:=<>()[]\"\\!,./+-@ \n\tASFx\u{0}\u{FF}".utf8)
    for _ in 0..<4000 {
      var text = seed
      for _ in 0...random(4) {
        switch random(3) {
        case 0: text[random(text.count)] = letters[random(letters.count)]
        case 1: text.remove(at: random(text.count))
        default: text.insert(letters[random(letters.count)], at: random(text.count))
        }
      }
      // Either outcome is right.
      if let scenario = try? Scenario.parse(text) { #expect(scenario.frames.count <= 4) }
    }
  }
}
