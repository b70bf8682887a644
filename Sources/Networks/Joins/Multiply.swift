public import Tensors

/// The product of two or more values of one shape, element by element: y = Π xⱼ.
///
///     dxᵢ = dy Π_{j≠i} xⱼ,   R{y} = Σₖ R{xₖ} Π_{j≠k} xⱼ
///     R{dxᵢ} = R{dy} Π_{j≠i} xⱼ + dy Σ_{k≠i} R{xₖ} Π_{j≠i,k} xⱼ
public struct Multiply: Layer {
  /// A product.
  public init() {}

  public var name: String { "Multiply" }

  public var backwardReads: BackwardReads { .inputs }

  public func outputShape(for inputs: [Shape]) throws(LayerMismatch) -> Shape { try LayerMismatch.requireEqual(inputs) }

  public func tangentScratchCount(for inputs: [Shape], samples: Int, precision: Precision) -> Int { inputs[0].count * samples }

  public func forward<R: Real>(_ pass: LayerPass<R>) { product(pass, pass.input, except: 0, -1, pass.output) }

  public func backward<R: Real>(_ pass: LayerPass<R>, _ gradients: LayerGradients<R>) {
    for index in pass.inputShapes.indices {
      if let input = gradients.input(index) { product(pass, gradients.output, except: index, -1, input) }
    }
  }

  public func forwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>) {
    product(pass, tangents.input(0), except: 0, -1, tangents.output)
    for index in pass.inputShapes.indices.dropFirst() {
      product(pass, tangents.input(index), except: index, -1, pass.scratch)
      pass.team.add(pass.outputCount, tangents.output, pass.scratch, into: tangents.output)
    }
  }

  public func backwardTangent<R: Real>(_ pass: LayerPass<R>, _ tangents: LayerTangents<R>, _ gradients: LayerGradientTangents<R>) {
    for index in pass.inputShapes.indices {
      guard let input = gradients.inputTangent(index) else { continue }
      product(pass, gradients.outputTangent, except: index, -1, input)
      for other in pass.inputShapes.indices where other != index {
        pass.team.multiply(pass.outputCount, gradients.output, tangents.input(other), into: pass.scratch)
        product(pass, UnsafePointer(pass.scratch), except: index, other, pass.scratch)
        pass.team.add(pass.outputCount, input, pass.scratch, into: input)
      }
    }
  }

  /// `first` times all inputs but two; the places may be `first`'s own.
  private func product<R: Real>(
    _ pass: LayerPass<R>, _ first: UnsafePointer<R>, except one: Int, _ other: Int, _ out: UnsafeMutablePointer<R>
  ) {
    var factor = first
    for index in pass.inputShapes.indices where index != one && index != other {
      pass.team.multiply(pass.outputCount, factor, pass.input(index), into: out)
      factor = UnsafePointer(out)
    }
  }
}
