// swift-tools-version: 6.1
// A package that is not part of Theodolite and measures a function of its own with one of its rooms.
import PackageDescription

let package = Package(
  name: "outside",
  // The name stands for whatever folder the clone lies in.
  dependencies: [.package(name: "theodolite", path: "../..")],
  targets: [
    .executableTarget(
      name: "rosenbrock",
      dependencies: [.product(name: "Landscape", package: "theodolite"), .product(name: "Objectives", package: "theodolite")])
  ]
)
