/// How far reading has come.
package struct ReadProgress: Sendable {
  /// Octets that were read, compressed as they are in the file.
  package var read: Int64
  /// Octets that there are.
  package var size: Int64
}
