extension AttemptGroup {
  /// How many of the attempts ended in which way, those ways that occurred.
  var counts: Phrase {
    let (refused, rejected, unanswered) = (refused, rejected, unanswered)
    let (withdrawn, halfOpen) = (withdrawn, halfOpen)
    return Phrase(
      en: AttemptGroup.list([
        (refused, "refused"), (rejected, "rejected by ICMP"), (unanswered, "unanswered"),
        (withdrawn, "answered and reset at once by the client"), (halfOpen, "half-open"),
      ]),
      ko: AttemptGroup.list([
        (refused, "거부"), (rejected, "ICMP로 거절"), (unanswered, "무응답"), (withdrawn, "응답을 받은 클라이언트가 즉시 RST"),
        (halfOpen, "half-open"),
      ]))
  }

  private static func list(_ parts: [(UInt32, String)]) -> String {
    parts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}
