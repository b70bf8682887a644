public import Datasets
internal import Foundation
public import Networks
public import Records
public import Tensors
internal import Training

/// The batches that a stored run was trained on, laid again from its configuration.
public enum RunBatch {
  /// Where Debian's package puts Fashion-MNIST.
  public static let defaultFolder = FashionMNIST.defaultFolder

  /// Whether a folder holds a run.
  public static func isRun(_ folder: String) -> Bool { FileManager.default.fileExists(atPath: "\(folder)/\(Manifest.fileName)") }

  /// The run's first batch, before any augmentation; `data` is the folder of its data files.
  ///
  /// - Throws: `RecordError` where the manifest or the data cannot be read, or the data are others than the run's.
  public static func first<R: Real>(ofRun folder: String, data: String, for network: Network) throws(RecordError) -> Batch<R> {
    let (configuration, dataset) = try source(ofRun: folder, data: data)
    guard dataset.inputShape == network.inputShape, dataset.outputs == network.outputShape.count else {
      throw RecordError(
        file: folder, problem: "found a model for \(network.inputShape), expected one for the run's data, \(dataset.inputShape)")
    }
    let batch = Batch<R>(capacity: configuration.batchSize, inputShape: dataset.inputShape, outputs: dataset.outputs)
    var order = DataOrder(count: dataset.count(.training), batchSize: configuration.batchSize, seed: configuration.seed)
    order.withBatch(at: 0) { dataset.fill(batch, from: .training, at: $0) }
    return batch
  }

  /// The run's configuration and the data that it was trained on; `data` is the folder of its data files.
  ///
  /// - Throws: `RecordError` where the manifest or the data cannot be read, or the data are others than the run's.
  public static func source(
    ofRun folder: String, data: String
  ) throws(RecordError) -> (configuration: RunConfiguration, dataset: any Dataset) {
    let configuration: RunConfiguration
    do throws(ManifestError) {
      configuration = try Manifest.read(folder: folder).configuration
    } catch {
      throw error.record
    }
    do {
      return (configuration, try DatasetLibrary(folder: data).dataset(configuration.dataset, seed: configuration.seed))
    } catch {
      throw RecordError(file: folder, problem: "\(error)")
    }
  }

  /// The examples of the first `count` batches that the run was trained on, before any augmentation, one batch behind the other.
  public static func indices(_ configuration: RunConfiguration, _ dataset: any Dataset, batches count: Int) -> [Int32] {
    var order = DataOrder(count: dataset.count(.training), batchSize: configuration.batchSize, seed: configuration.seed)
    return (0..<count).flatMap { order.withBatch(at: $0) { Array($0) } }
  }
}
