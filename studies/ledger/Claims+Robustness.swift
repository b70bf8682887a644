import Reports

/// Whether what is said of the landscape along the gradient hangs on how training was set up.
extension Claims {
  static let robustness: [Claim] = {
    let study = "robustness"
    let differences = """
      A perceptron for 400 steps (ten epochs: 4690) and VGG-11 at a quarter of its width for 1000, on Fashion-MNIST. The usual perceptron's runs are `landscape`'s own, and VGG-11's are the first 1000 steps of `landscape-vgg11`'s, whose loss band had been seen (1.03 of the plain one, probed every 100 steps; here every 50); a quick look at \
      all set-ups (two seeds, networks of a few units, 20 to 40 steps, of ten epochs 1001) had been seen before these claims were written, and in it tanh and the low rate widened the perceptron's loss band, Glorot's initial weights VGG-11's. The three set-ups of VGG-11 are the usual one, weight decay and He's initial weights: four claims on the last two, which these imply, were merged into them. Probed every 100 steps in place of 50 the largest ratio of the loss bands would be 1.13.
      """
    func band(_ sentence: String, _ effect: String, _ quantity: String, _ source: String, measure: String = "BatchNorm / plain") -> Claim {
      Claim(
        sentence, source: source, study: study, effect: effect, measure: "width of the \(quantity) band, \(measure)", .below(0.9),
        margin: tenth, figure: "figure-setups", differences: differences)
    }
    let (loss, gradient) = ("S 3.1, Figure 4a", "S 3.2, Figure 4b")
    let (perceptron, vgg) = ("the largest ratio of ten set-ups, BatchNorm / plain", "the largest ratio of three set-ups, BatchNorm / plain")
    let bands = [
      band(
        "On the perceptron the loss varies less along the gradient with BatchNorm in every set-up.", "mlp_worst_loss_band", "loss", loss,
        measure: perceptron),
      band(
        "On the perceptron gradients are more predictive with BatchNorm in every set-up.", "mlp_worst_gradient_band", "gradient", gradient,
        measure: perceptron),
      band(
        "Over ten epochs of the perceptron, too, the loss varies less along the gradient with BatchNorm.", "mlp_loss_band_epochs", "loss",
        loss),
      band(
        "Over ten epochs of the perceptron, too, gradients are more predictive with BatchNorm.", "mlp_gradient_band_epochs", "gradient",
        gradient),
      band(
        "On VGG-11 the loss varies less along the gradient with BatchNorm in every set-up in which the plain network trains.",
        "vgg_worst_loss_band", "loss", loss, measure: vgg),
      band(
        "On VGG-11 gradients are more predictive with BatchNorm in every set-up in which the plain network trains.",
        "vgg_worst_gradient_band", "gradient", gradient, measure: vgg),
    ]
    let rate = [
      Claim(
        "At a rate of 0.5 VGG does not train without BatchNorm.", source: "S 2, Figure 1", study: study,
        effect: "vgg_accuracy_high_rate_none", measure: "late training accuracy of the plain network; chance is 0.1", .below(0.2),
        margin: "twice the accuracy of guessing", test: .signs, published: "0.06 to 0.15", figure: "figure-training",
        differences: differences),
      Claim(
        "At a rate of 0.5 VGG trains with BatchNorm.", source: "S 2, Figure 1", study: study, effect: "vgg_accuracy_high_rate_batch",
        measure: "late training accuracy with BatchNorm", .above(0.5), margin: "half of the images", test: .signs,
        published: "0.66 (1000 steps)", figure: "figure-training", differences: differences),
    ]
    return bands + rate
  }()
}
