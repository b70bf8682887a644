import Foundation
import Records
import TestSupport
import Testing

@Suite("NumPy's formats")
struct NPYTests {
  /// A version 1.0 file, written out by hand.
  private func file(_ header: String, _ body: [UInt8], version: UInt8 = 1, length: Int? = nil) -> Data {
    let count = length ?? header.utf8.count
    let size = version == 1 ? [UInt8(count & 255), UInt8(count >> 8)] : [UInt8(count & 255), UInt8(count >> 8), 0, 0]
    return Data([0x93] + Array("NUMPY".utf8) + [version, 0] + size + Array(header.utf8) + body)
  }

  @Test("an array reads back as it was written, its data aligned to 64 bytes")
  func roundTrip() throws {
    for tensor in [
      StoredTensor([1.5, -2, .nan, 4], shape: [2, 2]), StoredTensor([7 as Int64], shape: []), StoredTensor([Float](), shape: [0, 3]),
      StoredTensor([1, 2, 3] as [Float], shape: [3]),
    ] {
      let data = try NPY.data(tensor, file: "f")
      #expect((data.count - tensor.bytes.count) % 64 == 0)
      #expect(try NPY.parse(data, file: "f") == tensor)
    }
  }

  @Test("columns first, other versions and half precision are read")
  func variants() throws {
    let columns = file("{'descr': '<i4', 'fortran_order': True, 'shape': (2, 3), }\n", [1, 4, 2, 5, 3, 6].flatMap { [$0, 0, 0, 0] })
    #expect(try NPY.parse(columns, file: "f").integers == [1, 2, 3, 4, 5, 6])
    let second = file("{'shape': (1,), 'fortran_order': False, 'descr': '<f2'}", [0x00, 0xC1], version: 2)
    #expect(try NPY.parse(second, file: "f").doubles == [-2.5])
  }

  @Test(
    "what is no whole array is refused",
    arguments: [
      ("{'descr': '>f8', 'fortran_order': False, 'shape': (1,), }", 8, "found dtype >f8, expected one of <f4"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }", 8, "found 8 bytes of data, expected those of <f8 [2]"),
      ("{'descr': '|O', 'fortran_order': False, 'shape': (), }", 8, "found dtype |O"),
      ("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 9223372036854775807), }", 8, "found 8 bytes"),
      ("{'descr': '<f8', 'shape': (1,), }", 8, "found another header"),
      ("import os", 8, "found another header"),
    ])
  func hostile(header: String, body: Int, message: String) {
    let error = #expect(throws: RecordError.self) { try NPY.parse(file(header, [UInt8](repeating: 0, count: body)), file: "f") }
    #expect(error?.description.hasPrefix("f: \(message)") == true, "\(error?.description ?? "")")
  }

  @Test("archives read back as written, the same bytes every time; damage, bombs and strangers are refused")
  func archives() throws {
    let tensors = [("x", StoredTensor([1.5, 2], shape: [2])), ("y", StoredTensor([3 as Int64], shape: [1]))]
    let data = try NPZ.data(tensors, file: "f")
    #expect(try NPZ.parse(data, file: "f") == Dictionary(uniqueKeysWithValues: tensors))
    #expect(try NPZ.data(tensors, file: "f") == data)
    var damaged = data
    // The first value of x: behind its local header, its name and the array's own header.
    damaged[30 + 5 + 128] ^= 1
    var error = #expect(throws: RecordError.self) { try NPZ.parse(damaged, file: "f") }
    #expect(error?.description.contains("f: x.npy: found damaged data") == true, "\(error?.description ?? "")")
    error = #expect(throws: RecordError.self) { try NPZ.parse(Data("no zip".utf8), file: "f") }
    #expect(error?.description.contains("f: found no zip archive") == true, "\(error?.description ?? "")")
  }

  @Test("bfloat16 and half precision in safetensors")
  func halves() throws {
    let header = #"{"a":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"b":{"dtype":"F16","shape":[1],"data_offsets":[4,6]}}"#
    let data = withUnsafeBytes(of: UInt64(header.utf8.count)) { Data($0) } + Data(header.utf8) + Data([0x80, 0x3F, 0x20, 0xC0, 0x00, 0x3C])
    let tensors = try SafeTensors.parse(data, file: "f")
    #expect(tensors["a"]?.doubles == [1, -2.5] && tensors["b"]?.doubles == [1])
  }
}
