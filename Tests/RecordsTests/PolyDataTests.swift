import Foundation
import Records
import TestSupport
import Testing

@Suite("surfaces as PolyData")
struct PolyDataTests {
  private static let surface = PolyData(
    x: [-1, 0, 1], y: [0, 2], height: [1, 2, 3, 4, 5, .nan],
    fields: [("loss", [1, 2, 3, 4, 5, .nan]), ("gradient_norm", [0.1, 0.2, 0.3, 0.4, 0.5, .infinity])])

  /// The numbers of an array, found by its name and decoded by hand.
  private func array<T: BitwiseCopyable>(_ name: String, _ type: T.Type) throws -> [T] {
    let text = String(decoding: Self.surface.data, as: UTF8.self)
    let start = try #require(text.range(of: "Name=\"\(name)\""))
    let open = try #require(text[start.upperBound...].firstIndex(of: ">"))
    let close = try #require(text[open...].firstIndex(of: "<"))
    let bytes = try #require(Data(base64Encoded: String(text[text.index(after: open)..<close])))
    let length = bytes.withUnsafeBytes { Int($0.loadUnaligned(as: UInt32.self)) }
    #expect(length == bytes.count - 4 && length % MemoryLayout<T>.stride == 0)
    return (0..<length / MemoryLayout<T>.stride).map { index in
      bytes.withUnsafeBytes { $0.loadUnaligned(fromByteOffset: 4 + index * MemoryLayout<T>.stride, as: T.self) }
    }
  }

  @Test("are XML with the points, the whole quadrilaterals and the numbers")
  func content() throws {
    let parser = XMLDocumentCheck(Self.surface.data)
    #expect(parser.isWellFormed && parser.elements.filter { $0 == "DataArray" }.count == 5)
    #expect(try array("Points", Double.self) == [-1, 0, 1, 0, 0, 2, 1, 0, 3, -1, 2, 4, 0, 2, 5, 1, 2, 0])
    #expect(try array("connectivity", Int32.self) == [0, 1, 4, 3])
    #expect(try array("offsets", Int32.self) == [4])
    #expect(try array("gradient_norm", Double.self) == [0.1, 0.2, 0.3, 0.4, 0.5, .infinity])
  }

  @Test("vtk reads them", .enabled(if: Python.hasVTK, "no Python with vtk"))
  func vtk() throws {
    let folder = try TemporaryFolder.make()
    try Self.surface.data.write(to: URL(fileURLWithPath: "\(folder)/plane.vtp"))
    let result = try Python.run(
      """
      import math, vtk
      reader = vtk.vtkXMLPolyDataReader()
      reader.SetFileName("plane.vtp")
      reader.Update()
      data = reader.GetOutput()
      assert data.GetNumberOfPoints() == 6 and data.GetNumberOfPolys() == 1, data
      assert data.GetPoint(4) == (0, 2, 5), data.GetPoint(4)
      assert [data.GetCell(0).GetPointId(i) for i in range(4)] == [0, 1, 4, 3]
      loss = data.GetPointData().GetArray("loss")
      assert [loss.GetValue(i) for i in range(5)] == [1, 2, 3, 4, 5] and math.isnan(loss.GetValue(5))
      assert data.GetPointData().GetArray("gradient_norm").GetValue(5) == math.inf
      assert data.GetPointData().GetScalars().GetName() == "loss"
      """, in: folder)
    #expect(result.status == 0, "\(result.output)")
  }
}

/// What a parser that is not ours makes of a file's tags: a stack of names.
private struct XMLDocumentCheck {
  var isWellFormed = false
  var elements = [String]()

  init(_ data: Data) {
    let text = String(decoding: data, as: UTF8.self)
    var open = [String]()
    for match in text.matches(of: /<(\/?)([A-Za-z]+)[^<>]*?(\/?)>/) {
      let name = String(match.output.2)
      if match.output.1 == "/" {
        guard open.popLast() == name else { return }
      } else {
        elements.append(name)
        if match.output.3.isEmpty { open.append(name) }
      }
    }
    isWellFormed = open.isEmpty
  }
}
