/// `condition`, which holds of nearly every segment that it is asked of: what follows it is laid out without jumps, and gets the registers.
///
/// Of a condition about which nothing is said, the compiler takes it that it holds half the time, and of what lies behind ten of them, that hardly
/// anything gets there.
@inlinable @inline(__always)
package func usually(_ condition: Bool) -> Bool {
  _fastPath(condition)
}

/// `condition`, which holds of hardly any segment that it is asked of.
@inlinable @inline(__always)
package func seldom(_ condition: Bool) -> Bool {
  _slowPath(condition)
}
