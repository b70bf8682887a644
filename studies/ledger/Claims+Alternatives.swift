import Reports

/// What is said of normalization without a batch.
extension Claims {
  static let alternativesDifferences =
    "Fashion-MNIST's first 10,000 images, three times; a perceptron, and VGG-11 at a quarter of its width; not ResNet-50 on ImageNet."
  private static let twoPoints = "two percentage points, less than a fifth of what was published"
  private static let onePoint = "one percentage point"

  static let alternatives: [Claim] = on("mlp", "On the perceptron") + on("vgg", "On VGG-11")

  private static func on(_ network: String, _ place: String) -> [Claim] {
    var claims = [Claim]()
    for (name, title) in [("layer", "LayerNorm"), ("group", "GroupNorm")] {
      claims.append(
        Claim(
          "\(place) batches of 2 cost BatchNorm more than \(title).", source: "Wu & He 2018, Figure 5 and Table 2", study: "alternatives",
          effect: "\(network)_cost_batch_minus_\(name)",
          measure: "test accuracy at batch 32 − at batch 2, BatchNorm − \(title)", .above(0.02), margin: twoPoints,
          isHeadline: network == "vgg" && name == "group", published: name == "group" ? "11.1 points (ResNet-50)" : nil,
          figure: "figure-batch-size",
          differences: alternativesDifferences))
      claims.append(
        Claim(
          "\(place) \(title) does not care for the size of the batch.", source: "Wu & He 2018, Table 2", study: "alternatives",
          effect: "\(network)_cost_2_\(name)", measure: "test accuracy at batch 32 − at batch 2", .within(-0.01...0.01), margin: onePoint,
          control: Claim.Control("\(network)_cost_2_batch", "BatchNorm"), published: name == "group" ? "0.0 points (ResNet-50)" : nil,
          figure: "figure-batch-size",
          differences: alternativesDifferences))
    }
    claims.append(
      Claim(
        "\(place) RMSNorm is as good as LayerNorm.", source: "Zhang & Sennrich 2019", study: "alternatives",
        effect: "\(network)_rms_minus_layer", measure: "test accuracy at batch 32, RMSNorm − LayerNorm", .within(-0.003...0.003),
        margin: "three tenths of a point", control: Claim.Control("\(network)_none_minus_layer", "the plain network"),
        figure: "figure-batch-size", differences: alternativesDifferences))
    return claims
  }
}
