internal import Foundation
public import Instruments
public import Networks
public import Records
public import Tensors

/// A model from outside with its weights and a batch: what `measure` reads.
public struct Case<R: Real> {
  /// The model as its file has it, with all parameters.
  public let model: ModelDescription
  /// What is measured: without dropout, and with frozen parameters as constants.
  public let network: Network
  /// Its parameters.
  public let parameters: [R]
  /// Its running statistics.
  public let state: [R]
  /// The batch.
  public let batch: Batch<R>
  /// Names of the tensors in the weights file that no node uses.
  public let leftOut: [String]

  /// Reads the model, its weights and the batch.
  ///
  /// - Throws: `RecordError` that names file and tensor.
  public init(_ files: CaseFiles) throws(RecordError) {
    try self.init(model: files.model, weights: files.weights) { model throws(RecordError) in try BatchFile.read(files.batch, for: model) }
  }

  /// Reads the model and its weights, and asks for a batch that fits them.
  ///
  /// - Throws: `RecordError` that names file and tensor, or what `batch` throws.
  public init(
    model modelPath: String, weights: String, batch: (ModelDescription) throws(RecordError) -> Batch<R>
  ) throws(RecordError) {
    let tensors = try TensorFile.read(weights)
    model = try ModelDescription(contentsOf: modelPath, tensorNames: Set(tensors.keys))
    let known = Set((model.network.parameters.entries + model.network.state.entries).map(\.name))
    leftOut = tensors.keys.filter { !known.contains($0) }.sorted()
    // A list of layers is an `nn.Sequential`, which has no buffers beside its layers'; a module may.
    if let surplus = leftOut.first, !model.isGraph {
      throw RecordError(file: weights, problem: "\(surplus): found a tensor that the model has no place for, expected \(known.sorted())")
    }
    let all: [R] = try Weights.vector(model.network.parameters, from: tensors, file: weights)
    do throws(NetworkError) {
      network = try model.measured(at: all)
    } catch {
      throw RecordError(file: modelPath, problem: error.description)
    }
    parameters = model.frozen.isEmpty ? all : try Weights.vector(network.parameters, from: tensors, file: weights)
    state = try Weights.vector(network.state, from: tensors, file: weights)
    self.batch = try batch(model)
    try Self.requireMemory(for: network, samples: self.batch.samples, file: modelPath)
  }

  /// Throws where the values of one pass alone take more memory than the machine has.
  private static func requireMemory(for network: Network, samples: Int, file: String) throws(RecordError) {
    let memory = Double(ProcessInfo.processInfo.physicalMemory)
    func require(_ what: String, _ scalars: Double) throws(RecordError) {
      let bytes = scalars * Double(MemoryLayout<R>.stride)
      guard bytes < memory else {
        func gigabytes(_ bytes: Double) -> String { "\((bytes / 1e9).rounded()) GB" }
        throw RecordError(
          file: file,
          problem:
            "found \(what) of \(gigabytes(bytes)) for a batch of \(samples), expected less than the machine's \(gigabytes(memory))")
      }
    }
    // Values first: the sum of what goes beside them could be beyond all numbers.
    try require("values", network.shapes.reduce(0.0) { $0 + Double($1.count) } * Double(samples))
    try require("values and scratch", Double(network.passCount(samples: samples, precision: R.precision)))
  }

  /// A vector of the parameters' length, from a file with one tensor for each.
  ///
  /// - Throws: `RecordError` that names file and tensor.
  public func direction(_ path: String) throws(RecordError) -> [R] {
    let tensors = try TensorFile.read(path)
    let names = Set(network.parameters.entries.map(\.name))
    if let surplus = tensors.keys.filter({ !names.contains($0) }).min() {
      throw RecordError(file: path, problem: "\(surplus): found a tensor that is no parameter, expected \(names.sorted())")
    }
    return try Weights.vector(network.parameters, from: tensors, file: path)
  }

  /// Another set of weights of the same network, with their running statistics.
  ///
  /// - Throws: `RecordError` that names file and tensor; also for a frozen parameter that differs from the first weights', since nothing moves it.
  public func position(_ path: String) throws(RecordError) -> NetworkPosition<R> {
    let tensors = try TensorFile.read(path)
    let known = Set((model.network.parameters.entries + model.network.state.entries).map(\.name))
    if let surplus = tensors.keys.filter({ !known.contains($0) && !leftOut.contains($0) }).min() {
      throw RecordError(
        file: path, problem: "\(surplus): found a tensor that the model has no place for, expected the same network's weights")
    }
    for constant in network.constants where tensors[constant.name]?.doubles != constant.values {
      throw RecordError(file: path, problem: "\(constant.name): found other values of a frozen parameter, expected those of the weights")
    }
    return NetworkPosition(
      parameters: try Weights.vector(network.parameters, from: tensors, file: path),
      state: try Weights.vector(network.state, from: tensors, file: path))
  }
}
