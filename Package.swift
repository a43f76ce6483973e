// swift-tools-version: 6.2
import PackageDescription

#if canImport(Glibc)
  import Glibc
#endif

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// What a start runs lies all over a program of which most is the standard library, and Linux maps it in blocks of 64 KiB. Put together by LLD,
// which comes with Swift, a start takes a fifth less memory. Without it the usual linker does. See Benchmarks/README.md.
var linkerSettings: [LinkerSetting] = []
#if canImport(Glibc)
  let order = "\(Context.packageDirectory)/Sources/tcptrace-swift/start.order"
  let path = Context.environment["PATH"] ?? ""
  if path.split(separator: ":").contains(where: { access("\($0)/ld.lld", X_OK) == 0 }) {
    let options = ["--symbol-ordering-file=\(order)", "--no-warn-symbol-ordering", "--no-export-dynamic"]
    linkerSettings = [
      .unsafeFlags(
        ["-use-ld=lld"] + options.flatMap { ["-Xlinker", $0] }, .when(platforms: [.linux], configuration: .release))
    ]
  }
#endif

let package = Package(
  name: "tcptrace-swift",
  platforms: [.macOS(.v26)],
  products: [
    .executable(name: "tcptrace-swift", targets: ["tcptrace-swift"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CPcap", pkgConfig: "libpcap", providers: [.apt(["libpcap-dev"]), .brew(["libpcap"])]),
    .systemLibrary(
      name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"]), .brew(["zlib"])]),
    .systemLibrary(
      name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"]), .brew(["zstd"])]),
    .systemLibrary(
      name: "CLZ4", pkgConfig: "liblz4", providers: [.apt(["liblz4-dev"]), .brew(["lz4"])]),
    .target(
      name: "PacketCapture", dependencies: ["CPcap", "CZlib", "CZstd", "CLZ4"], swiftSettings: settings),
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"]), .brew(["sqlite"])]),
    .testTarget(
      name: "PacketCaptureTests", dependencies: ["PacketCapture", "CPcap", "CZlib", "CZstd", "CLZ4"],
      swiftSettings: settings),
    .target(name: "PacketDecoding", swiftSettings: settings),
    .systemLibrary(name: "CPrefetch"),
    .target(name: "FlowTracking", dependencies: ["PacketDecoding", "CPrefetch"], swiftSettings: settings),
    .target(
      name: "FlowDiagnosis", dependencies: ["FlowTracking", "PacketDecoding", "CPrefetch"],
      swiftSettings: settings),
    .target(
      name: "FlowReporting", dependencies: ["FlowDiagnosis", "FlowTracking", "PacketDecoding", "CSQLite"],
      swiftSettings: settings),
    .target(
      name: "TraceCommand",
      dependencies: [
        "FlowReporting", "FlowDiagnosis", "FlowTracking", "PacketDecoding", "PacketCapture",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    .executableTarget(
      name: "tcptrace-swift", dependencies: ["TraceCommand"], exclude: ["start.order"], swiftSettings: settings,
      linkerSettings: linkerSettings),
    .target(name: "ScenarioKit", swiftSettings: settings),
    .executableTarget(
      name: "tcptrace-scenario", dependencies: ["ScenarioKit"], swiftSettings: settings),
    .testTarget(
      name: "FixtureTests",
      dependencies: ["ScenarioKit", "TraceCommand", "FlowReporting", "FlowDiagnosis", "FlowTracking", "PacketCapture"],
      swiftSettings: settings),
    .testTarget(
      name: "FlowTrackingTests", dependencies: ["FlowTracking", "PacketDecoding"], swiftSettings: settings),
    .testTarget(
      name: "FlowDiagnosisTests", dependencies: ["FlowDiagnosis", "FlowTracking", "PacketDecoding"],
      swiftSettings: settings),
    .testTarget(name: "ScenarioKitTests", dependencies: ["ScenarioKit"], swiftSettings: settings),
    .testTarget(name: "DocumentationTests", dependencies: ["FlowDiagnosis"], swiftSettings: settings),
    .testTarget(name: "PacketDecodingTests", dependencies: ["PacketDecoding"], swiftSettings: settings),
    .testTarget(
      name: "FlowReportingTests",
      dependencies: ["FlowReporting", "FlowDiagnosis", "FlowTracking", "PacketDecoding", "CSQLite"],
      swiftSettings: settings),
  ]
)
