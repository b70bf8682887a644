import Datasets
import Tensors
import TestSupport
import Testing

@Suite("classes of a data set")
struct ClassSubsetTests {
  private static let labels: [UInt8] = [2, 0, 1, 0, 3, 1, 2, 0, 1, 3]

  private func images() throws -> FashionMNIST {
    try FashionMNIST(folder: try ImageFiles.make(training: Self.labels, test: [3, 1, 0], side: 2), scaling: .unit)
  }

  private func batch(_ dataset: any Dataset, _ split: Split = .training) -> Batch<Double> {
    let count = dataset.count(split)
    let batch = Batch<Double>(capacity: count, inputShape: dataset.inputShape, outputs: dataset.outputs)
    (0..<Int32(count)).map(\.self).withUnsafeBufferPointer { dataset.fill(batch, from: split, at: $0) }
    return batch
  }

  private func labels(_ batch: Batch<Double>) -> [Int32] { (0..<batch.samples).map { batch.labels[$0] } }

  private func inputs(_ batch: Batch<Double>, _ sample: Int) -> [Double] { (0..<4).map { batch.inputs[sample * 4 + $0] } }

  @Test("are the examples of the first ones, in order, with as many outputs")
  func classes() throws {
    let base = try images()
    let subset = try ClassSubset(base, classes: 2)
    let (own, all) = (batch(subset), batch(base))
    #expect(subset.outputs == 2 && labels(own) == [0, 1, 0, 1, 0, 1] && labels(batch(subset, .test)) == [1, 0])
    for (place, index) in [1, 2, 3, 5, 7, 8].enumerated() { #expect(inputs(own, place) == inputs(all, index)) }
    let few = try ClassSubset(base, classes: 3, examples: 4)
    #expect(labels(batch(few)) == [2, 0, 1, 0] && few.count(.test) == 2)
  }

  @Test("have one target an example, at its class")
  func targets() throws {
    for dataset in [try images() as any Dataset, try ClassSubset(try images(), classes: 3, shuffleSeed: 1)] {
      let batch = batch(dataset)
      for sample in 0..<batch.samples {
        let target = (0..<dataset.outputs).map { batch.targets[$0 * batch.samples + sample] }
        #expect(target == (0..<dataset.outputs).map { $0 == Int(batch.labels[sample]) ? 1 : 0 })
      }
    }
  }

  @Test("shuffled, keep their images and how many there are of each, and follow from the seed")
  func shuffled() throws {
    let base = try images()
    let subset = try ClassSubset(base, classes: 4, shuffleSeed: 5)
    let (own, all) = (batch(subset), batch(base))
    #expect(labels(own) != labels(all) && labels(own).sorted() == labels(all).sorted())
    for sample in 0..<own.samples { #expect(inputs(own, sample) == inputs(all, sample)) }
    #expect(labels(batch(try ClassSubset(base, classes: 4, shuffleSeed: 5))) == labels(own))
    #expect(labels(batch(try ClassSubset(base, classes: 4, shuffleSeed: 6))) != labels(own))
    #expect(labels(batch(subset, .test)) == [3, 1, 0])
  }

  @Test("that are none, or of which there is no example, are refused in one line")
  func refusals() throws {
    let base = try images()
    for count in [-1, 0, 1, 5] {
      #expect(throws: DataError(file: "classes", found: "\(count)", expected: "2 to the data's 4")) {
        try ClassSubset(base, classes: count)
      }
    }
    for count in [-1, 0] {
      #expect(throws: DataError(file: "examples", found: "\(count)", expected: "1 or more")) { try ClassSubset(base, examples: count) }
    }
  }
}
