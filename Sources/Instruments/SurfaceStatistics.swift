/// What normalizations over the batch work with where the parameters have moved: the landscape is another one with each.
public enum SurfaceStatistics: String, CaseIterable, SettingValue {
  /// Every batch's own statistics, as in training.
  case batch
  /// The kept running statistics, which belong to the point that was not moved, as in evaluation.
  case running
  /// Statistics estimated anew at every point: means over batches (Ioffe & Szegedy 2015, Algorithm 2), then evaluation.
  case recomputed
}
