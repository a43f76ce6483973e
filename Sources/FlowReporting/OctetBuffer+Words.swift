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
      let text = unsafe text.span
      var place = 0
      while place < text.count, text[place] != 0x40 { place &+= 1 }
      append(text.extracting(first: place))
      if place == text.count { return }
      value(&self)
      append(text.extracting(droppingFirst: place + 1))
    }
  }

  /// Appends `text` as it is.
  mutating func append(_ text: Span<UInt8>) {
    if text.isEmpty { return }
    octets.append(addingCapacity: text.count) { octets in
      unsafe octets.write(atMost: text.count) { unsafe $0.put(text) }
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
