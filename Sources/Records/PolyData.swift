public import Foundation

/// A surface over a grid as VTK's XML PolyData (`.vtp`), which ParaView, `vtk` and `pyvista` read: points, the quadrilaterals between them, and numbers at every point.
public struct PolyData: Sendable {
  /// Along the first direction.
  public let x: [Double]
  /// Along the second.
  public let y: [Double]
  /// The height `[y][x]`; quadrilaterals at a corner whose height is not finite are left out, and its point lies at 0.
  public let height: [Double]
  /// Named numbers `[y][x]`, not finite ones as they are.
  public let fields: [(name: String, values: [Double])]

  /// A surface.
  public init(x: [Double], y: [Double], height: [Double], fields: [(name: String, values: [Double])]) {
    precondition(([height] + fields.map(\.values)).allSatisfy { $0.count == x.count * y.count }, "a number at every point")
    (self.x, self.y, self.height, self.fields) = (x, y, height, fields)
  }

  /// The file: arrays inline, in base 64 with a length of 32 bits before them.
  public var data: Data {
    var points = [Double]()
    for (row, beta) in y.enumerated() {
      for (column, alpha) in x.enumerated() {
        let value = height[row * x.count + column]
        points += [alpha, beta, value.isFinite ? value : 0]
      }
    }
    var corners = [Int32]()
    for row in 0..<max(y.count - 1, 0) {
      for column in 0..<max(x.count - 1, 0) {
        let first = row * x.count + column
        let quadrilateral = [first, first + 1, first + 1 + x.count, first + x.count]
        if quadrilateral.allSatisfy({ height[$0].isFinite }) { corners += quadrilateral.map(Int32.init) }
      }
    }
    let count = corners.count / 4
    let offsets = (0..<count).map { Int32(4 * ($0 + 1)) }
    func array(_ type: String, _ name: String, _ components: Int, _ bytes: Data) -> String {
      let header = withUnsafeBytes(of: UInt32(bytes.count).littleEndian) { Data($0) }
      let text = (header + bytes).base64EncodedString()
      return #"<DataArray type="\#(type)" Name="\#(name)" NumberOfComponents="\#(components)" format="binary">\#(text)</DataArray>"#
    }
    func bytes<T>(_ values: [T]) -> Data { values.withUnsafeBytes { Data($0) } }
    let numbers = fields.map { array("Float64", $0.name, 1, bytes($0.values)) }
    let text = """
      <?xml version="1.0"?>
      <VTKFile type="PolyData" version="1.0" byte_order="LittleEndian" header_type="UInt32">
      <PolyData>
      <Piece NumberOfPoints="\(x.count * y.count)" NumberOfVerts="0" NumberOfLines="0" NumberOfStrips="0" NumberOfPolys="\(count)">
      <PointData Scalars="\(fields.first?.name ?? "")">
      \(numbers.joined(separator: "\n"))
      </PointData>
      <Points>
      \(array("Float64", "Points", 3, bytes(points)))
      </Points>
      <Polys>
      \(array("Int32", "connectivity", 1, bytes(corners)))
      \(array("Int32", "offsets", 1, bytes(offsets)))
      </Polys>
      </Piece>
      </PolyData>
      </VTKFile>

      """
    return Data(text.utf8)
  }
}
