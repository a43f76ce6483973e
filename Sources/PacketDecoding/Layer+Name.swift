extension Layer {
  /// The name in reports: the case's own, in snake case.
  package var name: String { Self.names[Int(rawValue)] }

  // Made once: a capture may consist of nothing but packets that have to be named.
  private static let names = allCases.map { layer in
    var (name, wasUppercase) = ("", true)
    for character in String(describing: layer) {
      if character.isUppercase && !wasUppercase { name += "_" }
      wasUppercase = character.isUppercase
      name += character.lowercased()
    }
    return name
  }
}
