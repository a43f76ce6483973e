/// `condition`, which holds of nearly every segment that it is asked of: what follows it is laid out without jumps, and gets the registers.
///
/// Without that, each condition passes for even, and what a segment reaches behind ten of them for what hardly any does.
@inlinable @inline(__always)
package func usually(_ condition: Bool) -> Bool {
  _fastPath(condition)
}

/// `condition`, which holds of hardly any segment that it is asked of.
@inlinable @inline(__always)
package func seldom(_ condition: Bool) -> Bool {
  _slowPath(condition)
}
