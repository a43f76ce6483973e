import CLZ4
import CZlib
import CZstd
import Testing

@testable import PacketCapture

struct CompressedCaptureTests {
  enum Packing: CaseIterable {
    case gzip
    case zstd
    case lz4

    func pack(_ octets: [UInt8]) -> [UInt8] {
      switch self {
      case .gzip: CompressedCaptureTests.gzip(octets)
      case .zstd: CompressedCaptureTests.zstd(octets)
      case .lz4: CompressedCaptureTests.lz4(octets)
      }
    }
  }

  private static let file = CaptureBytes.pcap(
    (0..<2000).map { CaptureBytes.Record(fraction: $0, octets: CaptureBytes.tcpFrame(port: UInt16($0))) })

  @Test(arguments: Packing.allCases) func packetsAreThoseOfThePlainFile(packing: Packing) throws {
    let (plain, packed) = (try Reading(Self.file), try Reading(packing.pack(Self.file)))
    #expect(packed.packets == plain.packets)
    #expect(packed.times == plain.times)
    #expect(packed.last == .end)
  }

  @Test(arguments: Packing.allCases) func severalMembersAreOneFile(packing: Packing) throws {
    let parts = [Self.file[..<20], Self.file[20..<50_000], Self.file[50_000...]].map { packing.pack(Array($0)) }
    let reading = try Reading(Array(parts.joined()))
    #expect(reading.frames.count == 2000)
    #expect(reading.last == .end)
  }

  @Test(arguments: Packing.allCases) func fileCutAnywhereIsReadUpToThere(packing: Packing) throws {
    let packed = packing.pack(Self.file)
    for length in stride(from: 1, to: packed.count, by: 97) {
      let reading = try Reading(Array(packed[..<length]))
      #expect(reading.frames == Array(1...2000).prefix(reading.frames.count).map(UInt64.init))
      #expect([.truncated, .notACapture].contains(reading.error?.kind))
    }
  }

  @Test(arguments: Packing.allCases) func damagedDataIsDamage(packing: Packing) throws {
    var packed = packing.pack(Self.file)
    for at in packed.count / 2..<packed.count { packed[at] ^= 0x5A }
    let reading = try Reading(packed)
    #expect([.truncated, .damaged, .notACapture].contains(reading.error?.kind))
  }

  @Test func whatWasDecompressedBeforeTheDamageIsRead() throws {
    var packed = Self.gzip(Self.file)
    packed[packed.count - 8] ^= 1
    let reading = try Reading(packed)
    #expect(reading.frames.count == 2000)
    #expect(reading.error?.message.contains("incorrect data check") == true)
    // Of the other two, several blocks; the last is damaged.
    let long = CaptureBytes.pcap([CaptureBytes.Record](repeating: CaptureBytes.Record(), count: 20_000))
    for packing in [Packing.zstd, .lz4] {
      var packed = packing.pack(long)
      packed[packed.count - 9] ^= 0xFF
      packed.removeLast(4)
      let reading = try Reading(packed)
      #expect(reading.frames.count > 10_000)
      #expect([.damaged, .truncated].contains(reading.error?.kind))
    }
  }

  @Test func zerosBehindGzipAreNothingAndGarbageIsDamage() throws {
    let packed = Self.gzip(Self.file)
    #expect(try Reading(packed + [UInt8](repeating: 0, count: 512)).last == .end)
    let reading = try Reading(packed + [1, 2, 3, 4])
    #expect(reading.frames.count == 2000)
    #expect(reading.error?.kind == .damaged)
  }

  @Test func windowOverTheLimitIsNamedWithWhatDecompressesIt() throws {
    // A frame header that asks for 256 MiB, and an empty last block.
    try withFile([0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x90, 0x01, 0x00, 0x00]) { path in
      let error = Reading(path: path).error
      #expect(error?.kind == .notACapture)
      #expect(error?.message.hasSuffix("takes a window of more than 128 MiB; decompress first:") == true)
      #expect(error?.advice == ["zstd -dc --long=31 \(path) | tcptrace-swift -r -"])
    }
  }

  @Test func compressedTwiceIsRefused() throws {
    let error = try Reading(Self.gzip(Self.gzip(Self.file))).error
    #expect(error?.kind == .notACapture)
    #expect(error?.message.contains("gzip within gzip") == true)
  }

  @Test func bombIsStopped() throws {
    // A gibioctet of empty records.
    let unit = [UInt8](repeating: 0, count: 1 << 20)
    let bomb = Self.zstd(CaptureBytes.pcap([])) + [[UInt8]](repeating: Self.zstd(unit), count: 1024).joined()
    let reading = try withFile(bomb) { path in
      var source = try CaptureSource.file(CapturePath(path))
      var count = 0
      do throws(CaptureError) {
        while try source.next({ _, _ in count += 1 }) == .packet {}
      } catch {
        return (count, error.message)
      }
      return (count, "")
    }
    #expect((15 << 20..<20 << 20).contains(reading.0))
    #expect(reading.1.contains("bomb"))
  }

  static func gzip(_ octets: [UInt8]) -> [UInt8] {
    var input = octets
    var output = [UInt8](repeating: 0, count: octets.count + 1024)
    var stream: z_stream = unsafe z_stream()
    let size = unsafe Int32(MemoryLayout<z_stream>.size)
    _ = unsafe deflateInit2_(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION, size)
    let count = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe output.withUnsafeMutableBufferPointer { output in
        unsafe stream.next_in = input.baseAddress
        unsafe stream.avail_in = UInt32(input.count)
        unsafe stream.next_out = output.baseAddress
        unsafe stream.avail_out = UInt32(output.count)
        _ = unsafe deflate(&stream, Z_FINISH)
        return unsafe output.count - Int(stream.avail_out)
      }
    }
    _ = unsafe deflateEnd(&stream)
    return Array(output[..<count])
  }

  static func zstd(_ octets: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: ZSTD_compressBound(octets.count))
    let count = unsafe ZSTD_compress(&output, output.count, octets, octets.count, 3)
    return Array(output[..<count])
  }

  static func lz4(_ octets: [UInt8]) -> [UInt8] {
    var output = [UInt8](repeating: 0, count: LZ4F_compressFrameBound(octets.count, nil))
    let count = unsafe LZ4F_compressFrame(&output, output.count, octets, octets.count, nil)
    return Array(output[..<count])
  }
}
