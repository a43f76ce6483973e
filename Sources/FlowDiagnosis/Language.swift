package import FlowTracking

/// A language that the tool speaks to people. What programs read (JSON, exports, codes) is English whatever the language.
package enum Language: String, Sendable, CaseIterable {
  /// English.
  case english = "en"
  /// Korean. What Korean engineers say in English (SYN, ACK, TIME_WAIT, RST) stays English.
  case korean = "ko"
}

extension Side {
  /// The word for it in a sentence of `language`; both Korean words end in a vowel, so that one particle (가, 는, 를, 로) suits either.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.english, .client): "client"
    case (.english, .server): "server"
    case (.korean, .client): "클라이언트"
    case (.korean, .server): "서버"
    }
  }
}

extension Severity {
  /// The word for it in text of `language`; English is also JSON's.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.english, _): name
    case (.korean, .note): "참고"
    case (.korean, .warning): "경고"
    case (.korean, .error): "오류"
    }
  }
}

extension Grade {
  /// The word for it in text of `language`; English is also JSON's.
  package func name(in language: Language) -> String {
    switch (language, self) {
    case (.english, _): name
    case (.korean, .possible): "가능성 있음"
    case (.korean, .likely): "유력함"
    case (.korean, .proved): "입증됨"
    }
  }
}

/// A duration in a sentence: "1.06 s", "20.6 ms" or "213 µs"; "1.06초" in Korean.
func span(_ nanoseconds: Int64, in language: Language = .english) -> String {
  let value = max(0, nanoseconds)
  if value >= 1_000_000_000 {
    return decimal(value / 10_000_000, digits: 2) + (language == .korean ? "초" : " s")
  }
  if value >= 1_000_000 { return decimal(value / 100_000, digits: 1) + " ms" }
  return "\(value / 1000) µs"
}

private func decimal(_ value: Int64, digits: Int) -> String {
  let unit: Int64 = digits == 2 ? 100 : 10
  let fraction = value % unit
  return "\(value / unit)." + (digits == 2 && fraction < 10 ? "0\(fraction)" : "\(fraction)")
}

/// How often, in a sentence: "once", "twice", "3 times"; "1번", "2번", "3번" in Korean.
func times(_ count: Int, in language: Language = .english) -> String {
  if language == .korean { return "\(count)번" }
  return count == 1 ? "once" : count == 2 ? "twice" : "\(count) times"
}

extension Loss {
  /// What was lost, in text of `language`.
  package func name(in language: Language) -> String {
    guard language == .korean else { return what }
    return switch what {
    case "ACK of FIN": "FIN에 대한 ACK"
    case "data": "데이터"
    default: what
    }
  }
}

/// Particles that depend on how the word before them ends.
package enum KoreanParticle {
  /// "을" or "를", by the last letter of `word` as Koreans read it: a syllable with a final consonant, or N and M as in SYN and FIN, takes "을".
  package static func object(after word: String) -> StaticString {
    guard let last = word.unicodeScalars.last else { return "를" }
    if (0xAC00...0xD7A3).contains(last.value) { return (last.value - 0xAC00) % 28 == 0 ? "를" : "을" }
    return "NnMmLl".unicodeScalars.contains(last) ? "을" : "를"
  }
}
