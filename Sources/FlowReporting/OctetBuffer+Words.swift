import FlowDiagnosis
import FlowTracking

extension OctetBuffer {
  /// Appends `words` in `language`.
  mutating func append(_ words: Words, in language: Language) {
    append(words.text(in: language))
  }

  /// Appends `words` in `language`, with what `value` appends in the place of their "@": languages order a sentence differently.
  mutating func append(_ words: Words, in language: Language, value: (inout OctetBuffer) -> Void) {
    words.text(in: language).withUTF8Buffer { text in
      guard let place = unsafe text.firstIndex(of: 0x40) else { return unsafe octets.append(contentsOf: text) }
      unsafe octets.append(contentsOf: text[..<place])
      value(&self)
      unsafe octets.append(contentsOf: text[(place + 1)...])
    }
  }

  /// Appends the word for `side` in a sentence of `language`.
  mutating func append(_ side: Side, in language: Language) {
    switch language {
    case .english: append(side.name)
    case .korean: append(string: side.name(in: .korean))
    }
  }

  /// Appends a number of payload octets: "1 octet", "8 octets", "8바이트".
  mutating func append(octets number: UInt64, in language: Language) {
    append(grouped: number)
    switch language {
    case .english: append(number == 1 ? " octet" : " octets")
    case .korean: append("바이트")
    }
  }
}
