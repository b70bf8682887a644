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

  /// A file in the IDX format.
  private static func write(_ bytes: [UInt8], dimensions: [Int], to path: String) throws {
    var header: [UInt8] = [0, 0, 8, UInt8(dimensions.count)]
    for size in dimensions { withUnsafeBytes(of: UInt32(size).bigEndian) { header += $0 } }
    try Data(header + bytes).write(to: URL(fileURLWithPath: path))
  }
}
