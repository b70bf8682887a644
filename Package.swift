// swift-tools-version: 6.1
// Theodolite measures the terrain that a network's training moves over. Dependencies between targets point one way, top to bottom below.
import PackageDescription

let swiftSettings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny")]
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

func library(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func study(_ name: String) -> Target {
  .executableTarget(
    name: name, dependencies: ["Studies", "Records", argumentParser], path: "studies/\(name)", swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .testTarget(
    name: "\(name)Tests", dependencies: [.target(name: name), "TestSupport"] + dependencies, swiftSettings: swiftSettings)
}

let package = Package(
  name: "theodolite",
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    study("landscape"),
    library("Studies", ["Landscape", "Training", "Records", argumentParser]),
    library("Interchange", ["Records"]),
    library("Records", ["Networks", "CZlib"]),
    library("Landscape", ["Networks", "CKernels"]),
    library("Training", ["Networks", "Datasets", "CKernels"]),
    library("Datasets", ["Networks", "CKernels", "CZlib"]),
    library("Networks", ["Tensors", "Statistics", "CKernels"]),
    library("Statistics", ["CGSL"]),
    library("Tensors", ["CKernels"]),

    // GSL names its own slow CBLAS in its pkg-config file; linking by hand leaves every cblas_ symbol to OpenBLAS.
    .target(name: "CGSL", linkerSettings: [.linkedLibrary("gsl"), .linkedLibrary("openblas"), .linkedLibrary("m")]),
    .target(name: "CKernels", linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("m")]),
    .systemLibrary(name: "CZlib"),

    .target(name: "TestSupport", dependencies: ["Landscape", "Interchange"], swiftSettings: swiftSettings),
    .target(name: "CAllocationCounter"),
    tests("Tensors"),
    tests("Statistics"),
    tests("Networks"),
    tests("Datasets"),
    tests("Training", ["CAllocationCounter"]),
    tests("Landscape"),
    tests("Records"),
    tests("Interchange"),
    tests("Studies", [argumentParser]),
  ]
)
