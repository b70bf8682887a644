import ArgumentParser
import Instruments
import Networks
import Records
import Reports
import Runs

/// What normalization does to the Hessian's spectrum (Ghorbani, Krishnan & Xiao 2019; Sagun et al. 2017; Papyan 2019; Gur-Ari, Roberts & Dyer 2018; Yao,
/// Gholami, Keutzer & Mahoney 2020).
@main
struct Spectrum: StudyCommand {
  static let configuration = CommandConfiguration(
    commandName: "spectrum",
    abstract: "The Hessian's spectrum over training, by normalization: density, outliers, the gradient's share in their space, and depth.",
    discussion: """
      Perceptrons with seven normalizations and a narrow VGG-11 on Fashion-MNIST: spectral densities by stochastic Lanczos quadrature, the largest eigenvalues, and how \
      much of the gradient lies in the space of the ten largest, with batch statistics and, for batch normalization, with running ones. Perceptrons on the \
      first 2, 5 and 10 classes, with true and with shuffled labels. Residual networks of 8 to 32 layers with batch normalization, without it, and \
      without short-cuts: trace and largest eigenvalue. Losses are averaged over training images in batches of the training's size.
      """, version: Toolkit.version)

  @OptionGroup var options: RunOptions

  func run() throws {
    let library = options.datasets
    let study = try options.study(named: "spectrum", library: library, setting: { SpectrumArm.of($0).setting }) { options in
      let flat = try library.images(scaling: .standardized, side: nil)
      return try SpectrumGrid(options: options, flat: flat, padded: try library.images(scaling: .standardized, side: 32)).configurations
    }
    guard let runs = try study.run() else { return }
    try study.report(
      runs,
      columns: [
        SummaryColumn(TrainingInstrument.lateLoss, title: "training loss"),
        SummaryColumn(EigenspaceInstrument.finalBatchShare, title: "c10, batch", isShare: true),
        SummaryColumn(EigenspaceInstrument.finalDataShare, title: "c10, data", isShare: true),
        SummaryColumn(EigenspaceInstrument.finalOutlierRatio, title: "λ1/λ10"),
        SummaryColumn(EigenspaceInstrument.finalGap, title: "gap"),
      ],
      effects: try SpectrumEffects.make(runs), figures: try SpectrumFigures.make(runs))
  }
}
