extension OctetBuffer {
  /// Appends `text` from outside (a file's or an interface's name) so that a terminal can only show it: control characters, those that
  /// turn the writing direction and those that show nothing become \u{...}.
  package mutating func append(safe text: String) {
    guard !HarmlessText.isForTerminal(text.utf8.span) else { return append(string: text) }
    for scalar in text.unicodeScalars {
      octets.append(addingCapacity: 12) { text in
        if HarmlessText.isDangerous(scalar) {
          text.append("\\u{")
          text.append(hexadecimal: scalar.value, digits: 2)
          text.append("}")
        } else {
          text.append(scalar: scalar)
        }
      }
    }
  }
}
