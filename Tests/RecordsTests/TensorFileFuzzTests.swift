import Foundation
import Records
import TestSupport
import Testing

@Suite("damaged tensor files")
struct TensorFileFuzzTests {
  private static let tensors = [
    ("0.weight", StoredTensor((0..<6).map(Double.init), shape: [2, 3])),
    ("0.bias", StoredTensor([Float](repeating: 1, count: 3), shape: [3])),
    ("1.num_batches_tracked", StoredTensor([7 as Int64], shape: [])),
  ]

  @Test("safetensors")
  func safeTensors() throws {
    let whole = try SafeTensors.data(Self.tensors)
    Fuzz([whole, try SafeTensors.data(Array(Self.tensors.prefix(1))), try SafeTensors.data([])]).run("safetensors") {
      (try? SafeTensors.parse($0, file: "f")) != nil
    }
  }

  @Test("NPY")
  func npy() throws {
    let files = try Self.tensors.map { try NPY.data($0.1, file: "f") }
    Fuzz(files).run("NPY") { (try? NPY.parse($0, file: "f")) != nil }
  }

  @Test("NPZ")
  func npz() throws {
    let whole = try NPZ.data(Self.tensors, file: "f")
    Fuzz([whole, try NPZ.data(Array(Self.tensors.prefix(1)), file: "f")]).run("NPZ") { (try? NPZ.parse($0, file: "f")) != nil }
  }
}
