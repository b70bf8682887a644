public import Statistics

/// How the weights of a recurrent layer from the last state to the next one start, under Keras's names. A matrix with several times as many rows as columns,
/// one block a gate, has every block so.
public enum RecurrentInitializer: String, Codable, Sendable, CaseIterable {
  /// Blocks of the identity: a state that stays as it is (Le et al. 2015; Cooijmans et al. 2017, for the LSTM).
  case identity
  /// Blocks drawn uniformly among orthogonal matrices (Saxe et al. 2014): a state that keeps its length.
  case orthogonal

  /// A matrix of `blocks` square blocks of `order` rows, one below the other, in row-major order.
  public func matrix(order: Int, blocks: Int, _ stream: RandomStream) -> [Double] {
    (0..<blocks).flatMap { _ in
      switch self {
      case .identity: (0..<order * order).map { $0 % (order + 1) == 0 ? 1.0 : 0 }
      case .orthogonal: Self.orthogonal(order, stream)
      }
    }
  }

  /// Rows of normal deviates, made orthonormal by Gram and Schmidt's method, each twice so that rounding does not gather. Its triangular factor has a positive
  /// diagonal, so that no direction is preferred (Mezzadri 2007).
  private static func orthogonal(_ order: Int, _ stream: RandomStream) -> [Double] {
    var rows = [[Double]]()
    while rows.count < order {
      var row = stream.normals(order)
      for _ in 0..<2 {
        for other in rows {
          let share = zip(row, other).reduce(0) { $0 + $1.0 * $1.1 }
          for i in row.indices { row[i] -= share * other[i] }
        }
      }
      let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
      rows.append(row.map { $0 / norm })
    }
    return rows.flatMap(\.self)
  }
}
