public import Networks
internal import Runs

/// Colours of what is no variant: layers, rates, sizes of batches, measures. None is a variant's, so that a colour means one normalization in every figure.
public enum Palette {
  /// Told apart by colour-blind readers, too, from dark to light.
  public static let others = ["#3B0F70", "#A3195B", "#E4572E", "#F7A072", "#1B7837", "#7FBC41", "#8A8A8A", "#B3A2E8"]

  /// The colour at a place; they begin anew behind the last.
  public static func color(_ place: Int) -> String { others[place % others.count] }
}

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
