public import Objectives
internal import Tensors

/// An eigenvalue with its eigenvector, as Lanczos's method finds them.
public struct RitzPair<Scalar: Sendable>: Sendable {
  /// The eigenvalue λ with the residual ‖Hv − λv‖.
  public let value: Estimate
  /// The unit vector v, of such a sign that its component of largest magnitude is positive.
  public let vector: [Scalar]
}

extension Lanczos {
  /// The largest eigenvalue λ (signed) with its residual, once that is at most `tolerance` · |λ| or `maximumSteps` products are taken, and how many were.
  /// Nil where products are not finite, or the matrix is empty.
  public func largest(of matrix: some LinearOperator<Scalar>, tolerance: Double) -> (value: Estimate, products: Int)? {
    let found = decompose(matrix, every: 4, wanted: { $0.suffix(1) }, allowance: { tolerance * abs($0.last?.value ?? 0) })
    guard let found, let largest = found.values.last else { return nil }
    return (largest, found.values.count)
  }

  /// The `top` largest eigenvalues of a symmetric matrix, largest first (signed: not by magnitude), with their eigenvectors: fewer where the matrix has fewer.
  /// Nil where products are not finite.
  public func largestVectors(
    of matrix: some LinearOperator<Scalar>, progress: (_ share: Double) -> Void = { _ in }
  ) -> [RitzPair<Scalar>]? {
    guard let found = decompose(matrix, wanted: { $0.suffix(top) }, progress: progress) else { return nil }
    guard let space = found.space else { return [] }
    let order = space.diagonal.count
    var small = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      small[i * order + i] = space.diagonal[i]
      guard i + 1 < order else { continue }
      (small[i * order + i + 1], small[(i + 1) * order + i]) = (space.below[i], space.below[i])
    }
    guard let eigenvectors = SymmetricEigenvectors(small, order: order) else { return nil }
    return (0..<min(top, order)).map { place in
      let index = order - 1 - place
      var vector = [Scalar](onLargePages: 0, count: matrix.dimension)
      for (weight, step) in zip(eigenvectors.vector(index), space.basis) { vector.add(weight, times: step) }
      let largest = vector.doubles.max { abs($0) < abs($1) } ?? 0
      vector.scale(by: (largest < 0 ? -1 : 1) / vector.norm)
      return RitzPair(value: found.values[index], vector: vector)
    }
  }
}
