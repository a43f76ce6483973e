/// One `code` of a mark, before it is known which frame it stands at.
struct ExpectationMark {
  /// The finding's code.
  var code: String
  /// How sure it must be.
  var grade: ScenarioExpectation.Grade?
  /// Where it must say that the packet was lost.
  var lost: ScenarioExpectation.Place?
}

extension LineCursor {
  /// Reads what stands behind `!`, if it is here: codes between commas, each with its qualifiers.
  mutating func marks() throws(ScenarioError) -> [ExpectationMark] {
    guard take("!") else { return [] }
    var marks: [ExpectationMark] = []
    repeat {
      skipBlanks()
      marks.append(try mark())
    } while take(",")
    return marks
  }

  private mutating func mark() throws(ScenarioError) -> ExpectationMark {
    let place = position
    let code = word()
    guard code.first?.isLetter == true, code == code.lowercased(), code.utf8.count <= 64 else {
      throw expected("a finding's code, such as syn-lost", at: place)
    }
    var mark = ExpectationMark(code: code)
    while !isAtEnd, next != UInt8(ascii: ",") {
      let place = position
      let name = word()
      if name == "lost", mark.lost == nil {
        let place = position
        mark.lost = ScenarioExpectation.Place(rawValue: word())
        if mark.lost == nil { throw expected("before, after or unknown", at: place) }
      } else if let grade = ScenarioExpectation.Grade(rawValue: name), mark.grade == nil {
        mark.grade = grade
      } else {
        throw expected(
          "`,`, the end of the line, proved, likely, possible, or lost before, after or unknown", at: place)
      }
    }
    return mark
  }
}
