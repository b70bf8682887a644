internal import CKernels
public import Tensors

/// softmax(q kᵀ / √width) v for queries q [heads, tokens, width], keys k [heads, others, width] and values v [heads, others, any width], without a mask (Vaswani
/// et al. 2017, equation 1; PyTorch's `scaled_dot_product_attention`). With A = softmax(s q kᵀ), s = 1/√width, J(A) its derivative (see softmax.c):
///
///     dv = Aᵀ dy,   dS = J(A) dy vᵀ,   dq = s dS k,   dk = s dSᵀ q
///
/// and the R-operator by the product rule.
public struct ScaledDotProductAttention: Layer {
  /// Attention without a mask.
  public init() {}

  public var name: String { "ScaledDotProductAttention" }

  public var backwardReads: BackwardReads { .inputs }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape {
    guard inputs.count == 3 else { throw LayerMismatch(found: "\(inputs.count) inputs", expected: "three: queries, keys, values") }
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    guard inputs.allSatisfy({ $0.dimensions.count == 3 }), q.channels == k.channels, q.channels == v.channels, q.width == k.width,
      k.height == v.height
    else {
      throw LayerMismatch(
        found: "inputs of \(q), \(k) and \(v)",
        expected: "heads × tokens × width, with equal heads, widths of queries and keys, and tokens of keys and values")
    }
    guard q.height <= Self.mostPairs / k.height else {
      throw LayerMismatch(found: "\(q.height) × \(k.height) pairs of tokens", expected: "at most \(Self.mostPairs)")
    }
    return Shape(channels: q.channels, height: q.height, width: v.width)
  }

  /// A.
  public func cacheCount(for inputs: [Shape], samples: Int) -> Int { inputs[0].channels * samples * Self.pairs(inputs) }

  /// dA, dS, R{A}, R{dA} and R{dS} of one head of one example.
  public func partScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int { 5 * Self.pairs(inputs) }

  /// More have no place in any memory, and their number times a few would not be a number.
  private static let mostPairs = 1 << 40

  private static func pairs(_ inputs: [Shape]) -> Int { inputs[0].height * inputs[1].height }

  public func forward<R: Real>(_ pass: LayerPass<R>) {
    forEachHead(pass) { head in
      let (a, sizes) = (pass.cache + head.pairs, head.sizes)
      kernel_matrix_multiply(
        R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.width, pass.input(0) + head.q, pass.input(1) + head.k, 0, a)
      kernel_softmax(R.kernel, sizes.queries, sizes.keys, sizes.scale, a)
      kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.out, sizes.keys, a, pass.input(2) + head.v, 0, pass.output + head.y)
    }
  }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    forEachHead(pass) { head in
      let (a, sizes, dy) = (pass.cache + head.pairs, head.sizes, gradients.output + head.y)
      let da = pass.scratch(ofPart: head.part)
      let ds = da + sizes.pairs
      if let dv = gradients.input(2) { kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.out, sizes.queries, a, dy, 0, dv + head.v) }
      differentiateSoftmax(pass, head, dy, a, da, ds)
      if let dq = gradients.input(0) {
        kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.width, sizes.keys, ds, pass.input(1) + head.k, 0, dq + head.q)
      }
      if let dk = gradients.input(1) {
        kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.width, sizes.queries, ds, pass.input(0) + head.q, 0, dk + head.k)
      }
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    forEachHead(pass) { head in
      let (a, sizes) = (pass.cache + head.pairs, head.sizes)
      let ts = pass.scratch(ofPart: head.part)
      let ta = ts + sizes.pairs
      softmaxTangent(pass, tangents, head, a, ts, ta)
      let ty = tangents.output + head.y
      kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.out, sizes.keys, ta, pass.input(2) + head.v, 0, ty)
      kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.out, sizes.keys, a, tangents.input(2) + head.v, 1, ty)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    forEachHead(pass) { head in
      let (a, sizes) = (pass.cache + head.pairs, head.sizes)
      let (dy, tdy) = (gradients.output + head.y, gradients.outputTangent + head.y)
      let da = pass.scratch(ofPart: head.part)
      let (ds, ta, tda, tds) = (da + sizes.pairs, da + 2 * sizes.pairs, da + 3 * sizes.pairs, da + 4 * sizes.pairs)
      softmaxTangent(pass, tangents, head, a, tds, ta)
      differentiateSoftmax(pass, head, dy, a, da, ds)
      kernel_matrix_multiply(R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.out, tdy, pass.input(2) + head.v, 0, tda)
      kernel_matrix_multiply(R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.out, dy, tangents.input(2) + head.v, 1, tda)
      kernel_softmax_backward_tangent(R.kernel, sizes.queries, sizes.keys, a, ta, da, tda, tds)
      kernel_scale(R.kernel, sizes.pairs, sizes.scale, tds)
      if let tdv = gradients.inputTangent(2) {
        kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.out, sizes.queries, ta, dy, 0, tdv + head.v)
        kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.out, sizes.queries, a, tdy, 1, tdv + head.v)
      }
      if let tdq = gradients.inputTangent(0) {
        kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.width, sizes.keys, tds, pass.input(1) + head.k, 0, tdq + head.q)
        kernel_matrix_multiply(R.kernel, 0, 0, sizes.queries, sizes.width, sizes.keys, ds, tangents.input(1) + head.k, 1, tdq + head.q)
      }
      if let tdk = gradients.inputTangent(1) {
        kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.width, sizes.queries, tds, pass.input(0) + head.q, 0, tdk + head.k)
        kernel_matrix_multiply(R.kernel, 1, 0, sizes.keys, sizes.width, sizes.queries, ds, tangents.input(0) + head.q, 1, tdk + head.k)
      }
    }
  }

  /// s J(A) dy vᵀ into `ds`, by way of `da`.
  private func differentiateSoftmax<R: Real>(
    _ pass: LayerPass<R>, _ head: Head, _ dy: UnsafePointer<R>, _ a: UnsafeMutablePointer<R>, _ da: UnsafeMutablePointer<R>,
    _ ds: UnsafeMutablePointer<R>
  ) {
    let sizes = head.sizes
    kernel_matrix_multiply(R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.out, dy, pass.input(2) + head.v, 0, da)
    kernel_softmax_backward(R.kernel, sizes.queries, sizes.keys, a, da, ds)
    kernel_scale(R.kernel, sizes.pairs, sizes.scale, ds)
  }

  /// R{A} into `ta`, by way of `ts`.
  private func softmaxTangent<R: Real>(
    _ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ head: Head, _ a: UnsafeMutablePointer<R>, _ ts: UnsafeMutablePointer<R>,
    _ ta: UnsafeMutablePointer<R>
  ) {
    let sizes = head.sizes
    kernel_matrix_multiply(
      R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.width, tangents.input(0) + head.q, pass.input(1) + head.k, 0, ts)
    kernel_matrix_multiply(
      R.kernel, 0, 1, sizes.queries, sizes.keys, sizes.width, pass.input(0) + head.q, tangents.input(1) + head.k, 1, ts)
    kernel_scale(R.kernel, sizes.pairs, sizes.scale, ts)
    kernel_softmax_backward(R.kernel, sizes.queries, sizes.keys, a, ts, ta)
  }

  /// Where one head of one example lies.
  private struct Head {
    let sizes: Sizes
    let q, k, v, y, pairs: Int
    /// The part of the pass that it belongs to.
    let part: Int
  }

  private struct Sizes {
    let queries, keys, width, out: Int
    var pairs: Int { queries * keys }
    var scale: Double { 1 / Double(width).squareRoot() }
  }

  /// Heads are channels, so that every head of every example is one matrix.
  private func forEachHead<R: Real>(_ pass: LayerPass<R>, _ body: (Head) -> Void) {
    let (q, k, v) = (pass.inputShapes[0], pass.inputShapes[1], pass.inputShapes[2])
    let sizes = Sizes(queries: q.height, keys: k.height, width: q.width, out: v.width)
    pass.team.split(q.channels * pass.samples, work: max(1, sizes.pairs * (sizes.width + sizes.out) / 8)) { heads, part in
      for index in heads {
        body(
          Head(
            sizes: sizes, q: index * q.positions, k: index * k.positions, v: index * v.positions, y: index * pass.outputShape.positions,
            pairs: index * sizes.pairs, part: part))
      }
    }
  }
}
