// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .strictMemorySafety(),
  .treatAllWarnings(as: .error),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("InternalImportsByDefault"),
]

// A package of its own, so that the product's graph stays clean.
let package = Package(
  name: "Benchmarks",
  platforms: [.macOS(.v26)],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "Workload", swiftSettings: settings),
    .testTarget(name: "WorkloadTests", dependencies: ["Workload"], swiftSettings: settings),
    .executableTarget(
      name: "make-workload",
      dependencies: ["Workload", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
    .executableTarget(name: "empty-loop", linkerSettings: [.linkedLibrary("pcap")]),
    .executableTarget(
      name: "benchmark",
      dependencies: ["Workload", .product(name: "ArgumentParser", package: "swift-argument-parser")],
      swiftSettings: settings),
  ]
)
