import Reports

extension Claims {
  /// What is true by mathematics.
  static let identities = [
    Identity(
      "Theorem 4.1 with 1/m: the reduction of the gradient, as an equality.", source: "S Theorem 4.1, corrected", study: "theory",
      effect: "gradient_error", measure: "worst relative error over units, layers and probes", bound: 1e-8),
    Identity(
      "Theorem 4.2: the reduction of the curvature, as an equality.", source: "S Theorem 4.2", study: "theory", effect: "smoothness_error",
      measure: "worst relative error over units, layers and probes", bound: 1e-6),
    Identity(
      "Theorem 4.4, with its own proof's powers: the worst case over inputs.", source: "S Theorem 4.4, corrected", study: "theory",
      effect: "minimax_ratio", measure: "gradient over bound, worst unit", bound: 1),
    Identity(
      "Observation 4.3: some γ and β make BatchNorm the identity.", source: "S Observation 4.3", study: "theory", effect: "identity_error",
      measure: "worst relative difference of activations", bound: 1e-8),
    Identity(
      "∇L(aW) = ∇L(W)/a.", source: "I 3.3", study: "theory", effect: "gradient_change", measure: "worst relative change of a ∇L(aW), a = 2",
      bound: 1e-6),
    Identity(
      "A bias before BatchNorm has no gradient.", source: "I 3.2", study: "theory", effect: "bias_gradient",
      measure: "its gradient over the weight's, worst", bound: 1e-8),
  ]
}
