// swift-tools-version: 6.2
import PackageDescription

// Coverage for libFuzzer, and AddressSanitizer, in everything that reads what others wrote.
let instrumented: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .unsafeFlags(["-sanitize=fuzzer,address"]),
]

// A package of its own: its flags must not reach the product. Sources/ links to the product's targets, so that they are the same package here
// and what is `package` in them can be called.
let package = Package(
  name: "Fuzz",
  platforms: [.macOS(.v26)],
  targets: [
    .target(name: "PacketDecoding", swiftSettings: instrumented),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "FlowTracking", dependencies: ["PacketDecoding", "CPrefetch"], swiftSettings: instrumented),
    .target(name: "FlowDiagnosis", dependencies: ["FlowTracking", "PacketDecoding"], swiftSettings: instrumented),
    .target(
      name: "FlowReporting", dependencies: ["FlowDiagnosis", "FlowTracking", "PacketDecoding", "CSQLite"],
      swiftSettings: instrumented),
    .target(name: "ScenarioKit", swiftSettings: instrumented),
    .systemLibrary(name: "CSQLite", pkgConfig: "sqlite3"),
    .systemLibrary(name: "CPcap", pkgConfig: "libpcap"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4"),
    .target(name: "PacketCapture", dependencies: ["CPcap", "CZlib", "CZstd", "CLZ4"], swiftSettings: instrumented),
    .executableTarget(
      name: "Fuzz",
      dependencies: [
        "FlowReporting", "FlowDiagnosis", "FlowTracking", "PacketDecoding", "PacketCapture", "ScenarioKit",
      ],
      swiftSettings: instrumented,
      linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])]),
  ]
)
