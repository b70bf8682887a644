import Reports

/// Claims that wait.
extension Claims {
  static let untested = [
    UntestedClaim(
      "BatchNorm reaches Inception's ImageNet accuracy in 14 times fewer steps, and a better one.", source: "I 4.2",
      reason: "ImageNet and Inception are beyond a CPU; the learning-rates study has the small counterpart."),
    UntestedClaim(
      "A sigmoid Inception trains with BatchNorm only.", source: "I 4.2", reason: "ImageNet; the sigmoid study has the small counterpart."),
    UntestedClaim(
      "VGG on CIFAR-10 comes to 83 % with BatchNorm and 80 % without after 15 000 steps.", source: "S A.1, Figure 1",
      reason: "CIFAR-10 is not among Debian's packages; --data takes it where it is at hand."),
    UntestedClaim(
      "BatchNorm makes shallow residual networks sharper and deep ones flatter.", source: "Yao et al. 2020",
      reason:
        "The networks without normalization hardly learn in the 300 steps that the cost allows, and six seeds carry no verdict; `spectrum` has the traces' ratios by depth."
    ),
    UntestedClaim(
      "VGG is unstable to the order of examples at initialization, and stable after a tenth of training.", source: "Frankle et al. 2020",
      reason: "Six seeds, for the cost, can carry no verdict; `paths` has the barriers."),
    UntestedClaim(
      "Sharpness predicts the gap along every axis.", source: "Dziugaite et al. 2020, against it",
      reason: "The worst of five axes is chosen by the data; `sharpness` has all five."),
    UntestedClaim(
      "Batch renormalization repairs batch normalization in batches of 4.", source: "Ioffe 2017",
      reason: "There is no such layer here; `alternatives` has what batches of 2 to 128 cost."),
    UntestedClaim(
      "γ and β alone, trained, beat as many other weights.", source: "Frankle, Schwab & Morcos 2021",
      reason: "Runs cannot hold the other weights still; `measure` can (frozen nodes)."),
    UntestedClaim(
      "Batch normalization of the last layer alone brings most of the larger rate.", source: "Bjorck et al. 2018",
      reason: "A model has normalization behind all of its layers, or behind none."),
    UntestedClaim(
      "Weight standardization with GroupNorm is smoother than GroupNorm.", source: "Qiao et al. 2019",
      reason: "`--variants group,weight-standardization` trains both; no study has runs of them."),
    UntestedClaim(
      "Whitening between layers trains faster than normalizing each feature.", source: "Huang et al. 2019",
      reason: "There is no such layer here; `inputs` has the inputs' counterpart."),
    UntestedClaim(
      "In testing, dropout in front of batch normalization shifts variances by the factor that is computed for it.",
      source: "Li, Chen, Hu & Yang 2019", reason: "`outputs` has what it costs in accuracy, and no variances of both modes."),
    UntestedClaim(
      "Normalization by channel is better than by activation in a convolution.", source: "I 3.2",
      reason: "There is no normalization by activation here."),
    UntestedClaim(
      "Normalization belongs in front of the nonlinearity, not behind it.", source: "I 3.2",
      reason: "`--normalization-place after` puts it behind; no study has runs of it."),
    UntestedClaim(
      "L2 normalization trains as BatchNorm does.", source: "S 3.3",
      reason: "It is BatchNorm but for where ε stands, and comes to the same numbers."),
  ]
}
