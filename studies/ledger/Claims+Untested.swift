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
      "L2 normalization trains as BatchNorm does.", source: "S 3.3",
      reason: "It is BatchNorm but for where ε stands, and comes to the same numbers."),
  ]
}
