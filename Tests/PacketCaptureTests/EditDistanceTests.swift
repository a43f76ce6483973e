import Testing

@testable import PacketCapture

struct EditDistanceTests {
  @Test(
    arguments: [
      ("", "", 0), ("", "tcp", 3), ("tpc", "tcp", 1), ("prot", "port", 1), ("htpp", "http", 1), ("a", "b", 1),
    ])
  func distanceCountsSwappedNeighboursOnce(left: String, right: String, distance: Int) {
    #expect(EditDistance.between(left, right) == distance)
    #expect(EditDistance.between(right, left) == distance)
  }

  @Test func farWordHasNoNearest() {
    #expect(EditDistance.nearest(to: "example", among: ["port", "host"]) == nil)
    #expect(EditDistance.nearest(to: "xy", among: ["ip"]) == nil)
  }

  @Test func firstOfEqualsIsNearest() {
    #expect(EditDistance.nearest(to: "prot", among: ["port", "proto"]) == "port")
  }
}
