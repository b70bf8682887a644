/// Which of its two behaviours a network shows. An argument of every pass.
public enum Mode: String, Codable, Sendable {
  /// Batch statistics, noise and dropout on.
  case training
  /// Running statistics where the layer keeps them, noise and dropout off.
  case evaluation
}
