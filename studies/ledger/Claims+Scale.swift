import Reports

/// What is said of the size of weights that a normalization undoes.
extension Claims {
  static let scaleDifferences = "A perceptron of 256-256 on 20,000 images of Fashion-MNIST, not ResNets on CIFAR-10 or ImageNet."
  static let scale = [
    Claim(
      "Weight decay is the same as a learning rate that grows exponentially.", source: "Li & Arora 2020", study: "scale",
      effect: "growing_over_decay", measure: "late training loss, growing rate / decay", .within(0.97...1.03),
      margin: "three hundredths", test: .signs, control: Claim.Control("constant_over_decay", "neither"),
      published: "the same function, step by step", figure: "figure-theorem",
      differences: scaleDifferences
        + " Only normalized weights decay or grow. In exact arithmetic that both end the same is a theorem: what is measured is that rounding, in float64, does not undo it in 1000 steps."
    ),
    Claim(
      "In balance a step turns a normalized weight by √(2ηλ): the first.", source: "van Laarhoven 2017; Wan et al. 2021", study: "scale",
      effect: "angle_first", measure: "late angle of a step / √(2ηλ)", .within(0.95...1.05), margin: "a twentieth", test: .signs,
      control: Claim.Control("angle_output", "the output's weight, which is not normalized"), figure: "figure-angle",
      differences: scaleDifferences),
    Claim(
      "… and the second.", alone: "In balance a step turns a normalized weight by √(2ηλ): the second.",
      source: "van Laarhoven 2017; Wan et al. 2021", study: "scale", effect: "angle_second",
      measure: "late angle of a step / √(2ηλ)", .within(0.95...1.05), margin: "a twentieth", test: .signs,
      control: Claim.Control("angle_plain_second", "the same weight without normalization"), figure: "figure-angle"),
    Claim(
      "With momentum γ it is √(2ηλ/(1 + γ)).", alone: "With momentum γ a step in balance turns a normalized weight by √(2ηλ/(1 + γ)).",
      source: "Wan et al. 2021", study: "scale", effect: "angle_momentum_second",
      measure: "late angle of a step / √(2ηλ/(1 + γ)), second weight", .within(0.95...1.05), margin: "a twentieth", test: .signs,
      control: Claim.Control("angle_plain_second", "the same weight without normalization"), figure: "figure-angle",
      differences: "The control of the angle with momentum has none, and its rate is another."),
    Claim(
      "Twice the rate at the same product of rate and decay ends the same.", source: "Li, Lyu & Arora 2020", study: "scale",
      effect: "accuracy_rate2", measure: "test accuracy, 2η and λ/2 − η and λ", .within(-0.005...0.005), margin: points,
      control: Claim.Control("accuracy_rate2_same_decay", "twice the rate with the same decay"), figure: "figure-rates",
      differences: scaleDifferences),
    Claim(
      "Four times the rate too.", alone: "Four times the rate at the same product of rate and decay ends the same.",
      source: "Li, Lyu & Arora 2020", study: "scale", effect: "accuracy_rate4",
      measure: "test accuracy, 4η and λ/4 − η and λ", .within(-0.005...0.005), margin: points,
      control: Claim.Control("accuracy_rate4_same_decay", "four times the rate with the same decay"), figure: "figure-rates"),
    Claim(
      "Decay of the normalized weights alone keeps most of what decay brings.", source: "Zhang et al. 2019", study: "scale",
      effect: "kept_normalized", measure: "test accuracy, decay of normalized weights − (0.7 decay of all + 0.3 none)", .above(0),
      margin: "seven tenths of the gain",
      premise: Claim.Premise("gain", "decay brings at least 0.3 points of test accuracy", .above(0.003)),
      figure: "figure-rates",
      differences: scaleDifferences + " That decay brings anything was made a premise after results: it costs accuracy here."),
    Claim(
      "Decay makes the network flatter where weights have unit norm.", source: "Lyu, Li & Arora 2022", study: "scale",
      effect: "spherical_sharpness", measure: "spherical sharpness at the end, decay / none", .below(0.905),
      margin: "a tenth of a logarithm", figure: "figure-rates", differences: scaleDifferences),
    Claim(
      "… and sharper as it stands.", alone: "Decay makes the network sharper as it stands.", source: "Lyu, Li & Arora 2022", study: "scale",
      effect: "raw_sharpness",
      measure: "largest eigenvalue at the end, decay / none", .above(1.105), margin: "a tenth of a logarithm", figure: "figure-rates"),
    Claim(
      "With decay the loss of full-batch descent spikes.", source: "Li, Lyu & Arora 2020", study: "scale", effect: "spikes_full_decay",
      measure: "rises above twice the smallest loss before", .above(0.5), margin: "one spike", test: .signs, figure: "figure-spikes",
      differences: scaleDifferences),
    Claim(
      "Without decay it does not.", alone: "Without decay the loss of full-batch descent does not spike.", source: "Li, Lyu & Arora 2020",
      study: "scale", effect: "spikes_full_none",
      measure: "rises above twice the smallest loss before", .below(0.5), margin: "one spike", test: .signs, figure: "figure-spikes"),
  ]
}
