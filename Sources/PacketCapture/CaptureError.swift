/// Why a capture cannot be opened or read on, in words for the person at the terminal.
package struct CaptureError: Error, Sendable, CustomStringConvertible {
  /// What kind of trouble it is, which decides the exit status.
  package enum Kind: Hashable, Sendable {
    /// The file cannot be opened or read: missing, a directory, no right to read it (status 2).
    case cannotOpen
    /// The file is no capture: empty, or of a format that is not read (status 2).
    case notACapture
    /// The capture ended in the middle of a record (status 3).
    case truncated
    /// A record makes no sense, so that the start of the next one is unknown; or reading failed halfway (status 3).
    case damaged
    /// The filter does not parse, or cannot be applied to this link type (status 64).
    case filter
    /// No interface has this name (status 66).
    case noSuchInterface
    /// The interface is down, went away, or cannot be captured on (status 66).
    case interfaceGone
    /// This process may not capture (status 77).
    case noPermission
    /// A signal asked to stop before the capture was open; no failure (status 0).
    case interrupted
  }

  /// What kind of trouble it is.
  package let kind: Kind
  /// What happened, naming the file or interface, and at which octet where that is known; one line.
  package let message: String
  /// What to do next, or a filter with its bad word marked; each a line, to be indented by two spaces.
  package let advice: [String]
  /// With `truncated`: how many octets at least were missing from the record; nil where that is not known.
  package let missingOctets: Int?
  /// With `filter`: the bad word; nil where it was not found.
  package let badWord: FilterAdvice?

  /// An error of this kind.
  init(
    _ kind: Kind, _ message: String, advice: [String] = [], missingOctets: Int? = nil, badWord: FilterAdvice? = nil
  ) {
    self.kind = kind
    self.message = message
    self.advice = advice
    self.missingOctets = missingOctets
    self.badWord = badWord
  }

  /// The message and its advice, as lines without a final newline.
  package var description: String {
    advice.reduce(message) { $0 + "\n  " + $1 }
  }
}
