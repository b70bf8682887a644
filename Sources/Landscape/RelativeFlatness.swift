public import Objectives
public import Tensors

/// The relative flatness of one layer (Petzka, Kamp, Adilova, Sminchisescu & Boley 2021, definition 3): for the rows w_s of its weight matrix W,
///
/// κ = Σ_{s,s′} ⟨w_s, w_s′⟩ tr H_{s,s′},
///
/// where H_{s,s′} holds the second derivatives by w_s and w_s′. With L Lᵀ = W Wᵀ it is the trace of the matrix Ξ ↦ Lᵀ H[LΞ] over all Ξ of W's shape, since
/// ⟨w_s, w_s′⟩ = Σ_k L_sk L_s′k; so it is estimated as traces are, by products with H alone. Rescaling a layer by α and the next by 1/α leaves it alone.
public enum RelativeFlatness {
  /// κ of the weight matrix that lies at `range`, with its standard error; nil where products are not finite.
  ///
  /// - Parameters:
  ///   - hessian: H over all parameters.
  ///   - parameters: where the weights are read.
  ///   - range: where the matrix lies, row by row.
  ///   - rows: how many rows it has; they divide the range (a precondition).
  ///   - estimator: how the trace is estimated.
  ///   - progress: told the share that is done.
  public static func measure<Scalar: Real>(
    _ hessian: any LinearOperator<Scalar>, at parameters: [Scalar], range: Range<Int>, rows: Int, estimator: XTrace<Scalar>,
    progress: (_ share: Double) -> Void = { _ in }
  ) -> TraceEstimate? {
    precondition(rows > 0 && range.count.isMultiple(of: rows), "whole rows")
    let factor = gramFactor(parameters, range, rows: rows)
    return estimator.measure(
      RowCombinations(block: DiagonalBlock(of: hessian, range: range), factor: factor, rows: rows), progress: progress)
  }

  /// L, lower, of W Wᵀ = L Lᵀ. W Wᵀ is semidefinite where rows depend on each other: a row of which nothing is left beside those before it has a zero on the
  /// diagonal.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func gramFactor<Scalar: Real>(_ parameters: [Scalar], _ range: Range<Int>, rows: Int) -> [Double] {
    let width = range.count / rows
    let weights = (0..<rows).map { row in
      parameters[range.lowerBound + row * width..<range.lowerBound + (row + 1) * width].map(Double.init)
    }
    var factor = [Double](repeating: 0, count: rows * rows)
    for column in 0..<rows {
      for row in column..<rows {
        var rest = weights[row].dot(weights[column])
        let whole = rest
        for k in 0..<column { rest -= factor[row * rows + k] * factor[column * rows + k] }
        if row == column {
          factor[row * rows + row] = rest > 1e-12 * whole ? rest.squareRoot() : 0
        } else {
          let pivot = factor[column * rows + column]
          factor[row * rows + column] = pivot > 0 ? rest / pivot : 0
        }
      }
    }
    return factor
  }
}

/// Ξ ↦ Lᵀ H[LΞ] for matrices Ξ of the block's shape.
private final class RowCombinations<Scalar: Real>: LinearOperator {
  private let block: DiagonalBlock<Scalar>
  private let factor: [Scalar]
  private let rows: Int
  private var combined: [Scalar]
  private var image: [Scalar]

  init(block: DiagonalBlock<Scalar>, factor: [Double], rows: Int) {
    (self.block, self.rows) = (block, rows)
    self.factor = factor.map { Scalar($0) }
    combined = [Scalar](onLargePages: 0, count: block.dimension)
    image = combined
  }

  var dimension: Int { block.dimension }

  func apply(to direction: [Scalar], product: inout [Scalar]) {
    let width = dimension / rows
    combined.fill(0)
    for row in 0..<rows {
      for k in 0...row { Self.add(factor[row * rows + k], direction, k * width, to: &combined, row * width, width) }
    }
    block.apply(to: combined, product: &image)
    product.fill(0)
    for row in 0..<rows {
      for k in 0...row { Self.add(factor[row * rows + k], image, row * width, to: &product, k * width, width) }
    }
  }

  // A loop over single scalars: without a copy for either precision every operation on one would be looked up.
  @_specialize(where Scalar == Float)
  @_specialize(where Scalar == Double)
  private static func add(
    _ weight: Scalar, _ vector: [Scalar], _ start: Int, to result: inout [Scalar], _ place: Int, _ count: Int
  ) {
    guard weight != 0 else { return }
    for i in 0..<count { result[place + i] += weight * vector[start + i] }
  }
}
