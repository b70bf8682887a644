import Reports

/// What is said of ways between networks, and of planes through them.
extension Claims {
  static let pathDifferences = "Perceptrons and a quarter of VGG-11 on Fashion-MNIST; losses over 1000 images."
  static let paths = [
    Claim(
      "Without weight decay minima of small batches are wider, in absolute steps.", source: "Li et al. 2018, section 3", study: "paths",
      effect: "large_over_small_absolute_rise_decay_0.0", measure: "rise of the loss, batches of 2048 / 128", .above(1.1), margin: tenth,
      figure: "figure-widths", differences: pathDifferences),
    Claim(
      "With weight decay the order flips.", alone: "With weight decay minima of large batches are wider, in absolute steps.",
      source: "Li et al. 2018, section 3", study: "paths",
      effect: "large_over_small_absolute_rise_decay_0.0005", measure: "the same with decay", .below(0.9), margin: tenth,
      figure: "figure-widths"),
    Claim(
      "Filter-normalized steps see the large batch's minimum as the sharper one with decay too.", source: "Li et al. 2018, section 4",
      study: "paths", effect: "large_over_small_filter_rise_decay_0.0005", measure: "the same, filter-normalized", .above(1.1),
      margin: tenth, figure: "figure-widths"),
    Claim(
      "Two components hold as much of training's variance as of a random walk's.", source: "Antognini & Sohl-Dickstein 2018",
      study: "paths", effect: "two_components_minus_walk_batch_momentum_0.0", measure: "share of variance minus the walk's, BatchNorm",
      .within(-0.05...0.05), margin: "five hundredths of the variance", test: .signs,
      control: Claim.Control("pulled_walk_minus_walk", "a walk that is pulled back"), published: "0 (40–90 %)", figure: "figure-trajectory"),
    Claim(
      "The loss only falls on the line from the start.", source: "Goodfellow et al. 2015", study: "paths",
      effect: "start_rise_batch_sgd_0.1", measure: "largest rise / loss at the start, BatchNorm, SGD", .below(0.01),
      margin: "a hundredth of the loss at the start", test: .signs, figure: "figure-start"),
    Claim(
      "With BatchNorm and Adam at a large rate it does not.",
      alone: "With BatchNorm and Adam at a large rate the loss does not only fall on the line from the start.", source: "Lucas et al. 2021",
      study: "paths",
      effect: "start_rise_batch_adam_0.003", measure: "the same, Adam at 0.003", .above(0.01), margin: "a hundredth of it", test: .signs,
      figure: "figure-start"),
    Claim(
      "The start is more than noise: another seed's is on another way.", source: "against a rival reading of that", study: "paths",
      effect: "fresh_gap_batch_sgd_0.1", measure: "largest gap of the two ways / loss at the start", .above(0.1),
      margin: "a tenth of the loss at the start", test: .signs, figure: "figure-start"),
    Claim(
      "A curve of one bend joins two minima.", source: "Garipov et al. 2018", study: "paths", effect: "bezier_over_line_batch",
      measure: "barrier on the Bézier curve / on the line, BatchNorm", .below(0.1), margin: "a tenth of the line's", test: .signs,
      figure: "figure-modes", differences: pathDifferences),
    Claim(
      "Stale statistics make a barrier larger than it is.", source: "Garipov et al. 2018, update of statistics", study: "paths",
      effect: "stale_over_recomputed_line_barrier", measure: "barrier with mixed running statistics / recomputed ones", .above(1.5),
      margin: "half as much again", figure: "figure-modes"),
  ]

  private static let surfacesDifferences =
    "Nine seeds, 1000 steps, a quarter of the width, Fashion-MNIST. Concave points count as rough too, and the networks without short-cuts end at a higher loss."

  static let surfaces = [
    Claim(
      "Deep networks without short-cuts have rougher surfaces.", source: "Li et al. 2018, section 6", study: "surfaces",
      effect: "chain_over_shortcuts_roughness_56", measure: "share of rough points, without / with short-cuts, 56 layers", .above(2),
      margin: "twice as many", figure: "figure-shortcuts", differences: surfacesDifferences),
    Claim(
      "Networks of 20 layers do not.", source: "Li et al. 2018, section 6", study: "surfaces", effect: "chain_over_shortcuts_roughness_20",
      measure: "the same, 20 layers", .within(0.67...1.5), margin: "half as many again",
      control: Claim.Control("chain_over_shortcuts_roughness_56", "56 layers"), published: "“fairly unnoticeable”",
      figure: "figure-shortcuts", differences: surfacesDifferences),
    Claim(
      "Deep networks without short-cuts have more local minima on a plane.", source: "Li et al. 2018, section 6", study: "surfaces",
      effect: "chain_over_shortcuts_minima_56",
      measure: "local minima of the plane, without / with short-cuts, 56 layers", .above(2),
      margin: "twice as many", figure: "figure-shortcuts",
      differences:
        "Nine seeds, 1000 steps, a quarter of the width, Fashion-MNIST; the networks without short-cuts end at a higher loss. Untrained planes have the same ratio; half a minimum is added to either number. Added after results were seen: the share of rough points does not tell islands from a plane that levels off."
    ),
  ]
}
