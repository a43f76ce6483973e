import ArgumentParser

/// A choice between a few words, as the value of an option.
///
/// ArgumentParser lists the words by way of a key path, at every start, whether help is wanted or not: building it takes
/// more than all the rest of an option.
protocol WordChoice: ExpressibleByArgument, CaseIterable, RawRepresentable<String> {}

extension WordChoice {
  /// The words, as help lists them.
  static var allValueStrings: [String] {
    allCases.map { $0.rawValue }
  }
}
