/// What segments changed, by what it follows from: nearly all of a run change one of a few things, and working it out anew costs ten times
/// as much as looking it up.
struct ChangeBook {
  private struct Entry {
    var key: UInt64 = 0
    var changes = StateChanges()
  }

  private static var bits: UInt64 { 5 }

  private var entries = InlineArray<32, Entry>(repeating: Entry())

  /// What the segment changed that did what `outcome` says; `derive` works it out where that is not known.
  ///
  /// A key that meets another's place takes it, so that no input makes this grow.
  @inline(__always)
  mutating func changes(_ outcome: inout SegmentOutcome, _ derive: (inout SegmentOutcome) -> StateChanges)
    -> StateChanges
  {
    let key = outcome.changesKey
    // History that was changed makes it depend on more than the key tells.
    if outcome.needsFold { return derive(&outcome) }
    let place = Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> (64 - Self.bits))
    if entries[place].key != key { entries[place] = Entry(key: key, changes: derive(&outcome)) }
    return entries[place].changes
  }
}

extension SegmentOutcome {
  /// What a segment changes follows from this, unless states must be folded anew: both states before, and what happened; never 0.
  fileprivate var changesKey: UInt64 {
    // Lent, the outcome would be copied for this, and the copy would wait for what was just written to it.
    @inline(__always) mutating get {
      let client = UInt64(changes[0].standing.rawValue) | UInt64(changes[0].presumed.rawValue) << 8
      let server = UInt64(changes[1].standing.rawValue) | UInt64(changes[1].presumed.rawValue) << 8
      let states = UInt64(before[0]?.rawValue ?? 15) | UInt64(before[1]?.rawValue ?? 15) << 4
      return client | server << 16 | states << 32 | 1 << 40
    }
  }
}
