internal import CKernels
internal import Tensors

/// How bytes become inputs.
public enum PixelScaling: String, Codable, Sendable, CaseIterable {
  /// (pixel − mean) / standard deviation, channel by channel, over all training pixels.
  case standardized
  /// pixel / 255.
  case unit
}

/// Labelled images of bytes [examples][channels][height][width], with what turns them into inputs.
struct ByteImages: Sendable {
  /// The images and labels of one split.
  struct Part: Sendable {
    let pixels: [UInt8]
    let labels: [UInt8]
  }

  let shape: Shape
  private let parts: [Split: Part]
  /// Per channel: input = scale · pixel + offset.
  private let scales: [(scale: Double, offset: Double)]

  init(shape: Shape, training: Part, test: Part, scaling: PixelScaling) {
    self.shape = shape
    parts = [.training: training, .test: test]
    scales = (0..<shape.channels).map { channel in
      guard scaling == .standardized else { return (1.0 / 255, 0) }
      var counts = [Int](repeating: 0, count: 256)
      for start in stride(from: channel * shape.positions, to: training.pixels.count, by: shape.count) {
        for pixel in training.pixels[start..<start + shape.positions] { counts[Int(pixel)] += 1 }
      }
      let total = Double(counts.reduce(0, +))
      let mean = counts.enumerated().reduce(0.0) { $0 + Double($1.0 * $1.1) } / total
      let variance = counts.enumerated().reduce(0.0) { $0 + Double($1.1) * (Double($1.0) - mean) * (Double($1.0) - mean) } / total
      // A channel of one grey carries nothing, whatever its scale.
      let deviation = variance > 0 ? variance.squareRoot() : 1
      return (1 / deviation, -mean / deviation)
    }
  }

  func count(_ split: Split) -> Int { parts[split]!.labels.count }

  var checksum: UInt32 { Split.allCases.reduce(0) { crc, split in crc32(crc32(crc, parts[split]!.pixels), parts[split]!.labels) } }

  /// Fills a batch, with classes as labels and as targets of a regression; where its images are larger than these, they lie in the middle of zeros (of black, that is, not of the mean).
  func fill<R: Real>(_ batch: Batch<R>, from split: Split, at indices: UnsafeBufferPointer<Int32>) {
    let part = parts[split]!
    let room = batch.inputShape
    precondition(
      room.channels == shape.channels && room.height >= shape.height && room.width >= shape.width, "a batch with room for the images")
    precondition(indices.allSatisfy { part.labels.indices.contains(Int($0)) }, "examples of the split")
    batch.samples = indices.count
    for (channel, (scale, offset)) in scales.enumerated() {
      var placement = kernel_placement(
        channels: shape.channels, channel: channel, height: shape.height, width: shape.width, output_height: batch.inputShape.height,
        output_width: batch.inputShape.width)
      kernel_gather_images(
        R.kernel, &placement, indices.count, part.pixels, indices.baseAddress, scale, offset,
        batch.inputs + channel * indices.count * batch.inputShape.positions)
    }
    for (i, index) in indices.enumerated() { batch.labels[i] = Int32(part.labels[Int(index)]) }
    batch.fillOneHotTargets()
  }
}
