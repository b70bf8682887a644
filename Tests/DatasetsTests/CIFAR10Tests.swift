import Datasets
import Foundation
import Networks
import TestSupport
import Tensors
import Testing

@Suite("CIFAR-10")
struct CIFAR10Tests {
  /// A folder in CIFAR-10's layout with `records` records a file: pixel p of record n is (7 n + p) mod 256.
  private func folder(records: Int = 4, _ change: (inout [String: [UInt8]]) -> Void = { _ in }) throws -> String {
    let folder = try TemporaryFolder.make()
    var files = [String: [UInt8]]()
    for name in (1...5).map({ "data_batch_\($0).bin" }) + ["test_batch.bin"] {
      var bytes = [UInt8]()
      for n in 0..<records {
        bytes.append(UInt8(n % 10))
        for p in 0..<3072 { bytes.append(UInt8((7 * n + p) % 256)) }
      }
      files[name] = bytes
    }
    change(&files)
    for (name, bytes) in files { try Data(bytes).write(to: URL(fileURLWithPath: "\(folder)/\(name)")) }
    return folder
  }

  @Test("records become standardised images, channel-major, with their labels")
  func records() throws {
    let dataset = try CIFAR10(folder: try folder())
    #expect(dataset.count(.training) == 20 && dataset.count(.test) == 4)
    #expect(dataset.inputShape == Shape(channels: 3, height: 32, width: 32) && dataset.outputs == 10)
    let batch = Batch<Double>(capacity: 20, inputShape: dataset.inputShape, outputs: 10)
    (0..<Int32(20)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    for channel in 0..<3 {
      let values = (0..<20 * 1024).map { batch.inputs[channel * 20 * 1024 + $0] }
      expectAgreement(
        [values.reduce(0, +) / 20_480, values.reduce(0) { $0 + $1 * $1 } / 20_480], [0, 1], relative: 1e-12, absolute: 1e-12)
    }
    // 1024 pixels run four times through all bytes: every channel's mean is 127.5 and its variance (256² − 1)/12.
    let deviation = (65535.0 / 12).squareRoot()
    // Record 1 of the second file is example 5; its pixel 3 of the second channel is (7 + 1024 + 3) mod 256 = 10.
    expectAgreement([batch.inputs[(20 + 5) * 1024 + 3]], [(10 - 127.5) / deviation], relative: 1e-12)
    #expect((0..<8).map { batch.labels[$0] } == [0, 1, 2, 3, 0, 1, 2, 3])
  }

  static let damages: [(@Sendable (inout [String: [UInt8]]) -> Void, String)] = [
    ({ $0["data_batch_3.bin"] = nil }, "data_batch_3.bin: found no readable file"),
    ({ $0["test_batch.bin"] = [] }, "test_batch.bin: found 0 bytes, expected a positive multiple of 3073"),
    ({ $0["data_batch_5.bin"]!.removeLast() }, "data_batch_5.bin: found 12291 bytes"),
    ({ $0["data_batch_2.bin"]![3073] = 10 }, "data_batch_2.bin: found label 10 of record 1, expected 0 to 9"),
  ]

  @Test("damaged files are refused in one line", arguments: 0..<4)
  func damaged(index: Int) throws {
    let folder = try folder(Self.damages[index].0)
    do {
      _ = try CIFAR10(folder: folder)
      Issue.record("it was read")
    } catch {
      #expect(error.description.contains(Self.damages[index].1) && !error.description.contains("\n"), "\(error)")
    }
  }

  @Test("Fashion-MNIST in 32 × 32: the image in the middle, black around it")
  func padded() throws {
    let small = try FashionMNIST(scaling: .unit)
    let large = try FashionMNIST(scaling: .unit, side: 32)
    let first = Batch<Float>(capacity: 3, inputShape: small.inputShape, outputs: 10)
    let second = Batch<Float>(capacity: 3, inputShape: large.inputShape, outputs: 10)
    [Int32(5), 9999, 0].withUnsafeBufferPointer {
      small.fill(first, from: .test, at: $0)
      large.fill(second, from: .test, at: $0)
    }
    for n in 0..<3 {
      for (h, w) in (0..<1024).map({ ($0 / 32, $0 % 32) }) {
        let inside = (2..<30).contains(h) && (2..<30).contains(w)
        #expect(second.inputs[n * 1024 + h * 32 + w] == (inside ? first.inputs[n * 784 + (h - 2) * 28 + w - 2] : 0))
      }
    }
    #expect(throws: DataError.self) { try FashionMNIST(side: 16) }
  }
}
