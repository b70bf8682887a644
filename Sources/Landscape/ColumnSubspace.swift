public import Objectives
public import Tensors

/// An objective f on the space that some columns span at a point: y ↦ f(x + Ay).
public struct ColumnSubspace<Scalar: Real, Function: Objective<Scalar>>: Objective {
  private let objective: Function
  private let origin: [Scalar]
  private let columns: [[Scalar]]

  /// f on x + span A, for the columns of A, each of x's length (a precondition).
  public init(of objective: Function, at origin: [Scalar], columns: [[Scalar]]) {
    precondition(columns.allSatisfy { $0.count == origin.count }, "columns of the point's length")
    (self.objective, self.origin, self.columns) = (objective, origin, columns)
  }

  public var dimension: Int { columns.count }

  /// x + Ay.
  private func point(_ coordinates: [Scalar]) -> [Scalar] {
    var point = origin
    for (coordinate, column) in zip(coordinates, columns) where coordinate != 0 { point.add(Double(coordinate), times: column) }
    return point
  }

  public func value(at coordinates: [Scalar]) -> Double { objective.value(at: point(coordinates)) }

  public func valueAndGradient(at coordinates: [Scalar], gradient: inout [Scalar]) -> Double {
    var whole = origin
    let value = objective.valueAndGradient(at: point(coordinates), gradient: &whole)
    for (index, column) in columns.enumerated() { gradient[index] = Scalar(column.dot(whole)) }
    return value
  }

  /// A⁺x: the coordinates of the point of the span that is nearest to x, by the normal equations; nil where columns depend on each other.
  public func coordinates(of vector: [Scalar]) -> [Double]? {
    let order = columns.count
    var gram = [Double](repeating: 0, count: order * order)
    for row in 0..<order {
      for column in 0...row {
        gram[row * order + column] = columns[row].dot(columns[column])
        gram[column * order + row] = gram[row * order + column]
      }
    }
    guard let inverse = Cholesky.inverseFactor(gram, order: order) else { return nil }
    let projections = columns.map { $0.dot(vector) }
    let half = (0..<order).map { row in (0...row).reduce(0.0) { $0 + inverse[row * order + $1] * projections[$1] } }
    return (0..<order).map { column in (column..<order).reduce(0.0) { $0 + inverse[$1 * order + column] * half[$1] } }
  }
}
