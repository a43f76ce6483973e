/// What a rule has to say, in every language the tool speaks.
///
/// A rule gives whole sentences, both languages side by side, from the same values:
///
///     Phrase(
///       en: "The client sent its SYN \(times(count)) over \(span(wait)).",
///       ko: "클라이언트가 \(span(wait, in: .korean)) 동안 SYN을 \(times(count, in: .korean)) 보냈습니다.")
///
/// and strings sentences together with `then`. The words are put together when somebody reads them: findings that are only counted
/// cost no text, and nobody pays for the language that was not asked for. Take the few values that a sentence needs out of the
/// evidence first, so that a phrase that waits does not keep all of it.
package struct Phrase: Sendable {
  private let english: @Sendable () -> String
  private let korean: @Sendable () -> String

  /// The sentences `en` and `ko`, which say the same.
  package init(
    en: @escaping @autoclosure @Sendable () -> String, ko: @escaping @autoclosure @Sendable () -> String
  ) {
    english = en
    korean = ko
  }

  /// The words in `language`.
  package func text(in language: Language) -> String {
    switch language {
    case .english: english()
    case .korean: korean()
    }
  }

  /// This, then `next` after a space; this alone where there is no next.
  package func then(_ next: Phrase?) -> Phrase {
    guard let next else { return self }
    return Phrase(
      en: text(in: .english) + " " + next.text(in: .english), ko: text(in: .korean) + " " + next.text(in: .korean))
  }
}
