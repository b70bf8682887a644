internal import CKernels
internal import Tensors

// Kernels that most layers use, their work shared among a team's threads.

extension Team {
  /// out = x + y.
  func add<R: Real>(_ count: Int, _ x: UnsafePointer<R>, _ y: UnsafePointer<R>, into out: UnsafeMutablePointer<R>) {
    addScaled(count, x, 1, y, into: out)
  }

  /// out = x + scale · y.
  func addScaled<R: Real>(
    _ count: Int, _ x: UnsafePointer<R>, _ scale: Double, _ y: UnsafePointer<R>, into out: UnsafeMutablePointer<R>
  ) {
    splitVector(count, vectors: 3) {
      kernel_add_scaled(R.kernel, $0.count, x + $0.lowerBound, scale, y + $0.lowerBound, out + $0.lowerBound)
    }
  }

  /// out = x · y, element by element.
  func multiply<R: Real>(_ count: Int, _ x: UnsafePointer<R>, _ y: UnsafePointer<R>, into out: UnsafeMutablePointer<R>) {
    splitVector(count, vectors: 3) { kernel_multiply(R.kernel, $0.count, x + $0.lowerBound, y + $0.lowerBound, out + $0.lowerBound) }
  }

  /// out = x.
  func copy<R: Real>(_ count: Int, _ x: UnsafePointer<R>, to out: UnsafeMutablePointer<R>) {
    splitVector(count) { (out + $0.lowerBound).update(from: x + $0.lowerBound, count: $0.count) }
  }

  /// C[m×n] = op(A) op(B) (+ C if `accumulates`): whole rows or whole columns of C for every thread, whichever there are more of.
  func multiplyMatrices<R: Real>(
    transposeA: Bool = false, transposeB: Bool = false, _ m: Int, _ n: Int, _ k: Int, _ a: UnsafePointer<R>, _ b: UnsafePointer<R>,
    accumulates: Bool = false, into c: UnsafeMutablePointer<R>
  ) {
    func multiply(_ rows: Range<Int>, _ columns: Range<Int>) {
      var block = kernel_block(first_row: rows.lowerBound, rows: rows.count, first_column: columns.lowerBound, columns: columns.count)
      kernel_matrix_multiply_block(R.kernel, transposeA ? 1 : 0, transposeB ? 1 : 0, m, n, k, a, b, accumulates ? 1 : 0, c, &block)
    }
    // Rows in blocks of as many as the products take at a time; eight multiplications and additions are the work of a scalar that is read.
    let (rowMultiple, columnMultiple) = (6, Int(KERNEL_PRODUCT_COLUMNS))
    if m / rowMultiple >= n / columnMultiple {
      split(m, multiple: rowMultiple, work: max(1, n * k / 8)) { rows, _ in multiply(rows, 0..<n) }
    } else {
      split(n, multiple: columnMultiple, work: max(1, m * k / 8)) { columns, _ in multiply(0..<m, columns) }
    }
  }

  /// sums[r] = Σ_c matrix[r][c].
  func sumRows<R: Real>(_ rows: Int, _ columns: Int, _ matrix: UnsafePointer<R>, into sums: UnsafeMutablePointer<R>) {
    split(rows, work: columns) { range, _ in
      kernel_row_sums(R.kernel, range.count, columns, matrix + range.lowerBound * columns, sums + range.lowerBound)
    }
  }

  /// matrix[r][c] = values[r].
  func fillRows<R: Real>(_ rows: Int, _ columns: Int, _ values: UnsafePointer<R>, into matrix: UnsafeMutablePointer<R>) {
    split(rows, work: columns) { range, _ in
      kernel_fill_rows(R.kernel, range.count, columns, values + range.lowerBound, matrix + range.lowerBound * columns)
    }
  }
}
