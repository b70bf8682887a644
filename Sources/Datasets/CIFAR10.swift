internal import CKernels
public import Foundation
public import Tensors

/// CIFAR-10 (Krizhevsky 2009) in its binary form: five files `data_batch_1.bin` to `data_batch_5.bin` and `test_batch.bin`, each a row of records of a
/// label byte and 3072 pixel bytes (32 × 32 red, then green, then blue).
///
/// Pixels are standardised channel by channel over the training images.
public struct CIFAR10: Dataset {
  private let images: ByteImages

  public var inputShape: Shape { images.shape }
  public var outputs: Int { 10 }

  private static let recordSize = 1 + 3072

  /// Reads the six files from `folder`.
  ///
  /// - Throws: `DataError` for a file that is missing, holds no whole number of records, or has a label above 9.
  public init(folder: String) throws(DataError) {
    let names = (1...5).map { "data_batch_\($0).bin" }
    images = ByteImages(
      shape: Shape(channels: 3, height: 32, width: 32), training: try Self.read(names.map { "\(folder)/\($0)" }),
      test: try Self.read(["\(folder)/test_batch.bin"]), scaling: .standardized)
  }

  private static func read(_ paths: [String]) throws(DataError) -> ByteImages.Part {
    var (pixels, labels) = ([UInt8](), [UInt8]())
    for path in paths {
      guard let data = FileManager.default.contents(atPath: path) else {
        throw DataError(file: path, found: "no readable file", expected: "a file of CIFAR-10's binary form")
      }
      let records = try records(data, file: path)
      pixels += records.pixels
      labels += records.labels
    }
    return ByteImages.Part(pixels: pixels, labels: labels)
  }

  /// The records of one file's bytes; `file` is named in errors.
  ///
  /// - Throws: `DataError` for no whole number of records, or a label above 9.
  public static func records(_ data: Data, file: String) throws(DataError) -> (pixels: [UInt8], labels: [UInt8]) {
    guard data.count > 0, data.count % recordSize == 0 else {
      throw DataError(file: file, found: "\(data.count) bytes", expected: "a positive multiple of \(recordSize)")
    }
    let bytes = [UInt8](data)
    var (pixels, labels) = ([UInt8](), [UInt8]())
    for start in stride(from: 0, to: bytes.count, by: recordSize) {
      guard bytes[start] < 10 else {
        throw DataError(file: file, found: "label \(bytes[start]) of record \(start / recordSize)", expected: "0 to 9")
      }
      labels.append(bytes[start])
      pixels += bytes[(start + 1)..<(start + recordSize)]
    }
    return (pixels, labels)
  }

  /// CRC-32 over images and labels of both splits.
  public var checksum: UInt32 { images.checksum }

  public func count(_ split: Split) -> Int { images.count(split) }

  public func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    images.fill(batch, from: split, at: indices)
  }
}
