import Foundation
import Records
import TestSupport
import Testing

/// The reference libraries read what we write, and we read what they write.
@Suite("files to Python and back", .enabled(if: Python.isThere, "no Python with numpy and safetensors"))
struct PythonRoundTripTests {
  private static let tensors = [
    ("0.weight", StoredTensor([1.5, -2, 0.1, .infinity, 2.5e-300, 3], shape: [2, 3])),
    ("1.bias", StoredTensor([0.1, -7] as [Float], shape: [2])),
    ("1.num_batches_tracked", StoredTensor([1 << 40] as [Int64], shape: [])), ("empty", StoredTensor([Float](), shape: [0, 4])),
  ]

  private func run(_ program: String, in folder: String) throws {
    let result = try Python.run("import numpy as np, safetensors.numpy as st\n" + program, in: folder)
    #expect(result.status == 0, "\(result.output)")
  }

  @Test("the packages safetensors and numpy load our files, to the last bit")
  func ours() throws {
    let folder = try TemporaryFolder.make()
    try TensorFile.write(Self.tensors, to: "\(folder)/ours.safetensors")
    try TensorFile.write(Self.tensors, to: "\(folder)/ours.npz")
    try run(
      """
      for t in (st.load_file("ours.safetensors"), dict(np.load("ours.npz"))):
          assert sorted(t) == ["0.weight", "1.bias", "1.num_batches_tracked", "empty"], sorted(t)
          w = np.array([[1.5, -2, 0.1], [np.inf, 2.5e-300, 3]])
          assert t["0.weight"].dtype == np.float64 and np.array_equal(t["0.weight"], w), t["0.weight"]
          assert t["1.bias"].dtype == np.float32 and np.array_equal(t["1.bias"], np.array([0.1, -7], np.float32))
          assert t["1.num_batches_tracked"].dtype == np.int64 and t["1.num_batches_tracked"] == 2**40
          assert t["empty"].shape == (0, 4)
      """, in: folder)
  }

  @Test("we read theirs: metadata, half precision, columns first, compressed archives")
  func theirs() throws {
    let folder = try TemporaryFolder.make()
    try run(
      """
      t = {"0.weight": np.array([[1.5, -2, 0.1], [np.inf, 2.5e-300, 3]]), "1.bias": np.array([0.1, -7], np.float32),
           "1.num_batches_tracked": np.array(2**40), "empty": np.zeros((0, 4), np.float32)}
      st.save_file(t, "theirs.safetensors", metadata={"by": "numpy"})
      np.savez("theirs.npz", **t)
      np.savez_compressed("packed.npz", **{k: np.asfortranarray(v) if v.ndim else v for k, v in t.items()})
      st.save_file({"half": np.array([0.5, -2.5], np.float16)}, "half.safetensors")
      """, in: folder)
    let expected = Dictionary(uniqueKeysWithValues: Self.tensors)
    for name in ["theirs.safetensors", "theirs.npz", "packed.npz"] {
      #expect(try TensorFile.read("\(folder)/\(name)") == expected, "\(name)")
    }
    #expect(try TensorFile.read("\(folder)/half.safetensors")["half"]?.doubles == [0.5, -2.5])
  }
}
