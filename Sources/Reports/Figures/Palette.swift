public import Networks
internal import Runs

extension Variant {
  /// The variant's colour in every figure: Okabe and Ito's palette, which colour-blind readers tell apart; grey for the network without
  /// normalization.
  public var color: String {
    switch self {
    case .none: "#555555"
    case .batch: "#0072B2"
    case .l1: "#E69F00"
    case .l2: "#009E73"
    case .linf: "#CC79A7"
    case .layer: "#56B4E9"
    case .group: "#B8A800"
    case .rms: "#332288"
    case .instance: "#DDCC77"
    case .ghost: "#FFAABB"
    case .weight: "#9933FF"
    case .weightStandardization: "#000000"
    case .noisyBatch: "#D55E00"
    case .noise: "#8B4513"
    }
  }
}
