import ArgumentParser
import FlowDiagnosis

extension Language: WordChoice {
  /// The language of the locale in these variables: Korean for ko, ko_KR and so on, English for any other and for none.
  ///
  /// - Parameter variables: LC_ALL, LC_MESSAGES and LANG, in this order: the first that is set decides (POSIX.1-2017, 8.2).
  init(locale variables: [String?]) {
    let name = variables.compactMap { $0 }.first { !$0.isEmpty } ?? ""
    let language = name.prefix { $0 != "_" && $0 != "." && $0 != "@" }
    self = language.lowercased() == Language.korean.rawValue ? .korean : .english
  }
}
