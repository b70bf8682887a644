// swift-tools-version: 6.1
// Theodolite measures the terrain that a network's training moves over. Dependencies between targets point one way, down this list.
import PackageDescription

let rooms: KeyValuePairs = [
  "Reports": ["Runs", "Pages", "Serving"],
  "Pages": ["Records"],
  "Serving": [],
  "Runs": ["Interchange", "Training"],
  "Interchange": ["Instruments", "Records"],
  "Training": ["Networks", "Datasets"],
  "Instruments": ["Landscape", "Networks", "Datasets", "Records"],
  "Landscape": ["Objectives", "Statistics"],
  "Networks": ["Objectives", "Statistics"],
  "Datasets": ["Tensors", "Statistics", "CZlib"],
  "Records": ["CKernels", "CZlib", "CZip"],
  "Objectives": ["Tensors"],
  "Statistics": ["CGSL"],
  "Tensors": ["CKernels"],
]

/// Rooms and all that stands below them. A target names every one, not only what it imports: the build recompiles a target where one that it names has
/// changed, and a type's layout reaches further up than its import.
func everything(_ names: [String]) -> [Target.Dependency] {
  var found = Set(names)
  for (room, below) in rooms where found.contains(room) { found.formUnion(below) }
  return found.sorted().map { .target(name: $0) }
}

let swiftSettings: [SwiftSetting] = [.enableUpcomingFeature("InternalImportsByDefault"), .enableUpcomingFeature("ExistentialAny")]
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

/// What rooms take from other packages.
let outside: [String: [Target.Dependency]] = [
  "Runs": [argumentParser], "Pages": [.product(name: "Mustache", package: "swift-mustache")],
  "Serving": [.product(name: "FlyingFox", package: "FlyingFox")],
]
/// The pages' templates, style and scripts are part of the programs, wherever these are moved to.
let pageResources: [Resource] = [
  "page.mustache", "ledger.mustache", "study.mustache", "figure.mustache", "claims.mustache", "progress.mustache", "folder.mustache",
  "page.css", "tables.js",
  "charts.js", "surfaces.js",
].map { .embedInCode("Resources/\($0)") }

func study(_ name: String, exclude: [String] = []) -> Target {
  .executableTarget(
    name: name, dependencies: everything(["Reports"]) + [argumentParser], path: "studies/\(name)", exclude: exclude,
    swiftSettings: swiftSettings)
}

func tests(_ room: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(room)Tests", dependencies: everything([room, "Interchange"]) + ["TestSupport"] + dependencies, exclude: exclude,
    swiftSettings: swiftSettings)
}

let package = Package(
  name: "theodolite",
  products: rooms.map { room, _ in .library(name: room, targets: [room]) },
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.1"),
    .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
  ],
  targets: [
    study("alternatives"),
    study("benchmark", exclude: ["torch_yardstick.py", "README.md"]),
    study("covariate-shift"),
    study("deep-linear"),
    study("depth"),
    study("edge"),
    study("dropout"),
    study("inputs"),
    study("landscape"),
    study("learning-rates"),
    study("ledger"),
    study("measure", exclude: ["export.py", "exporting", "python", "README.md"]),
    study("norms"),
    study("notebook"),
    study("outputs"),
    study("paths"),
    study("report"),
    study("scale"),
    study("sharpness"),
    study("sigmoid"),
    study("spectrum"),
    study("stability"),
    study("surface"),
    study("surfaces"),
    study("theory"),
    study("recurrent"),
    study("residual"),
    study("robustness"),
    study("runs"),
  ]
    + rooms.map { room, below in
      .target(
        name: room, dependencies: everything(below) + (outside[room] ?? []), resources: room == "Pages" ? pageResources : nil,
        swiftSettings: swiftSettings)
    } + [
      // GSL names its own slow CBLAS in its pkg-config file; linking by hand leaves every cblas_ symbol to OpenBLAS.
      .target(name: "CGSL", linkerSettings: [.linkedLibrary("gsl"), .linkedLibrary("openblas"), .linkedLibrary("m")]),
      .target(name: "CKernels", linkerSettings: [.linkedLibrary("openblas"), .linkedLibrary("m")]),
      .systemLibrary(name: "CZlib"),
      .systemLibrary(name: "CZip"),

      .target(name: "TestSupport", dependencies: everything(["Interchange"]), swiftSettings: swiftSettings),
      .target(name: "CAllocationCounter"),
      // What a test runs twice, once below Valgrind, which knows no tests.
      .executableTarget(
        name: "layer-results", dependencies: everything(["Networks"]) + ["TestSupport"], path: "Tests/LayerResults",
        swiftSettings: swiftSettings),
      // The programs in studies/, as a user runs them.
      .testTarget(
        name: "StudiesTests", dependencies: everything(["Reports"]) + ["TestSupport", "layer-results", argumentParser],
        exclude: [
          "export_test.py", "export_refusals_test.py", "export_graphs_test.py", "export_recurrent_test.py", "graph_cases.py",
          "curvature_peers.py", "report_browser.py", "effects",
        ],
        swiftSettings: swiftSettings),
    ]
    + rooms.compactMap { room, _ in
      switch room {
      // Two protocols: what conforms to them is tested where it stands.
      case "Objectives": nil
      // One that is used by programs is tested with them.
      case "Serving": nil
      case "Pages":
        .testTarget(
          name: "PagesTests", dependencies: everything(["Reports"]) + ["TestSupport"], swiftSettings: swiftSettings)
      case "Training", "Networks": tests(room, ["CAllocationCounter"])
      case "Reports", "Runs": tests(room, [argumentParser])
      default: tests(room)
      }
    }
)
