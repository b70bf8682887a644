import Reports

/// What is said of what normalizations put out.
extension Claims {
  static let outputsDifferences =
    "A perceptron of three hidden layers of 256 on 20,000 images of Fashion-MNIST. Layers' outputs are those of the read-out too, which no normalization follows; of the hidden layers alone `weight_ks_hidden` has the ratio, which was computed after the results."
  static let outputs = [
    Claim(
      "What BatchNorm puts out is normally distributed.", source: "I 2 (moments); a common reading", study: "outputs",
      effect: "normalization_ks_batch", measure: "KS distance from normal over 10,000 images, median over units, mean over layers",
      .below(0.02), margin: "three times what 10,000 normal values have", test: .signs,
      control: Claim.Control("nonlinearity_ks_batch", "what the ReLUs put out"), figure: "figure-normality",
      differences: outputsDifferences),
    Claim(
      "BatchNorm makes what layers put out more nearly normal.", source: "S 3.3 beside it", study: "outputs", effect: "weight_ks",
      measure: "the same distance of layers' outputs, BatchNorm / plain", .below(0.9), margin: tenth, figure: "figure-normality",
      differences: outputsDifferences),
    Claim(
      "Dropout in front of BatchNorm leaves it statistics that are wrong for testing.", source: "Li, Chen, Hu & Yang 2019",
      study: "outputs", effect: "dropout_cost_before",
      measure: "test accuracy with population statistics − with moving averages, dropout 0.5 behind every layer less none", .above(0.003),
      margin: "three tenths of a point", figure: "figure-dropout", differences: outputsDifferences),
    Claim(
      "Behind all BatchNorms it does not.", alone: "Dropout behind all BatchNorms leaves them statistics that are right for testing.",
      source: "Li, Chen, Hu & Yang 2019", study: "outputs", effect: "dropout_cost_after",
      measure: "the same, dropout behind the last layer", .within(-0.003...0.003), margin: "three tenths of a point",
      control: Claim.Control("dropout_cost_before", "dropout behind every layer"), figure: "figure-dropout"),
  ]
}
