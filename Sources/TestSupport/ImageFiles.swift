internal import Datasets
internal import Foundation

/// Data sets in MNIST's four files, for tests.
public enum ImageFiles {
  /// A new folder with square images of `side` pixels, one a label.
  public static func make(training: [UInt8], test: [UInt8], side: Int) throws -> String {
    let folder = try TemporaryFolder.make()
    for (prefix, labels) in [("train", training), ("t10k", test)] {
      let pixels = (0..<labels.count * side * side).map { UInt8($0 * 7 % 251) }
      try write(pixels, dimensions: [labels.count, side, side], to: "\(folder)/\(prefix)-images-idx3-ubyte")
      try write(labels, dimensions: [labels.count], to: "\(folder)/\(prefix)-labels-idx1-ubyte")
    }
    return folder
  }

  /// A new folder with the first images of Fashion-MNIST: a study of some steps needs no more, and every process of it reads them.
  public static func fashion(training: Int, test: Int) throws -> String {
    let folder = try TemporaryFolder.make()
    for (prefix, count) in [("train", training), ("t10k", test)] {
      for (kind, rank) in [("images-idx3-ubyte", 3), ("labels-idx1-ubyte", 1)] {
        let whole = try IDX.read("\(FashionMNIST.defaultFolder)/\(prefix)-\(kind).gz", rank: rank)
        let dimensions = [count] + whole.dimensions.dropFirst()
        try write(Array(whole.bytes.prefix(dimensions.reduce(1, *))), dimensions: dimensions, to: "\(folder)/\(prefix)-\(kind)")
      }
    }
    return folder
  }

  /// A file in the IDX format.
  private static func write(_ bytes: [UInt8], dimensions: [Int], to path: String) throws {
    var header: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
    for size in dimensions { withUnsafeBytes(of: UInt32(size).bigEndian) { header += $0 } }
    try Data(header + bytes).write(to: URL(fileURLWithPath: path))
  }
}
