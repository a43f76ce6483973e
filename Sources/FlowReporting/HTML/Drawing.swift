/// Shapes of a chart, appended as SVG.
struct Drawing {
  /// The page so far.
  var output: OctetBuffer

  /// Opens a chart of this size.
  mutating func begin(width: Int, height: Int, class style: StaticString = "chart") {
    output.append("<svg class=\"")
    output.append(style)
    output.append("\" role=\"img\" viewBox=\"0 0 ")
    number(width)
    number(height)
    output.append("\">")
  }

  /// Closes it.
  mutating func end() {
    output.append("</svg>")
  }

  /// A filled rectangle; none where it has no area.
  mutating func rectangle(_ x: Int, _ y: Int, _ width: Int, _ height: Int, _ style: StaticString) {
    guard width > 0, height > 0 else { return }
    path(style) {
      $0.move(x, y)
      $0.output.append("h")
      $0.number(width)
      $0.output.append("v")
      $0.number(height)
      $0.output.append("h")
      $0.number(-width)
      $0.output.append("z")
    }
  }

  /// A straight line.
  mutating func line(_ x1: Int, _ y1: Int, _ x2: Int, _ y2: Int, _ style: StaticString) {
    path(style) {
      $0.move(x1, y1)
      $0.output.append("L")
      $0.number(x2)
      $0.number(y2)
    }
  }

  /// A line of text.
  mutating func text(
    _ x: Int, _ y: Int, anchor: StaticString = "middle", class style: StaticString? = nil,
    _ body: (inout OctetBuffer) -> Void
  ) {
    output.append("<text")
    if let style {
      output.append(" class=\"")
      output.append(style)
      output.append("\"")
    }
    output.append(" text-anchor=\"")
    output.append(anchor)
    output.append("\" x=\"")
    output.append(decimal: Int64(x))
    output.append("\" y=\"")
    output.append(decimal: Int64(y))
    output.append("\">")
    output.append(markup: body)
    output.append("</text>")
  }

  /// A shape that `body` describes.
  mutating func path(_ style: StaticString, _ body: (inout Drawing) -> Void) {
    output.append("<path class=\"")
    output.append(style)
    output.append("\" d=\"")
    body(&self)
    output.append("\"/>")
  }

  /// Moves the pen.
  mutating func move(_ x: Int, _ y: Int) {
    output.append("M")
    number(x)
    number(y)
  }

  /// A number and a space.
  mutating func number(_ value: Int) {
    output.append(decimal: Int64(value))
    output.append(" ")
  }
}
