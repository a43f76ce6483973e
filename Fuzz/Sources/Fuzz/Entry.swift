/// libFuzzer's own main, which calls back with one input after another.
@_silgen_name("LLVMFuzzerRunDriver")
private func runDriver(
  _ count: UnsafeMutablePointer<Int32>, _ arguments: UnsafeMutableRawPointer,
  _ body: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32
) -> Int32

/// The program's entry: SwiftPM gives an executable's main the name of its module.
///
/// Which target is fuzzed stands in the environment (`FUZZ_TARGET`), for libFuzzer takes all arguments for itself.
@_cdecl("Fuzz_main")
public func fuzzMain(_ count: Int32, _ arguments: UnsafeMutableRawPointer) -> Int32 {
  var count = count
  var pointer = unsafe arguments
  return unsafe withUnsafeMutablePointer(to: &pointer) { pointer in
    unsafe runDriver(&count, UnsafeMutableRawPointer(pointer)) { octets, size in
      FuzzTarget.chosen.run(unsafe UnsafeRawBufferPointer(start: octets, count: size).bytes)
      return 0
    }
  }
}
