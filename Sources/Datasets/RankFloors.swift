internal import Tensors

/// The lowest losses ½ Σ ‖W x − y‖² that linear maps W of lower rank reach on a data set whose targets are linear in its inputs, y = A x. A deep linear network comes to rest near them: it has
/// learnt so many of A's singular modes and not yet the others (Saxe, McClelland & Ganguli 2014).
///
/// Modes are those of the targets (of A times the inputs), and maps are linear: one with a bias, as behind batch normalization, may come a little lower.
///
/// By Eckart & Young the floor with j modes unlearnt is half the sum of the j smallest eigenvalues of Σ y yᵀ: the best map of that rank keeps the other directions of the targets.
public struct RankFloors: Sendable {
  /// The floors: the first, 0, is that of a map of full rank, the last that of W = 0.
  public let losses: [Double]

  /// The floors of the training examples' targets.
  ///
  /// - Throws: `DataError` for targets that are not finite.
  public init(of dataset: some Dataset) throws(DataError) {
    let (count, outputs) = (dataset.count(.training), dataset.outputs)
    let batch = Batch<Double>(capacity: max(count, 1), inputShape: dataset.inputShape, outputs: outputs)
    let indices = (0..<Int32(count)).map { $0 }
    indices.withUnsafeBufferPointer { dataset.fill(batch, from: .training, at: $0) }
    let targets = Array(UnsafeBufferPointer(start: batch.targets, count: outputs * count))
    var products = [Double](repeating: 0, count: outputs * outputs)
    for i in 0..<outputs {
      for j in 0..<outputs {
        for example in 0..<count { products[i * outputs + j] += targets[i * count + example] * targets[j * count + example] }
      }
    }
    guard let eigenvalues = SymmetricEigenvalues.ofDense(products, order: outputs) else {
      throw DataError(file: "targets", found: "values that are not finite", expected: "finite ones")
    }
    losses = eigenvalues.reduce(into: [0.0]) { $0.append($0[$0.count - 1] + max($1, 0) / 2) }
  }

  /// How many modes are unlearnt at a loss: the floor that it is nearest to as a ratio. Below half the first floor that is not 0 (but for rounding) it is as many as have
  /// no share in the targets.
  public func unlearnt(at loss: Double) -> Int {
    let zero = 1e-12 * (losses.last ?? 0)
    guard let first = losses.firstIndex(where: { $0 > zero }), loss.isFinite else { return losses.count - 1 }
    if loss < losses[first] / 2 { return first - 1 }
    // Floors grow, so that the nearest one as a ratio is the last before which the geometric mean with its neighbour is passed.
    return first + zip(losses[first...], losses[(first + 1)...]).count { loss * loss > $0 * $1 }
  }
}
