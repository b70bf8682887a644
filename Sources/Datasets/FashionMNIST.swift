internal import CKernels
internal import Foundation
public import Networks
public import Tensors

/// Fashion-MNIST (Xiao, Rasul & Vollgraf 2017), or any set in MNIST's four files: 28 × 28 grey images in ten classes.
///
/// Pixels are standardised by the mean and standard deviation of all training pixels, or scaled to [0, 1].
public struct FashionMNIST: Dataset {
  /// How bytes become inputs.
  public enum Scaling: String, Codable, Sendable, CaseIterable {
    /// (pixel − mean) / standard deviation over all training pixels.
    case standardized
    /// pixel / 255.
    case unit
  }

  /// Where Debian's package `dataset-fashion-mnist` puts the files.
  public static let defaultFolder = "/usr/share/datasets/fashion-mnist"
  /// Number of classes.
  public static let classes = 10

  fileprivate struct Part: Sendable {
    let images: [UInt8]
    let labels: [UInt8]
  }
  fileprivate let parts: [Split: Part]
  private let scale: Double
  private let offset: Double

  public let inputShape: Shape
  public var outputs: Int { Self.classes }

  /// Reads the four files `train-` and `t10k-` `images-idx3-ubyte` and `labels-idx1-ubyte`, each gzipped (`.gz`) or plain, from `folder`.
  ///
  /// - Throws: `DataError` for a file that is missing, damaged or does not fit the others.
  public init(folder: String = defaultFolder, scaling: Scaling = .standardized) throws(DataError) {
    let (training, shape) = try Self.read(folder, prefix: "train")
    let (test, testShape) = try Self.read(folder, prefix: "t10k")
    guard shape == testShape else {
      throw DataError(file: folder, found: "training images of \(shape) and test images of \(testShape)", expected: "one size")
    }
    parts = [.training: training, .test: test]
    inputShape = shape
    switch scaling {
    case .unit: (scale, offset) = (1.0 / 255, 0)
    case .standardized:
      var counts = [Int](repeating: 0, count: 256)
      for pixel in training.images { counts[Int(pixel)] += 1 }
      let total = Double(training.images.count)
      let mean = counts.enumerated().reduce(0.0) { $0 + Double($1.0 * $1.1) } / total
      let variance = counts.enumerated().reduce(0.0) { $0 + Double($1.1) * (Double($1.0) - mean) * (Double($1.0) - mean) } / total
      guard variance > 0 else { throw DataError(file: folder, found: "training images of one grey", expected: "images that differ") }
      (scale, offset) = (1 / variance.squareRoot(), -mean / variance.squareRoot())
    }
  }

  private static func read(_ folder: String, prefix: String) throws(DataError) -> (Part, Shape) {
    let images = try IDX.read(file(folder, "\(prefix)-images-idx3-ubyte"), rank: 3)
    let labelFile = file(folder, "\(prefix)-labels-idx1-ubyte")
    let labels = try IDX.read(labelFile, rank: 1)
    guard labels.dimensions[0] == images.dimensions[0] else {
      throw DataError(file: labelFile, found: "\(labels.dimensions[0]) labels", expected: "\(images.dimensions[0]), one an image")
    }
    if let index = labels.bytes.firstIndex(where: { $0 >= classes }) {
      throw DataError(file: labelFile, found: "label \(labels.bytes[index]) of example \(index)", expected: "0 to \(classes - 1)")
    }
    return (
      Part(images: images.bytes, labels: labels.bytes),
      Shape(channels: 1, height: images.dimensions[1], width: images.dimensions[2])
    )
  }

  private static func file(_ folder: String, _ name: String) -> String {
    let compressed = "\(folder)/\(name).gz"
    return FileManager.default.fileExists(atPath: compressed) ? compressed : "\(folder)/\(name)"
  }

  public func count(_ split: Split) -> Int { parts[split]!.labels.count }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    let part = parts[split]!
    batch.samples = indices.count
    kernel_gather_images(
      R.kernel, inputShape.channels, inputShape.positions, indices.count, part.images, indices.baseAddress, scale, offset, batch.inputs)
    for (i, index) in indices.enumerated() { batch.labels[i] = Int32(part.labels[Int(index)]) }
  }
}

extension FashionMNIST {
  /// CRC-32 over images and labels of both splits: tells sets of the same form apart.
  public var checksum: UInt32 {
    Split.allCases.reduce(0) { crc, split in crc32(crc32(crc, parts[split]!.images), parts[split]!.labels) }
  }
}
