import Reports

/// What is said by theorems' conditions, of depth and of the edge of stability.
extension Claims {
  static let theory = [
    Claim(
      "⟨ŷ, ∇L⟩ is positive, as the conclusion from Theorem 4.2 needs it.", source: "S 4.2", study: "theory", effect: "aligned_units",
      measure: "share of units where it is", .above(0.5), margin: "half, what chance would give", test: .signs, figure: "figure-conditions"),
    Claim(
      "The loss is convex along the gradient by a unit's outputs, as that needs too.", source: "S 4.2", study: "theory",
      effect: "convex_units", measure: "share of units where it is", .above(0.9), margin: "nine units in ten", test: .signs,
      figure: "figure-conditions"),
    Claim(
      "Lemma 4.5's condition ⟨W₀, W*⟩ > 0 is met; the rest of it is algebra.", source: "S Lemma 4.5", study: "theory",
      effect: "start_alignment", measure: "cosine of W₀ and W*", .above(0.1), margin: "a cosine that a hundredth of the variance makes",
      test: .signs, figure: "figure-conditions",
      differences: "W* is where training stands, not an optimum."),
  ]

  static let depthDifferences =
    "Widths of 100 and batches of 128 from Fashion-MNIST, not the limit of both and not Gaussian inputs."
  static let depth = [
    Claim(
      "With BatchNorm and ReLU squared gradients grow by π/(π − 1) = 1.467 a layer at initialization.", source: "Yang et al. 2019",
      study: "depth", effect: "gradient_growth_32", measure: "growth a layer, 32 hidden layers", .within(1.4...1.54),
      margin: "five per cent of the limit", test: .signs,
      control: Claim.Control("plain_gradient_growth_32", "the plain network"), published: "1.467",
      figure: "figure-layers", differences: depthDifferences),
    Claim(
      "BatchNorm keeps layer Jacobians' singular values near 1.", source: "I 3.3, conjecture", study: "depth",
      name: "gradient_growth_32_near_one", effect: "gradient_growth_32",
      measure: "growth of squared gradients a layer, 32 hidden layers", .within(0.9...1.1), margin: tenth, test: .signs,
      figure: "figure-layers",
      differences: depthDifferences),
    Claim(
      "BatchNorm keeps small changes from being amplified by depth.", source: "I 3.3", study: "depth", effect: "sensitivity_32",
      measure: "growth of a small change of the input, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-layers",
      differences: "A change of inputs, not of parameters."),
    Claim(
      "BatchNorm keeps representations from collapsing in depth.", source: "Daneshmand et al. 2020", study: "depth",
      effect: "effective_rank_32", measure: "effective rank of the last layer's inputs at start, BatchNorm / plain", .above(1.1),
      margin: tenth,
      figure: "figure-layers"),
    Claim(
      "With BatchNorm layers are more independent of each other.", source: "I 1; textbooks", study: "depth", effect: "similarity_end_16",
      measure: "CKA of neighbouring layers after five epochs, 16 hidden layers, BatchNorm − plain", .below(-0.02),
      margin: "two hundredths of an index from 0 to 1", figure: "figure-layers",
      differences:
        "What independence is no source defines; this is linear CKA. Results after 200 steps had been seen: −0.034 here, and at 32 layers, where the other claims of depth stand, −0.010, outside of the region."
    ),
    Claim(
      "Very deep networks without shortcuts train worse with BatchNorm than without.", source: "Yang et al. 2019", study: "depth",
      effect: "loss_32", measure: "late training loss, 32 hidden layers, BatchNorm / plain", .above(1.1), margin: tenth,
      figure: "figure-depth",
      differences:
        "Five epochs (200 steps until that had been seen) at a rate of 0.01, with He's initial weights, which suit the plain network."),
  ]

  static let stability: [Claim] = [
    Claim(
      "β × rate stays at 2 with BatchNorm.", source: "S Figure 4c", study: "stability", effect: "beta_batch_0.1",
      measure: "median β × 0.1 with steps from ½ × rate, second half", .within(1.8...2.2), margin: "a tenth of 2", test: .signs,
      published: "2.00",
      figure: "figure-smallest-step",
      differences: "A small perceptron on 5000 images of Fashion-MNIST for 3000 steps, not VGG on CIFAR-10."),
    Claim(
      "β × rate stays at 2 without.", alone: "β × rate stays at 2 without BatchNorm.", source: "S Figure 4c", study: "stability",
      effect: "beta_none_0.1",
      measure: "the same, plain", .within(1.8...2.2), margin: "a tenth of 2", test: .signs, published: "2.00",
      figure: "figure-smallest-step"),
    Claim(
      "With BatchNorm β is a property of the landscape: the smallest step does not matter.", source: "S 3.2, implied", study: "stability",
      effect: "slope_batch_0.1", measure: "slope of ln β over ln of the smallest step; −1 is saturation", .within(-0.1...0.1),
      margin: "a tenth of what saturation gives", test: .signs,
      figure: "figure-smallest-step"),
    Claim(
      "Without BatchNorm likewise.", alone: "Without BatchNorm β is a property of the landscape: the smallest step does not matter.",
      source: "S 3.2, implied", study: "stability", effect: "slope_none_0.1", measure: "the same, plain",
      .within(-0.1...0.1), margin: "a tenth of what saturation gives", test: .signs, figure: "figure-smallest-step"),
    Claim(
      "Batch sharpness is at 2/η without BatchNorm.", source: "Andreyev & Beneventano 2024", study: "stability",
      effect: "sharpness_none_0.4", measure: "batch sharpness × 0.4, second half", .within(1.8...2.2), margin: "a tenth of 2", test: .signs,
      control: Claim.Control("sharpness_none_0.05", "the same at a rate of 0.05"), published: "2",
      figure: "figure-rates",
      differences: "3000 steps on 5000 images."),
    Claim(
      "Batch sharpness is at 2/η with BatchNorm.", source: "Andreyev & Beneventano 2024", study: "stability",
      effect: "sharpness_batch_0.4", measure: "batch sharpness × 0.4, second half", .within(1.8...2.2), margin: "a tenth of 2",
      test: .signs,
      control: Claim.Control("sharpness_batch_0.05", "the same at a rate of 0.05"), published: "2",
      figure: "figure-rates", differences: "3000 steps on 5000 images."),
    Claim(
      "BatchNorm smoothes the landscape of a shallow network.", source: "S 3; against it, Yao et al. 2020", study: "stability",
      effect: "smoothness_0.1", measure: "‖Hg‖/‖g‖, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-rates"),
    Claim(
      "It does so apart from the weights' scale.",
      alone: "BatchNorm smoothes the landscape of a shallow network apart from the weights' scale.",
      source: "after Dinh et al. 2017, Lyu et al. 2022", study: "stability",
      effect: "scale_free_0.1", measure: "‖Hg‖/‖g‖ × ‖W‖², BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-rates"),
    Claim(
      "It does so at another rate too.",
      alone: "At a rate of 0.4, too, BatchNorm smoothes the landscape of a shallow network apart from the weights' scale.",
      source: "after Dinh et al. 2017, Lyu et al. 2022", study: "stability", effect: "scale_free_0.4",
      measure: "‖Hg‖/‖g‖ × ‖W‖² at a rate of 0.4, BatchNorm / plain", .below(0.9), margin: tenth, test: .signs, figure: "figure-rates"),
  ]
}
