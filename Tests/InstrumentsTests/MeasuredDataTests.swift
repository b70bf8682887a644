import Foundation
import Datasets
import Instruments
import Landscape
import Networks
import Objectives
import Records
import Tensors
import TestSupport
import Testing

@Suite("eigenspaces, and what is measured over")
struct MeasuredDataTests {
  private static let dataset = try! GaussianRegression(examples: 40, features: 3, seed: 4)
  private static let network = try! Network(
    input: Shape(channels: 3), layers: [Linear(outputs: 4), BatchNormalization(), Activation.tanh, Linear(outputs: 3)])

  /// A run's subject on examples 20 to 29.
  private func subject(_ network: Network = network) -> (Subject<Double>, [Double]) {
    let batch = Batch<Double>(capacity: 10, inputShape: Self.dataset.inputShape, outputs: 3)
    (20..<Int32(30)).map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
    let objective = NetworkObjective(network: network, loss: .halfMeanSquaredError, batch: batch)
    let theta: [Double] = Initializer.glorotNormal.parameters(of: network, seed: 7)
    var gradient = theta
    let value = objective.evaluate(at: theta, gradient: &gradient)
    var subject = Subject(objective, at: theta, value: value, gradient: gradient)
    subject.state = (0..<network.state.count).map { 1 + 0.25 * Double($0) }
    subject.run = RunPosition(step: 3, learningRate: 0.1, seed: 1, batchSize: 10, start: theta, dataset: Self.dataset)
    return (subject, theta)
  }

  @Test("of a quadratic, shares of the gradient are those along the axes, largest eigenvalues first")
  func quadratic() throws {
    let subject = Subject(Quadratic<Double>(diagonal: [1, 8, -4, 3]), at: [1, 0.5, 2, 1])
    // g = (1, 4, −8, 3): squares 1, 16, 64, 9 of 90.
    let rows = try EigenspaceInstrument(top: 3).measure(subject) { _ in }
    expectAgreement(rows.map(\.eigenvalue), [8, 3, 1], relative: 1e-10)
    expectAgreement(rows.map(\.batchShare), [16.0 / 90, 9.0 / 90, 1.0 / 90], relative: 1e-8)
    expectAgreement(rows.map(\.dataShare), rows.map(\.batchShare), relative: 1e-12)
    expectAgreement(rows.map(\.weightsNorm), [Double](repeating: 6.25.squareRoot(), count: 3), relative: 1e-14)
    #expect(rows.map(\.rank) == [1, 2, 3] && rows.allSatisfy { $0.residual < 1e-8 })
  }

  @Test(
    "examples of the run in batches: the Hessian is the mean of the batches' own, each with its statistics, by the share of its examples")
  func batches() throws {
    let (subject, theta) = subject()
    var mean = [Double](repeating: 0, count: theta.count * theta.count)
    for (range, share) in [(0..<Int32(8), 8.0 / 12), (8..<12, 4.0 / 12)] {
      let batch = Batch<Double>(capacity: range.count, inputShape: Self.dataset.inputShape, outputs: 3)
      range.map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
      let hessian = NetworkObjective(network: Self.network, loss: .halfMeanSquaredError, batch: batch).hessian(at: theta)
      var (direction, product) = (theta, theta)
      for column in theta.indices {
        for i in theta.indices { direction[i] = i == column ? 1 : 0 }
        hessian.apply(to: direction, product: &product)
        for i in theta.indices { mean[i * theta.count + column] += share * product[i] }
      }
    }
    let values = try #require(SymmetricEigenvalues.ofDense(mean, order: theta.count))
    let data = MeasuredData(examples: 12, batchSize: 8)
    let row = try #require(LargestEigenvalueInstrument(tolerance: 1e-12, data: data).measure(subject) { _ in }.first)
    expectAgreement([row.largest], [values[values.count - 1]], relative: 1e-10)
    let top = try EigenspaceInstrument(top: 4, data: data).measure(subject) { _ in }
    expectAgreement(top.map(\.eigenvalue), values.reversed().prefix(4).map(\.self), relative: 1e-9)
    let spectrum = try SpectrumInstrument(probes: 1, steps: 5, data: data).measure(subject) { _ in }
    expectAgreement(spectrum.filter { $0.probe == 0 }.map(\.node), values, relative: 1e-9, absolute: 1e-11)
    let trace = try #require(TraceInstrument(tolerance: 1e-9, data: data).measure(subject) { _ in }.first)
    expectAgreement([trace.trace], [values.reduce(0, +)], relative: 1e-3)
  }

  @Test("the subject's own batch in batches is what the same examples of a run are in batches")
  func ownBatches() throws {
    let (subject, theta) = subject()
    let batch = Batch<Double>(capacity: 12, inputShape: Self.dataset.inputShape, outputs: 3)
    (0..<Int32(12)).map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
    let objective = NetworkObjective(network: Self.network, loss: .halfMeanSquaredError, batch: batch)
    var gradient = theta
    let value = objective.evaluate(at: theta, gradient: &gradient)
    let own = Subject(objective, at: theta, value: value, gradient: gradient)
    let (ofRun, ofBatch) = (MeasuredData(examples: 12, batchSize: 8), MeasuredData(batchSize: 8))
    func largest(_ subject: Subject<Double>, _ data: MeasuredData) throws -> [Double] {
      try LargestEigenvalueInstrument(data: data).measure(subject) { _ in }.map(\.largest)
    }
    func trace(_ subject: Subject<Double>, _ data: MeasuredData) throws -> [Double] {
      try TraceInstrument(data: data).measure(subject) { _ in }.map(\.trace)
    }
    func curvature(_ subject: Subject<Double>, _ data: MeasuredData?) throws -> [Double] {
      try CurvatureInstrument(top: 3, data: data).measure(subject) { _ in }.map(\.value)
    }
    func nodes(_ subject: Subject<Double>, _ data: MeasuredData) throws -> [Double] {
      try SpectrumInstrument(probes: 2, steps: 6, data: data, subsets: 2).measure(subject) { _ in }.filter { $0.subset > 0 }.map(\.node)
    }
    #expect(try largest(own, ofBatch) == largest(subject, ofRun) && trace(own, ofBatch) == trace(subject, ofRun))
    #expect(try curvature(own, ofBatch) == curvature(subject, ofRun) && curvature(own, ofBatch) != curvature(own, nil))
    #expect(try nodes(own, ofBatch) == nodes(subject, ofRun) && !nodes(own, ofBatch).isEmpty)
  }

  @Test("a spectrum's parts of the data are those of batches of their own, and its error over data is that of their mean")
  func parts() throws {
    let (subject, theta) = subject()
    let instrument = SpectrumInstrument(probes: 2, steps: 6, grid: 40, data: MeasuredData(examples: 13, batchSize: 6), subsets: 3)
    let rows = try instrument.measure(subject) { _ in }
    var curves = [[Double]]()
    guard case .object(let answer) = instrument.answer(rows), case .array(let grid)? = answer["grid"],
      case .number(let width)? = answer["width"], case .array(let errors)? = answer["standard_error_data"]
    else { return #expect(Bool(false), "a density") }
    func numbers(_ values: [JSONValue]) -> [Double] { values.map { if case .number(let number) = $0 { number } else { .nan } } }
    for part in 0..<3 {
      let batch = Batch<Double>(capacity: 4, inputShape: Self.dataset.inputShape, outputs: 3)
      (Int32(4 * part)..<Int32(4 * part + 4)).map(\.self).withUnsafeBufferPointer { Self.dataset.fill(batch, from: .training, at: $0) }
      let own = NetworkObjective(network: Self.network, loss: .halfMeanSquaredError, batch: batch)
      let alone = try SpectrumInstrument(probes: 2, steps: 6, grid: 40).measure(Subject(own, at: theta)) { _ in }.filter { $0.probe > 0 }
      let found = rows.filter { $0.subset == part + 1 }
      #expect(found.map(\.node) == alone.map(\.node) && found.map(\.weight) == alone.map(\.weight), "part \(part)")
      curves.append(
        numbers(grid).map { point in
          alone.reduce(0) { sum, row in
            let z = (point - row.node) / width
            return sum + 0.5 * row.weight * exp(-0.5 * z * z) / (width * (2 * Double.pi).squareRoot())
          }
        })
    }
    let expected = grid.indices.map { index in
      let values = curves.map { $0[index] }
      let mean = values.reduce(0, +) / 3
      return (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / 2 / 3).squareRoot()
    }
    expectAgreement(numbers(errors), expected, relative: 1e-9, absolute: 1e-12)
    #expect(throws: InstrumentError.invalidSetting(name: "spectrum.subsets", found: "14", expected: "at most the 13 examples")) {
      _ = try SpectrumInstrument(data: MeasuredData(examples: 13), subsets: 14).measure(subject) { _ in }
    }
  }

  @Test("with running statistics it is the network that evaluation sees")
  func running() throws {
    let (subject, theta) = subject()
    let layers = try subject.layers(for: SpectrumInstrument())
    let frozen = layers.passing(Pass(mode: .evaluation, state: subject.state))
    let curvature = try #require(try Curvature<Double>(top: 1).measure(frozen, at: theta))
    let data = MeasuredData(statistics: .running)
    let row = try #require(LargestEigenvalueInstrument(tolerance: 1e-12, data: data).measure(subject) { _ in }.first)
    expectAgreement([row.largest], [curvature.largest.value], relative: 1e-10)
    let batch = try #require(LargestEigenvalueInstrument(tolerance: 1e-12).measure(subject) { _ in }.first)
    #expect(abs(batch.largest - row.largest) > 1e-3)
  }

  @Test("data that there are not, or that nothing could be measured over, are refused in one line")
  func refusals() throws {
    let (subject, _) = subject()
    func message(_ data: MeasuredData, _ subject: Subject<Double>) -> String {
      do {
        _ = try LargestEigenvalueInstrument(data: data).measure(subject) { _ in }
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      message(MeasuredData(examples: 41), subject) == "largest_eigenvalue.data.examples: found 41, expected at most the 40 for training")
    #expect(message(MeasuredData(examples: 0), subject) == "largest_eigenvalue.data.examples: found 0, expected a positive number")
    var outside = subject
    outside.run = nil
    #expect(message(MeasuredData(examples: 4), outside) == "largest-eigenvalue: found no training run, expected one")
    let quadratic = Subject(Quadratic<Double>(diagonal: [1]), at: [1])
    #expect(message(MeasuredData(statistics: .running), quadratic) == "largest-eigenvalue: found no layers, expected one")
  }
}
