internal import Foundation
public import Tensors

/// Fashion-MNIST (Xiao, Rasul & Vollgraf 2017), or any set in MNIST's four files: grey images of the size and in the classes that the files say;
/// Fashion-MNIST's are 28 × 28, in ten.
///
/// Images may be put in the middle of a larger black one: networks for 32 × 32 run on them so.
public struct FashionMNIST: Dataset {
  /// Where Debian's package `dataset-fashion-mnist` puts the files.
  public static let defaultFolder = "/usr/share/datasets/fashion-mnist"
  private let images: ByteImages

  public let inputShape: Shape
  /// Classes: one more than the largest label of both splits, and at least two.
  public let outputs: Int
  /// Shape of the files' images, which inputs have the middle of where these are larger.
  public var imageShape: Shape { images.shape }

  /// Reads the four files `train-` and `t10k-` `images-idx3-ubyte` and `labels-idx1-ubyte`, each gzipped (`.gz`) or plain, from `folder`.
  ///
  /// - Parameters:
  ///   - folder: where the files lie.
  ///   - scaling: what becomes of a pixel's value.
  ///   - side: height and width of the inputs; the files' own unless given.
  /// - Throws: `DataError` for a file that is missing, damaged or does not fit the others, or images larger than `side`.
  public init(folder: String = defaultFolder, scaling: PixelScaling = .standardized, side: Int? = nil) throws(DataError) {
    let (training, shape) = try Self.read(folder, prefix: "train")
    let (test, testShape) = try Self.read(folder, prefix: "t10k")
    guard shape == testShape else {
      throw DataError(file: folder, found: "training images of \(shape) and test images of \(testShape)", expected: "one size")
    }
    if let side, shape.height > side || shape.width > side {
      throw DataError(file: folder, found: "images of \(shape)", expected: "at most \(side)×\(side)")
    }
    inputShape = side.map { Shape(channels: 1, height: $0, width: $0) } ?? shape
    images = ByteImages(shape: shape, training: training, test: test, scaling: scaling)
    outputs = max(2, 1 + Int((training.labels + test.labels).max() ?? 0))
  }

  private static func read(_ folder: String, prefix: String) throws(DataError) -> (ByteImages.Part, Shape) {
    let images = try IDX.read(file(folder, "\(prefix)-images-idx3-ubyte"), rank: 3)
    let labelFile = file(folder, "\(prefix)-labels-idx1-ubyte")
    let labels = try IDX.read(labelFile, rank: 1)
    guard labels.dimensions[0] == images.dimensions[0] else {
      throw DataError(file: labelFile, found: "\(labels.dimensions[0]) labels", expected: "\(images.dimensions[0]), one an image")
    }
    return (
      ByteImages.Part(pixels: images.bytes, labels: labels.bytes),
      Shape(channels: 1, height: images.dimensions[1], width: images.dimensions[2])
    )
  }

  private static func file(_ folder: String, _ name: String) -> String {
    let compressed = "\(folder)/\(name).gz"
    return FileManager.default.fileExists(atPath: compressed) ? compressed : "\(folder)/\(name)"
  }

  /// CRC-32 over images and labels of both splits: tells sets of the same form apart.
  public var checksum: UInt32 { images.checksum }

  public func count(_ split: Split) -> Int { images.count(split) }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    images.fill(batch, from: split, at: indices)
  }
}
