import Testing

@testable import FlowDiagnosis

/// Every code is explained in every language, and every cause comes with a way to confirm it.
@Suite struct ExplanationTests {
  private static func isKorean(_ text: StaticString) -> Bool {
    "\(text)".unicodeScalars.contains { (0xAC00...0xD7A3).contains($0.value) }
  }

  /// Whether `words` are English in English, and Korean in Korean.
  private static func isInBoth(_ words: Words) -> Bool {
    !"\(words.text(in: .english))".isEmpty && !isKorean(words.text(in: .english)) && isKorean(words.text(in: .korean))
  }

  @Test(arguments: FindingCode.allCases) func codeIsExplainedInBothLanguages(code: FindingCode) {
    let explanation = code.explanation
    #expect(Self.isKorean(code.title(in: .korean)) && !Self.isKorean(code.title(in: .english)))
    #expect(!"\(explanation.koreanTitle)".hasSuffix("."))
    #expect(Self.isInBoth(explanation.story))
    for rung in explanation.ladder {
      switch rung {
      case .pause(let words): #expect(Self.isInNotes(words))
      case .segment(let segment): #expect(segment.note.map(Self.isInNotes) ?? true)
      }
    }
    for cause in explanation.causes {
      #expect(Self.isInBoth(cause.cause) && Self.isInBoth(cause.check), "\(cause.cause.text(in: .english))")
    }
  }

  // A note may be a term that is the same in both, such as "close()".
  private static func isInNotes(_ words: Words) -> Bool {
    let (english, korean) = ("\(words.text(in: .english))", "\(words.text(in: .korean))")
    return !isKorean(words.text(in: .english)) && (isKorean(words.text(in: .korean)) || korean == english)
  }

  @Test(arguments: FindingCode.allCases) func codeHasALadderAndCausesThatCanBeConfirmed(code: FindingCode) {
    let explanation = code.explanation
    #expect(
      explanation.ladder.contains {
        if case .segment = $0 { true } else { false }
      })
    #expect(!explanation.causes.isEmpty)
    for cause in explanation.causes {
      #expect(cause.command.utf8CodeUnitCount > 0 && cause.command.isASCII)
      // With the eight columns before it, it fits a line of eighty.
      #expect(cause.command.utf8CodeUnitCount <= 72, "\(cause.command)")
    }
  }

  @Test func koreanTitlesDiffer() {
    #expect(Set(FindingCode.allCases.map { "\($0.title(in: .korean))" }).count == FindingCode.allCases.count)
  }
}
