import Reports

/// What is said of networks with short-cuts, and of recurrent ones. The default runs of both studies were made before their claims were locked.
extension Claims {
  static let residualDifferences = "A quarter of the width, 200 steps, Fashion-MNIST; not CIFAR-10 for 64 000."
  static let residual = [
    Claim(
      "With BatchNorm branches bring less from block to block, as 1/block.", source: "De & Smith 2020", study: "residual",
      effect: "long_branch_slope_batch", measure: "slope of log branch / short-cut variance over log block, 8 to 64",
      .within(-1.1 ... -0.9),
      margin: "a tenth", test: .signs, control: Claim.Control("long_branch_slope_none", "the plain network"), published: "−1",
      figure: "figure-blocks"),
    Claim(
      "It is BatchNorm's own: LayerNorm does not.",
      alone: "LayerNorm, unlike BatchNorm, does not make branches bring less from block to block.",
      source: "De & Smith 2020, as often read", study: "residual",
      effect: "long_branch_slope_layer", measure: "the same with LayerNorm", .above(-0.9), margin: "a tenth", test: .signs,
      figure: "figure-blocks"),
    Claim(
      "Without short-cuts BatchNorm shatters gradients.", source: "Balduzzi et al. 2017", study: "residual",
      effect: "plain_over_batch_autocorrelation_chain_8", measure: "autocorrelation at lag 4, plain − BatchNorm, 8 layers", .above(0.3),
      margin: "three tenths of a correlation", figure: "figure-depth", differences: residualDifferences),
    Claim(
      "Branches of a tenth keep them whole.", alone: "Branches of a tenth keep gradients from being shattered.",
      source: "Balduzzi et al. 2017", study: "residual", effect: "scaled_autocorrelation_56",
      measure: "autocorrelation at lag 4, BatchNorm with α from 0.1, 56 layers", .above(0.7), margin: "seven tenths of a correlation",
      test: .signs, figure: "figure-depth"),
    Claim(
      "Without BatchNorm channel means grow with depth.", source: "Bjorck et al. 2018", study: "residual",
      effect: "plain_over_batch_mean_slope_chain_8", measure: "slope of |mean| / deviation over depth, plain − BatchNorm, 8 layers",
      .above(0.01), margin: "a hundredth of a deviation a layer", figure: "figure-depth", differences: residualDifferences),
    Claim(
      "SkipInit does in deep networks what BatchNorm does.", source: "De & Smith 2020", study: "residual", effect: "skip_init_share_56",
      measure: "share of BatchNorm's gain in loss, 56 layers", .above(0.7), margin: "seven tenths of the gain", test: .signs,
      control: Claim.Control("control_share_56", "α from 1"),
      figure: "figure-training", differences: residualDifferences),
  ]

  static let recurrentDifferences = "Rows of Fashion-MNIST, 64 units, 1000 steps; not pixels of MNIST or text."
  static let recurrent = [
    Claim(
      "γ = 0.1 keeps gradients from vanishing.", source: "Cooijmans et al. 2017, Figure 1", study: "recurrent",
      effect: "gradient_small_over_one_rnn", measure: "log₁₀ of first / last gradient at the start, γ 0.1 − γ 1, tanh", .above(0.3),
      margin: "a factor of two", figure: "figure-time-gradients", differences: recurrentDifferences),
    Claim(
      "From W_h = I, with the input off after the first step, it does.",
      alone: "From W_h = I, with the input off after the first step, γ = 0.1 keeps gradients from vanishing.",
      source: "Cooijmans et al. 2017, Figure 1", study: "recurrent",
      effect: "gradient_small_over_one_identity_start_rnn", measure: "the same over 196 steps with the image at the first alone", .above(3),
      margin: "three powers of ten", figure: "figure-long-time", differences: recurrentDifferences),
    Claim(
      "Normalizing the input's part makes training faster.",
      alone: "Normalizing the input's part of a recurrent network makes training faster.", source: "Laurent et al. 2016",
      study: "recurrent", effect: "input_steps_lstm",
      measure: "steps to the plain network's loss at half time, normalized / plain, LSTM", .below(0.8), margin: "a fifth",
      figure: "figure-training", differences: recurrentDifferences),
    Claim(
      "But tests no better.", alone: "Normalizing the input's part of a recurrent network does not make it test better.",
      source: "Laurent et al. 2016", study: "recurrent", effect: "input_accuracy_lstm",
      measure: "test accuracy, normalized − plain, LSTM", .within(-0.01...0.01), margin: "a percentage point",
      control: Claim.Control("hidden_accuracy_lstm", "the state's part normalized"), figure: "figure-training"),
    Claim(
      "Statistics in common to all steps hurt.", alone: "In a recurrent network statistics in common to all steps hurt.",
      source: "Laurent et al. 2016; Cooijmans et al. 2017", study: "recurrent",
      effect: "separate_over_shared_accuracy_lstm", measure: "test accuracy, of every step's own − in common, LSTM", .above(0.01),
      margin: "a percentage point", figure: "figure-training"),
    Claim(
      "γ = 0.1 trains better than 1.", source: "Cooijmans et al. 2017", study: "recurrent", effect: "small_over_one_loss_lstm",
      measure: "late training loss, γ 0.1 / γ 1, LSTM", .below(0.9), margin: tenth, figure: "figure-training"),
    Claim(
      "Permuted images gain more by it than ordered ones.",
      alone: "Permuted images gain more by BatchNorm in a recurrent network than ordered ones.", source: "Cooijmans et al. 2017",
      study: "recurrent",
      effect: "permuted_gain_lstm", measure: "gain in accuracy, permuted − ordered, LSTM", .above(0.01), margin: "a percentage point",
      published: "+5.1 points (98.9 → 99.0, 90.2 → 95.4)", figure: "figure-training"),
    Claim(
      "LayerNorm is no worse in an LSTM.", source: "Ba et al. 2016", study: "recurrent", effect: "layer_over_batch_accuracy_lstm",
      measure: "test accuracy, LayerNorm − BatchNorm at γ 0.1", .above(-0.005), margin: points, test: .signs, figure: "figure-training"),
  ]
}
