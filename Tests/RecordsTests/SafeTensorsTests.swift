import Foundation
import Networks
import Records
import TestSupport
import Tensors
import Testing

@Suite("safetensors")
struct SafeTensorsTests {
  @Test("tensors read back as they were written, in an aligned file")
  func roundTrip() throws {
    let tensors = [
      ("b", StoredTensor([1.5, -2, .infinity], shape: [3])), ("a", StoredTensor([Float](repeating: 0.1, count: 6), shape: [2, 3])),
      ("n", StoredTensor([7 as Int64], shape: [])),
    ]
    let data = try SafeTensors.data(tensors)
    let length = data.withUnsafeBytes { $0.loadUnaligned(as: UInt64.self) }
    #expect(length % 8 == 0)
    let read = try SafeTensors.parse(data, file: "x")
    #expect(read == Dictionary(uniqueKeysWithValues: tensors))
    #expect(read["n"]?.doubles == [7] && read["a"]?.doubles == [Double](repeating: Double(Float(0.1)), count: 6))
  }

  private func file(_ header: String, body: Int, length: UInt64? = nil) -> Data {
    withUnsafeBytes(of: (length ?? UInt64(header.utf8.count)).littleEndian) { Data($0) } + Data(header.utf8) + Data(count: body)
  }

  @Test("hostile headers are refused", arguments: 0..<17)
  func hostile(index: Int) {
    let cases: [(Data, String)] = [
      (Data([1, 2, 3]), "found 3 bytes"),
      (file("{}", body: 0, length: 1 << 63), "header length of 9223372036854775808"),
      (file("{}", body: 0, length: 3), "header length of 3, expected at most 2"),
      (file("[1]", body: 0), "expected an object"),
      (file(#"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}"#, body: 4), "a: found 4 bytes, expected those of F32 [2]"),
      (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, body: 8), "found 4 bytes behind the last tensor"),
      (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, body: 8), "a: found offsets 4 to 8, expected 0 onward"),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}"#, body: 6),
        "b: found offsets 2 to 6, expected 4 onward"
      ),
      (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}"#, body: 2), "at most 2"),
      (file(#"{"a":{"dtype":"Q7","shape":[1],"data_offsets":[0,4]}}"#, body: 4), "a: found dtype Q7"),
      (file(#"{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,4]}}"#, body: 4), "expected those of F32"),
      (file(#"{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}"#, body: 4), "expected those of F32 [-1]"),
      (
        file(
          #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"\u0061":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#, body: 8),
        "a: found the name twice"
      ),
      (
        file(#"{"a":{"dtype":"F32","shape":[1],"shape":[1],"data_offsets":[0,4]}}"#, body: 4),
        "a.shape: found the name twice"
      ),
      (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}"#, body: 4), "a: found offsets 4 to 0"),
      (file(#"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,18446744073709551615]}}"#, body: 4), "found no valid JSON"),
      (file(String(repeating: "[", count: 100_000), body: 0), "found no valid JSON"),
    ]
    do throws(RecordError) {
      _ = try SafeTensors.parse(cases[index].0, file: "file")
      Issue.record("case \(index) was read")
    } catch {
      #expect(error.description.hasPrefix("file: ") && error.description.contains(cases[index].1), "\(error)")
    }
  }
}
