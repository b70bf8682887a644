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
      "The landscape is as smooth in random directions.", source: "S 3.2",
      reason: "Stated without a figure or a definition of the steps' lengths."),
    UntestedClaim(
      "With weight decay only the effective learning rate η/‖W‖² matters.", source: "Hoffer et al. 2018; van Laarhoven 2017",
      reason: "No study varies the weight decay yet."),
  ]
}
