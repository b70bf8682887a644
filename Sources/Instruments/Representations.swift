internal import CKernels
internal import Foundation
public import Networks
public import Objectives
public import Tensors

/// What goes into one weight, as a cloud of one point an example.
public struct LayerRepresentation: Equatable, Sendable {
  /// The weight's number among weights, from 0.
  public let weight: Int
  /// The effective rank exp(−Σ pᵢ ln pᵢ), pᵢ = σᵢ / Σσ, of the centred points' singular values σ (Roy & Vetterli 2007).
  public let effectiveRank: Double
  /// The similarity to the representation one weight before: linear CKA ⟨K, K′⟩ / (‖K‖ ‖K′‖) of the centred Gram matrices (Kornblith et al. 2019);
  /// not a number for the first.
  public let similarity: Double
}

/// Measures representations: how many directions each layer's inputs fill, and how alike those of neighbouring layers are.
public enum Representations {
  /// The representation before every weight but the first, at θ on the objective's batch; those with values that are not finite are left out.
  public static func measure<R: Real>(_ objective: some LayeredObjective<R>, at parameters: [R]) -> [LayerRepresentation] {
    let samples = objective.batch.samples
    var previous: [Double]?
    var representations = [LayerRepresentation]()
    objective.forEachWeightInput(at: parameters) { weight, layer, input in
      let gram = centredGram(input, objective.network.inputShape(ofLayer: layer), samples)
      guard let eigenvalues = SymmetricEigenvalues.ofDense(gram, order: samples) else {
        previous = nil
        return
      }
      let similarity = previous.map { gram.dot($0) / (gram.norm * $0.norm) } ?? .nan
      representations.append(
        LayerRepresentation(
          weight: weight, effectiveRank: effectiveRank(singularValues(eigenvalues)), similarity: similarity))
      previous = gram
    }
    return representations
  }

  /// The roots of a Gram matrix's eigenvalues; what is rounding beside the largest is zero, since its root would not be.
  private static func singularValues(_ eigenvalues: [Double]) -> [Double] {
    let rounding = (eigenvalues.max() ?? 0) * .ulpOfOne * Double(eigenvalues.count)
    return eigenvalues.map { $0 > rounding ? $0.squareRoot() : 0 }
  }

  /// exp of the entropy of singular values.
  private static func effectiveRank(_ singularValues: [Double]) -> Double {
    let sum = singularValues.reduce(0, +)
    return exp(-singularValues.reduce(0) { $0 + ($1 > 0 ? $1 / sum * log($1 / sum) : 0) })
  }

  /// X Xᵀ of the examples' centred vectors, `[samples][samples]`.
  private static func centredGram<R: Real>(_ values: UnsafeBufferPointer<R>, _ shape: Shape, _ samples: Int) -> [Double] {
    // Features in rows: [channels][samples][positions] becomes [channels · positions][samples].
    var features = [Double](repeating: 0, count: values.count)
    let values = values.doubles
    for channel in 0..<shape.channels {
      for sample in 0..<samples {
        for position in 0..<shape.positions {
          features[(channel * shape.positions + position) * samples + sample] =
            values[(channel * samples + sample) * shape.positions + position]
        }
      }
    }
    for start in stride(from: 0, to: features.count, by: samples) {
      let mean = features[start..<start + samples].reduce(0, +) / Double(samples)
      for i in start..<start + samples { features[i] -= mean }
    }
    var gram = [Double](repeating: 0, count: samples * samples)
    kernel_matrix_multiply(KERNEL_FLOAT64, 1, 0, samples, samples, shape.count, features, features, 0, &gram)
    return gram
  }
}
