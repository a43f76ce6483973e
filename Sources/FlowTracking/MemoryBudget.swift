/// The octets that what is tracked may take, and those it has.
///
/// Only what grows with traffic is counted here, in pieces of some 32 KiB as it is taken; the rest of the process is the caller's to leave
/// room for.
struct MemoryBudget: Sendable, BitwiseCopyable {
  /// The most octets to take.
  let limit: Int
  /// Octets taken.
  private(set) var used = 0
  /// The part of these that is only pledged.
  private var pledged = 0

  /// A budget of `limit` octets.
  init(limit: Int) {
    self.limit = limit
  }

  /// Octets that are kept free of attempts, so that a connection which is answered finds room at once.
  var reserve: Int { limit / 16 }

  /// Whether there is room for `octets` more.
  func hasRoom(for octets: Int) -> Bool {
    limit &- used >= octets
  }

  /// Takes `octets` where there is room for them; false where there is not.
  mutating func take(_ octets: Int) -> Bool {
    guard hasRoom(for: octets) else { return false }
    used &+= octets
    return true
  }

  /// Takes `octets` whether there is room or not: what cannot be refused.
  mutating func charge(_ octets: Int) {
    used &+= octets
  }

  /// Pledges `octets` to what a record may come to need: they count as taken from here on, so that it need not be refused.
  mutating func pledge(_ octets: Int) {
    used &+= octets
    pledged &+= octets
  }

  /// Takes `octets` out of what was pledged; what goes beyond that is taken whether there is room or not.
  mutating func redeem(_ octets: Int) {
    let kept = min(octets, pledged)
    pledged &-= kept
    used &+= octets &- kept
  }

  /// Takes a pledge of `octets` back, as far as it was not redeemed.
  mutating func takeBack(pledge octets: Int) {
    let kept = min(octets, pledged)
    pledged &-= kept
    used &-= kept
  }

  /// Gives `octets` back.
  mutating func giveBack(_ octets: Int) {
    used &-= octets
  }
}
