extension Layer {
  /// The name in reports: the case's own, in snake case.
  package var name: String {
    String(describing: self).reduce(into: "") { name, character in
      if character.isUppercase, name.last?.isUppercase == false, name.last != "_" { name.append("_") }
      name.append(contentsOf: character.lowercased())
    }
  }
}
