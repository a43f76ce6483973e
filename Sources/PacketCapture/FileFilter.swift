/// A filter expression over a file, compiled for every link type that the file turns out to hold.
struct FileFilter {
  private let expression: String
  private var linkType: Int32
  /// The program for packets of `linkType`; nil where the expression means nothing there, so that none passes.
  private(set) var current: CaptureFilter?
  private var others: [Int32: CaptureFilter?] = [:]
  /// Link types that the expression could not be compiled for, each a line that says so.
  private(set) var warnings: [String] = []

  /// The filter for a file whose first interface has `linkType`; nil for an expression without words.
  ///
  /// - Parameter mayMix: whether other link types may follow, so that one for which the expression means nothing is no
  ///   mistake.
  /// - Throws: `filter`.
  init?(_ words: [String], linkType: Int32, mayMix: Bool) throws(CaptureError) {
    expression = CaptureFilter.expression(words)
    guard !expression.isEmpty else { return nil }
    self.linkType = linkType
    do throws(CaptureError) {
      current = try CaptureFilter(expression, linkType: linkType == LinkType.none ? 1 : linkType)
    } catch {
      guard mayMix, (try? CaptureFilter(expression, linkType: 1)) != nil else { throw error }
      warnings.append(Self.warning(linkType))
    }
  }

  /// Whether a packet passes.
  @inline(__always)
  mutating func passes(_ octets: UnsafeRawPointer, _ record: CaptureRecord) -> Bool {
    if record.linkType != linkType { change(to: record.linkType) }
    guard let current else { return false }
    return unsafe current.passes(octets, captured: record.captured, original: record.original)
  }

  @inline(never)
  private mutating func change(to linkType: Int32) {
    others[self.linkType] = .some(current)
    self.linkType = linkType
    if let known = others[linkType] {
      current = known
      return
    }
    current = try? CaptureFilter(expression, linkType: linkType)
    if current == nil { warnings.append(Self.warning(linkType)) }
  }

  private static func warning(_ linkType: Int32) -> String {
    "the filter cannot be applied to packets of link type \(LinkType.name(linkType)): they are left out"
  }
}
