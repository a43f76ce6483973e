import FlowDiagnosis
import FlowTracking

/// A connection's ladder as an SVG file that stands alone, in the colours of the reader's theme.
struct SVGFile {
  /// The drawing.
  let ladder: SVGLadder

  private static let style: StaticString = """
    <style>svg{background:#fff;font:11px ui-sans-serif,system-ui,sans-serif;--fg:#1c1e21;--dim:#667;--line:#c8ccd2;--warn:#9a5b00;--err:#b3261e}
    @media(prefers-color-scheme:dark){svg{background:#15171a;--fg:#e6e8eb;--dim:#9aa3ad;--line:#454b53;--warn:#f0b35a;--err:#ff8a80}}
    text{fill:var(--fg)}.end{font-weight:600}.time,.run,.note{fill:var(--dim)}.life{stroke:var(--line);stroke-width:2}
    .arrow{stroke:var(--fg);stroke-width:1.3;fill:none}.head{fill:var(--fg)}.faint{stroke-dasharray:3 3;opacity:.6}
    .same{opacity:.35}.presumed{font-style:italic;fill:var(--dim)}.arrow.warning{stroke:var(--warn)}.arrow.error{stroke:var(--err)}
    .head.warning,.note.warning{fill:var(--warn)}.head.error,.note.error{fill:var(--err)}</style>
    """

  /// Appends the file.
  func append(to output: inout OctetBuffer) {
    var drawing = OctetBuffer()
    ladder.append(to: &drawing)
    // The drawing is made for a page, which has a name space and a style already.
    let end = drawing.octets.firstIndex(of: UInt8(ascii: ">")) ?? drawing.octets.startIndex
    output.append("<svg xmlns=\"http://www.w3.org/2000/svg\"")
    output.append(contentsOf: drawing.octets[4..<max(end, 4)])
    output.append(">\n")
    output.append(Self.style)
    output.append("\n")
    output.append(contentsOf: drawing.octets[(end + 1)...])
    output.endLine()
  }
}
