internal import Foundation
public import Networks
public import Records
public import Tensors

/// A network's parameters and state as files under PyTorch's names.
public enum Weights {
  /// The tensors of a network: what `state_dict` of the same `nn.Sequential` holds.
  public static func tensors<R: Real>(of network: Network, parameters: [R], state: [R]) -> [(name: String, tensor: StoredTensor)] {
    let all =
      network.parameters.entries.map { ($0, Array(parameters[$0.range])) } + network.state.entries.map { ($0, Array(state[$0.range])) }
    return all.sorted { $0.0.layer < $1.0.layer }.map { entry, values in
      if entry.role == .batchCount { return (entry.name, StoredTensor(values.map { Int64($0) }, shape: entry.dimensions)) }
      return (entry.name, tensor(values, entry.dimensions))
    }
  }

  /// The tensors of one vector, in a layout's order, with `prefix` before their names.
  public static func tensors<R: Real>(_ layout: TensorLayout, _ vector: [R], prefix: String) -> [(name: String, tensor: StoredTensor)] {
    layout.entries.map { (prefix + $0.name, tensor(Array(vector[$0.range]), $0.dimensions)) }
  }

  /// A tensor in the precision of its values.
  public static func tensor<R: Real>(_ values: [R], _ shape: [Int]) -> StoredTensor {
    switch R.precision {
    case .float32: StoredTensor(values.map { Float($0) }, shape: shape)
    case .float64: StoredTensor(values.map { Double($0) }, shape: shape)
    }
  }

  /// The values of a layout's tensors, joined into one flat vector. Tensors that the layout does not name are left alone; a missing count of batches is 0.
  ///
  /// - Throws: `RecordError` for a tensor that is missing, of another shape or type, or with a value that is no finite
  ///   number in `R`, or is negative in a running variance or norm.
  public static func vector<R: Real>(
    _ layout: TensorLayout, from tensors: [String: StoredTensor], file: String, as type: R.Type = R.self
  ) throws(RecordError) -> [R] {
    var values = [R](repeating: 0, count: layout.count)
    for entry in layout.entries {
      guard let tensor = tensors[entry.name] else {
        if entry.role == .batchCount { continue }
        throw RecordError(file: file, problem: "\(entry.name): found no such tensor, expected one of shape \(entry.dimensions)")
      }
      // An image of one pixel has sides of 1 in files and none here.
      guard tensor.shape == entry.dimensions || (tensor.count == entry.range.count && tensor.shape.starts(with: entry.dimensions)) else {
        throw RecordError(file: file, problem: "\(entry.name): found shape \(tensor.shape), expected \(entry.dimensions)")
      }
      guard tensor.element.isFloating || entry.role == .batchCount else {
        throw RecordError(file: file, problem: "\(entry.name): found dtype \(tensor.element.rawValue), expected a floating one")
      }
      for (i, value) in tensor.doubles.enumerated() {
        values[entry.range.lowerBound + i] = R(value)
        guard values[entry.range.lowerBound + i].isFinite else {
          throw RecordError(file: file, problem: "\(entry.name): found \(value) at element \(i), expected a finite \(R.precision.rawValue)")
        }
        guard entry.role != .runningSpread || value >= 0 else {
          throw RecordError(
            file: file, problem: "\(entry.name): found \(value) at element \(i), expected a number from 0")
        }
      }
    }
    return values
  }
}
