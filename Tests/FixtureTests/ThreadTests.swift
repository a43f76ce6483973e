import Foundation
import ScenarioKit
import Synchronization
import Testing

@testable import TraceCommand

/// Reading on a thread of its own: the same output, and nothing waits for ever.
@Suite struct ThreadTests {
  private static let forms = [
    ["--json", "--show-malformed"], ["-v"], ["--json", "-w", "/dev/null", "--only", "1"], ["-c", "5"],
  ]

  // MARK: The same output

  @Test(arguments: ["open/syn-lost", "open/handshake-ack-lost", "close/fin-lost", "close/half-close"])
  func outputDoesNotDependOnThreads(name: String) throws {
    try Fixtures.withFile(try Scenario.parse(try Fixtures.octets("scenarios/\(name).pkt")).pcap()) { path in
      for form in Self.forms { try Self.compare(["-r", path] + form) }
    }
  }

  @Test func manyBatchesAreFollowedInOrder() throws {
    try Fixtures.withFile(try Self.long(packets: 6_000)) { path in
      for form in Self.forms { try Self.compare(["-r", path] + form) }
      // Damage in the last record costs no packet before it.
      try Fixtures.withFile(try Self.long(packets: 6_000).dropLast(3)) { try Self.compare(["-r", $0, "--json"], 3) }
    }
  }

  @Test func severalFilesAreFollowedInOrder() throws {
    let one = try Self.long(packets: 3_000)
    try Fixtures.withFile(one, named: "a.pcap") { first in
      try Fixtures.withFile(one, named: "b.pcap") { second in
        try Self.compare(["-r", first, "-r", second, "--json"])
      }
    }
  }

  private static func compare(_ arguments: [String], _ status: Int32 = 0) throws {
    let (one, two) = (try Tool.run(arguments + ["--jobs", "1"]), try Tool.run(arguments + ["-j", "2"]))
    #expect(one.status == status && two.status == status)
    #expect(!one.output.isEmpty && one.output == two.output)
    #expect(one.errors == two.errors)
  }

  /// A capture of connections whose packets come by turns, with a packet that cannot be decoded now and then.
  private static func long(packets: Int) throws -> [UInt8] {
    let octets = try Scenario.parse(try Fixtures.octets("scenarios/open/syn-lost.pkt")).pcap()
    var records: [[UInt8]] = []
    var at = 24
    while at + 16 <= octets.count {
      let length = (0..<4).reduce(0) { $0 | Int(octets[at + 8 + $1]) << (8 * $1) }
      records.append(Array(octets[at..<at + 16 + length]))
      at += 16 + length
    }
    var capture = Array(octets[..<24])
    for number in 0..<packets {
      var record = records[number % records.count]
      // The third octet of the ports, so that each round is of other connections; and every hundredth packet is no IP.
      let round = number / records.count
      for place in [16 + 14 + 20, 16 + 14 + 22] where record.count > place + 1 {
        if record[place] >= 0x80 { record[place + 1] = UInt8(truncatingIfNeeded: round) }
      }
      if number % 100 == 99, record.count > 31 { record[30] = 0x10 }
      capture += record
    }
    return capture
  }

  // MARK: The number of threads

  @Test(arguments: ["0", "-1", "many"])
  func numberOfThreadsIsChecked(number: String) throws {
    let run = try Tool.run(["-r", "/dev/null", "--jobs", number])
    #expect(run.status == 64)
    #expect(run.complaint.contains("-j") || run.complaint.contains("--jobs"))
  }

  @Test func readerThatLeavesEndsBothThreads() throws {
    try Fixtures.withFile(try Self.long(packets: 50_000)) { path in
      let pipe = Pipe()
      try pipe.fileHandleForReading.close()
      let run = try Tool.run(["-r", path, "--json", "-j", "2"], output: pipe.fileHandleForWriting)
      #expect(run.status == 0)
    }
  }

  // MARK: Handing over

  @Test func piecesArriveInOrderAndAreUsedAgain() {
    let handover = Handover<[Int]>(limit: 3)
    var taken: [Int] = []
    let most = Atomic<Int>(0)
    let made = Atomic<Int>(0)
    let hasRun =
      WorkerThread.run {
        var piece: [Int] = []
        for number in 0..<10_000 {
          piece.append(number)
          most.store(max(most.load(ordering: .relaxed), piece.count), ordering: .relaxed)
          if let spare = handover.give(piece) {
            piece = spare
          } else {
            piece = []
            made.add(1, ordering: .relaxed)
          }
        }
        handover.close()
      } beside: {
        while var piece = handover.take() {
          taken += piece
          piece.removeAll(keepingCapacity: true)
          handover.giveBack(piece)
        }
      }
    #expect(hasRun)
    #expect(taken == Array(0..<10_000))
    #expect(most.load(ordering: .relaxed) == 1)
    // As many as are on the way, and one that each side holds.
    #expect(made.load(ordering: .relaxed) <= 5)
  }

  @Test func aBatchIsFullWithMuchToTell() {
    var batch = SegmentBatch(size: 32)
    batch.tell([[UInt8](repeating: 0x61, count: 300_000)], about: 1)
    #expect(batch.isFull)
    batch.clear()
    #expect(batch.isEmpty && !batch.isFull)
    for _ in 0..<1_000 where !batch.isFull { batch.tell(.part) }
    #expect(batch.isFull)
  }

  @Test func heavyPiecesTakeThePlaceOfMany() {
    let handover = Handover<Int>(limit: 8)
    #expect(handover.give(1, weight: 20) == nil)
    let second = Atomic<Bool>(false)
    let hasRun =
      WorkerThread.run {
        _ = handover.give(2, weight: 5)
        second.store(true, ordering: .sequentiallyConsistent)
        _ = handover.give(3, weight: 3)
        handover.close()
      } beside: {
        usleep(20_000)
        let hasGone = second.load(ordering: .sequentiallyConsistent)
        let taken = [handover.take(), handover.take(), handover.take(), handover.take()]
        #expect(!hasGone && taken == [1, 2, 3, nil])
      }
    #expect(hasRun)
  }

  @Test func whoeverIsRefusedDoesNotWait() {
    let handover = Handover<Int>(limit: 1)
    var (given, first, second) = (0, Int?.none, Int?.some(0))
    let hasRun =
      WorkerThread.run {
        while !handover.isRefusing {
          _ = handover.give(given)
          given += 1
        }
        handover.close()
      } beside: {
        first = handover.take()
        handover.refuse()
        second = handover.take()
      }
    #expect(hasRun && given >= 1)
    #expect(first == 0 && second == nil)
  }
}
