import PacketDecoding
import Testing

@Suite struct TCPOptionsReadTests {
  private func read(_ options: [UInt8]) -> (options: TCPOptions, isComplete: Bool) {
    let segment = decode(ethernet(ipv4(tcp(options: options)))).segment
    return (segment.options, segment.present.contains(.allOptions))
  }

  @Test func synOfLinux() {
    let (options, isComplete) = read([2, 4, 5, 0xB4, 4, 2, 8, 10, 0, 0, 1, 2, 0, 0, 0, 3, 1, 3, 3, 7])
    #expect(isComplete)
    #expect(options.present == [.maximumSegmentSize, .sackPermitted, .timestamps, .windowScale])
    #expect(options.maximumSegmentSize == 1460)
    #expect(options.timestampValue == 0x102)
    #expect(options.timestampEcho == 3)
    #expect(options.windowScale == 7)
  }

  @Test func timestampsAlone() {
    let (options, isComplete) = read([1, 1, 8, 10, 0, 0, 0, 5, 0, 0, 0, 6])
    #expect(isComplete)
    #expect(options.present == .timestamps)
    #expect(options.timestampValue == 5)
    #expect(options.timestampEcho == 6)
  }

  @Test(arguments: 1...4)
  func sackBlocks(count: Int) {
    let blocks = (1...count).flatMap { four($0 * 100) + four($0 * 100 + 50) }
    let (options, isComplete) = read([1, 1, 5, UInt8(2 + blocks.count)] + blocks)
    #expect(isComplete)
    #expect(options.present == .sack)
    #expect(options.sackCount == count)
    for block in 0..<count {
      #expect(options.sackBlocks[block * 2] == (block + 1) * 100)
      #expect(options.sackBlocks[block * 2 + 1] == (block + 1) * 100 + 50)
    }
  }

  @Test func fastOpenAsksGrantsAndExperiments() {
    #expect(read([34, 2, 1, 1]).options.present == .fastOpen)
    #expect(read([34, 2, 1, 1]).options.fastOpenCookieLength == 0)
    #expect(read([34, 10, 1, 2, 3, 4, 5, 6, 7, 8, 1, 1]).options.fastOpenCookieLength == 8)
    for kind: UInt8 in [253, 254] {
      let options = read([kind, 8, 0xF9, 0x89, 1, 2, 3, 4]).options
      #expect(options.present == .fastOpen)
      #expect(options.fastOpenCookieLength == 4)
      #expect(read([kind, 4, 0xE2, 0xD4]).options.present == .other)
    }
  }

  @Test func multipathSubtype() {
    let options = read([30, 4, 0x31, 0]).options
    #expect(options.present == .multipath)
    #expect(options.multipathSubtype == 3)
  }

  @Test func optionsThatAreOnlyNoted() {
    #expect(read([19, 18] + Array(repeating: 0, count: 16) + [1, 1]).options.present == .authentication)
    #expect(read([29, 4, 1, 1]).options.present == .authentication)
    #expect(read([28, 4, 0, 5]).options.present == .userTimeout)
    #expect(read([172, 5, 0, 0, 1, 174, 2, 1]).options.present == .accurateECN)
    #expect(read([77, 3, 9, 1]).options.present == .other)
  }

  @Test func whatFollowsTheEndOfTheListIsPadding() {
    let (options, isComplete) = read([4, 2, 0, 8, 1, 1, 1, 1])
    #expect(isComplete)
    #expect(options.present == .sackPermitted)
  }

  @Test(arguments: [0, 1] as [UInt8])
  func optionLengthUnderTwoEndsTheWalk(length: UInt8) {
    let (options, isComplete) = read([4, 2, 77, length, 3, 3, 7, 1])
    #expect(!isComplete)
    #expect(options.present == [.sackPermitted, .malformed])
  }

  @Test func optionLengthPastTheHeaderEndsTheWalk() {
    #expect(read([1, 1, 8, 10]).options.present == .malformed)
  }

  @Test func kindWithoutLengthEndsTheWalk() {
    #expect(read([1, 1, 1, 8]).options.present == .malformed)
  }

  @Test(arguments: [
    [2, 3, 5, 1], [3, 4, 7, 7], [4, 3, 0, 1], [5, 2, 1, 1], [5, 4, 1, 1], [8, 4, 0, 0], [19, 4, 0, 0], [28, 3, 0, 1],
    [29, 3, 0, 1], [30, 2, 1, 1], [34, 3, 0, 1], [34, 4, 0, 0],
  ])
  func optionLengthWrongForItsKindEndsTheWalk(option: [UInt8]) {
    let (options, isComplete) = read(option + [4, 2, 1, 1])
    #expect(!isComplete)
    #expect(options.present == .malformed)
  }

  @Test func malformedOptionsLeaveTheSegmentInItsFlow() {
    let (status, segment) = decode(ethernet(ipv4(tcp(options: [8, 0, 0, 0], payload: [1]))))
    #expect(status == .tcp)
    #expect(segment.payloadLength == 1)
  }

  @Test func optionsCutByTheSnapLengthAreIncompleteButNotMalformed() {
    let frame = ethernet(ipv4(tcp(options: [2, 4, 5, 0xB4, 1, 1, 8, 10, 0, 0, 0, 1, 0, 0, 0, 2])))
    for captured in 54..<70 {
      let (status, segment) = decode(Array(frame.prefix(captured)), original: frame.count)
      #expect(status == .tcp)
      #expect(segment.options.present == (captured < 58 ? [] : .maximumSegmentSize))
      #expect(segment.present.isDisjoint(with: [.allOptions, .malformedHeader]))
      #expect(segment.present.contains(.fullHeader))
    }
  }
}
