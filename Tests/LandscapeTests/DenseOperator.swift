import Objectives
import Statistics
import Tensors

/// A symmetric matrix that is known in full.
struct DenseOperator: LinearOperator {
  let matrix: [Double]
  let dimension: Int

  func apply(to direction: [Double], product: inout [Double]) {
    for i in 0..<dimension { product[i] = (0..<dimension).reduce(0) { $0 + matrix[i * dimension + $1] * direction[$1] } }
  }

  /// Uᵀ diag(λ) U for a random rotation U.
  static func spectrum(_ eigenvalues: [Double], seed: UInt64) -> DenseOperator {
    let order = eigenvalues.count
    let stream = RandomStream(seed: seed, purpose: .dataset)
    var axes = [[Double]]()
    while axes.count < order {
      var axis = stream.normals(order)
      for _ in 0..<2 { for earlier in axes { axis.add(-axis.dot(earlier), times: earlier) } }
      axis.scale(by: 1 / axis.norm)
      axes.append(axis)
    }
    let matrix = (0..<order * order).map { place in
      zip(eigenvalues, axes).reduce(0) { $0 + $1.0 * $1.1[place / order] * $1.1[place % order] }
    }
    return DenseOperator(matrix: matrix, dimension: order)
  }

  /// A symmetric matrix of independent normal entries with variance 1/n beside the diagonal and 2/n on it: its density tends to Wigner's semicircle of radius 2.
  static func wigner(_ order: Int, seed: UInt64) -> DenseOperator {
    let stream = RandomStream(seed: seed, purpose: .dataset)
    var matrix = [Double](repeating: 0, count: order * order)
    for i in 0..<order {
      for j in 0...i {
        let entry = stream.normal() * ((i == j ? 2 : 1) / Double(order)).squareRoot()
        matrix[i * order + j] = entry
        matrix[j * order + i] = entry
      }
    }
    return DenseOperator(matrix: matrix, dimension: order)
  }

  /// XᵀX/n of n × p independent normal entries: its density tends to Marchenko and Pastur's of ratio p/n.
  static func covariance(samples: Int, features: Int, seed: UInt64) -> DenseOperator {
    let stream = RandomStream(seed: seed, purpose: .dataset)
    let data = stream.normals(samples * features)
    var matrix = [Double](repeating: 0, count: features * features)
    for i in 0..<features {
      for j in 0..<features {
        matrix[i * features + j] = (0..<samples).reduce(0) { $0 + data[$1 * features + i] * data[$1 * features + j] } / Double(samples)
      }
    }
    return DenseOperator(matrix: matrix, dimension: features)
  }
}
