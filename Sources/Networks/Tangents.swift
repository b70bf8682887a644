/// One layer's share of the R-operator over a forward pass (Pearlmutter 1994): derivatives along a direction v of the parameters,
/// R{f}(θ) = d/dr f(θ + r v) at r = 0.
public struct LayerTangents<R> {
  /// The layer's part of v.
  public internal(set) var parameters: UnsafePointer<R>
  /// R{input}.
  public internal(set) var input: UnsafePointer<R>
  /// R{output}, which `forwardTangent` writes.
  public internal(set) var output: UnsafeMutablePointer<R>
}

/// One layer's share of the R-operator over a backward pass. Where `LayerGradients` has room for a gradient, this has room for its tangent.
public struct LayerGradientTangents<R> {
  /// ∂L/∂output.
  public internal(set) var output: UnsafePointer<R>
  /// R{∂L/∂output}.
  public internal(set) var outputTangent: UnsafePointer<R>
  /// Where R{∂L/∂input} goes, or null where nobody asks for it.
  public internal(set) var inputTangent: UnsafeMutablePointer<R>?
  /// Where R{∂L/∂parameters} goes, overwritten; or null where nobody asks for it.
  public internal(set) var parametersTangent: UnsafeMutablePointer<R>?
}
