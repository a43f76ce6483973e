// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

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
      name: "FlowDiagnosis", dependencies: ["FlowTracking", "PacketDecoding"],
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
      name: "tcptrace-swift", dependencies: ["TraceCommand"], swiftSettings: settings),
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
