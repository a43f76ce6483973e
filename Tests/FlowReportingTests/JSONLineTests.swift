import Foundation
import PacketDecoding
import Testing

@testable import FlowReporting

@Suite struct JSONLineTests {
  private static func line(_ body: (inout JSONLine) -> Void) -> String {
    text { $0.line(body) }
  }

  private static func strings(in line: String) throws -> [String: String] {
    try JSONDecoder().decode([String: String].self, from: Data(line.utf8))
  }

  @Test func commasStandBetweenMembersOnly() {
    let line = Self.line { line in
      line.beginArray("none")
      line.endArray()
      line.member("one", UInt8(1))
      line.beginObject("empty")
      line.endObject()
      line.beginArray("two")
      line.element(1)
      line.element(word: "b")
      line.beginObject()
      line.member("c", true)
      line.member("d", ifTrue: false)
      line.member("e", UInt64?.none)
      line.endObject()
      line.endArray()
      line.member(named: "f\"", 2)
    }
    #expect(line == #"{"none":[],"one":1,"empty":{},"two":[1,"b",{"c":true}],"f\"":2}"# + "\n")
    #expect(Self.line { _ in } == "{}\n")
  }

  @Test func addressesAreWrittenAsTheyDescribeThemselves() {
    var addresses = [IPAddress(high: 0x2001_0DB8_0000_0000, low: 1)]
    for octet in UInt32(0)...255 {
      addresses.append(IPAddress(ipv4: octet << 24 | (255 - octet) << 16 | (octet % 11) << 8 | 9))
    }
    for address in addresses {
      #expect(Self.line { $0.member("address", address) } == "{\"address\":\"\(address)\"}\n")
    }
  }

  @Test func stringsComeBackAsTheyWent() throws {
    let odd = "a\"b\\c\n\r\t\u{1B}[31m\u{7F}\u{9B}\u{202E}\u{2028}é 연결 🙂\u{0}"
    let line = Self.line { $0.member("text", odd) }
    #expect(try Self.strings(in: line) == ["text": odd])
    #expect(!line.utf8.dropLast().contains { $0 < 0x20 || $0 == 0x7F })
    #expect(!line.unicodeScalars.contains("\u{202E}"))
  }

  @Test func everyCharacterIsFoundWhereverItStands() throws {
    for scalar in (0...0x17F).compactMap(Unicode.Scalar.init) {
      for before in 0...9 {
        let value = String(repeating: "x", count: before) + String(scalar) + "yyyyyyy"
        let line = Self.line { $0.member("text", value) }
        #expect(try Self.strings(in: line) == ["text": value])
        #expect(!line.unicodeScalars.dropLast().contains { $0.value < 0x20 || (0x7F..<0xA0).contains($0.value) })
      }
    }
  }

  @Test(arguments: [1, 8_000, 8_160, 8_170, 8_175, 8_180, 8_190, 8_192, 9_000, 32_768, 1_000_000])
  func lineOfAnyLengthComesWhole(length: Int) {
    let value = String(repeating: "x", count: length)
    let line = Self.line { line in
      line.member("text", value)
      line.beginArray("list")
      line.element(length.magnitude == 1 ? 7 : .max)
      line.endArray()
      line.member("end", word: "z")
    }
    let number = length == 1 ? "7" : "18446744073709551615"
    #expect(line == "{\"text\":\"\(value)\",\"list\":[\(number)],\"end\":\"z\"}\n")
  }

  @Test func lineStandsBehindWhatWasThere() {
    let both = text { buffer in
      buffer.line { $0.member("a", String(repeating: "x", count: 20_000)) }
      buffer.line { $0.member("b", UInt8(2)) }
    }
    #expect(both.hasSuffix("x\"}\n{\"b\":2}\n") && both.hasPrefix("{\"a\":\"x"))
    #expect(both.utf8.count == 20_000 + 9 + 8)
  }
}
