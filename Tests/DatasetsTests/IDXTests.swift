import Datasets
import Foundation
import Networks
import Tensors
import TestSupport
import Testing

@Suite("data files")
struct IDXTests {
  private func header(_ magic: [UInt8], _ dimensions: [UInt32]) -> [UInt8] {
    magic + dimensions.flatMap { value in (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * UInt32($0))) } }
  }

  /// A folder in MNIST's layout with `count` images of 3 × 2, changed by `change`.
  private func folder(count: Int = 20, _ change: (inout [String: [UInt8]]) -> Void = { _ in }) throws -> String {
    let folder = try TemporaryFolder.make()
    var files = [String: [UInt8]]()
    for prefix in ["train", "t10k"] {
      files["\(prefix)-images-idx3-ubyte"] = header([0, 0, 8, 3], [UInt32(count), 3, 2]) + (0..<count * 6).map { UInt8($0 * 7 % 256) }
      files["\(prefix)-labels-idx1-ubyte"] = header([0, 0, 8, 1], [UInt32(count)]) + (0..<count).map { UInt8($0 % 10) }
    }
    change(&files)
    for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    return folder
  }

  @Test("plain files are read, standardised and put channel-major")
  func plain() throws {
    let dataset = try FashionMNIST(folder: try folder())
    #expect(dataset.count(.training) == 20 && dataset.inputShape.count == 6 && dataset.outputs == 10)
    let batch = Batch<Double>(capacity: 20, inputShape: dataset.inputShape, outputs: 10)
    let indices = (0..<Int32(20)).map(\.self)
    indices.withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    let values = (0..<120).map { batch.inputs[$0] }
    expectAgreement([values.reduce(0, +) / 120, values.reduce(0) { $0 + $1 * $1 } / 120], [0, 1], relative: 1e-12, absolute: 1e-13)
    #expect((0..<20).map { batch.labels[$0] } == indices.map { $0 % 10 })
    let unit = try FashionMNIST(folder: try folder(), scaling: .unit)
    [Int32(3), 17].withUnsafeBufferPointer { unit.fill(batch, from: .test, at: $0) }
    expectAgreement(
      (0..<12).map { batch.inputs[$0] }, (18..<24).map { Double($0 * 7 % 256) / 255 } + (102..<108).map { Double($0 * 7 % 256) / 255 },
      relative: 1e-15)
    #expect(batch.samples == 2)
  }

  @Test("the real Fashion-MNIST: counts, classes in equal shares, and the mean and deviation everybody uses")
  func real() throws {
    let dataset = try FashionMNIST(scaling: .unit)
    #expect(dataset.count(.training) == 60_000 && dataset.count(.test) == 10_000)
    let batch = Batch<Float>(capacity: 10_000, inputShape: dataset.inputShape, outputs: 10)
    (0..<Int32(10_000)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: .test, at: $0) }
    var counts = [Int](repeating: 0, count: 10)
    for i in 0..<10_000 { counts[Int(batch.labels[i])] += 1 }
    #expect(counts == [Int](repeating: 1000, count: 10))
    (0..<Int32(10_000)).map { $0 * 6 }.withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    let values = (0..<7_840_000).map { Double(batch.inputs[$0]) }
    let mean = values.reduce(0, +) / 7_840_000
    let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 7_840_000).squareRoot()
    expectAgreement([mean, deviation], [0.2860, 0.3530], relative: 0.01)
  }

  @Test("the largest label of both splits says how many classes there are, at least two")
  func classes() throws {
    let sets: [(training: [UInt8], test: [UInt8], classes: Int)] = [
      ([0, 1, 2, 1], [0, 2], 3), ([0, 1], [0, 29], 30), ([29, 3], [1], 30), ([0, 0], [0], 2), ([255], [0], 256),
    ]
    for set in sets {
      let dataset = try FashionMNIST(folder: try ImageFiles.make(training: set.training, test: set.test, side: 3))
      #expect(dataset.outputs == set.classes)
    }
    #expect(try FashionMNIST().outputs == 10)
  }

  @Test("inputs may be larger than the files' images, which are known too")
  func imageShape() throws {
    let dataset = try FashionMNIST(folder: try ImageFiles.make(training: [0, 1], test: [1], side: 3), side: 5)
    #expect(dataset.imageShape == Shape(channels: 1, height: 3, width: 3) && dataset.inputShape == Shape(channels: 1, height: 5, width: 5))
    for side in [2, 0, -1] {
      #expect(throws: DataError.self) { try FashionMNIST(folder: try ImageFiles.make(training: [0], test: [1], side: 3), side: side) }
    }
  }

  @Test("a number of dimensions that the format does not have is refused", arguments: [-1, 0, 256, Int.max])
  func rank(rank: Int) {
    #expect(throws: DataError(file: "rank", found: "\(rank)", expected: "a number from 1 to 255")) { try IDX.read("nowhere", rank: rank) }
  }

  @Test("a batch of other channels ends the program")
  func wrongBatch() async {
    await #expect(processExitsWith: .failure) {
      let dataset = try FashionMNIST(folder: try ImageFiles.make(training: [0, 1], test: [1], side: 3))
      let batch = Batch<Double>(capacity: 1, inputShape: Shape(channels: 2, height: 3, width: 3), outputs: 2)
      [Int32(0)].withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    }
  }

  static let damages: [(String, @Sendable (inout [String: [UInt8]]) -> Void, String)] = [
    ("missing", { $0["train-images-idx3-ubyte"] = nil }, "train-images-idx3-ubyte: found no readable file"),
    ("empty", { $0["train-images-idx3-ubyte"] = [] }, "train-images-idx3-ubyte: found 0 bytes of the magic number, expected 4"),
    ("truncated", { $0["train-images-idx3-ubyte"]!.removeLast(5) }, "found 115 bytes of data, expected 120"),
    ("too long", { $0["t10k-labels-idx1-ubyte"]!.append(1) }, "found more or damaged data after 20 bytes"),
    ("wrong magic", { $0["train-labels-idx1-ubyte"]![2] = 13 }, "found magic number 0x00000d01, expected 0x00000801"),
    ("images for labels", { $0["train-labels-idx1-ubyte"] = $0["train-images-idx3-ubyte"] }, "found magic number 0x00000803"),
    ("huge", { $0["train-images-idx3-ubyte"]![4] = 0xff }, "expected positive ones of at most"),
    ("zero", { $0["train-images-idx3-ubyte"]![11] = 0 }, "found dimensions [20, 0, 2]"),
    (
      "count",
      {
        $0["train-labels-idx1-ubyte"]![7] = 19
        $0["train-labels-idx1-ubyte"]!.removeLast()
      }, "found 19 labels, expected 20"
    ),
    (
      "gzip", { $0["train-images-idx3-ubyte"] = [0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0xff, 0xff, 0xff, 0xff] },
      "train-images-idx3-ubyte: found"
    ),
  ]

  @Test("damaged files are refused in one line that says what was found and expected", arguments: 0..<10)
  func damaged(index: Int) throws {
    let (name, change, message) = Self.damages[index]
    let folder = try folder(change)
    do {
      _ = try FashionMNIST(folder: folder)
      Issue.record("\(name) was read")
    } catch {
      #expect(error.description.contains(message) && !error.description.contains("\n"), "\(name): \(error)")
    }
  }
}
