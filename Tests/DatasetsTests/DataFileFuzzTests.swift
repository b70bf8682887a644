import Datasets
import Foundation
import TestSupport
import Testing

@Suite("damaged data files")
struct DataFileFuzzTests {
  @Test("IDX, plain and gzipped")
  func idx() throws {
    let plain = Data([0, 0, 8, 3, 0, 0, 0, 4, 0, 0, 0, 3, 0, 0, 0, 2] + (0..<24).map { UInt8($0) })
    // What `gzip -n` makes of four labels.
    let labels = Data([
      0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 0x63, 0x60, 0xe0, 0x60, 0x64, 0x60, 0x60, 0x60, 0x61, 0x60, 0x64, 0x62, 0x66, 0x01, 0x00, 0x5f,
      0x7a,
      0x0d, 0x4a, 0x0c, 0, 0, 0,
    ])
    let path = "\(try TemporaryFolder.make())/damaged"
    Fuzz([plain, labels]).run("IDX") { data in
      _ = FileManager.default.createFile(atPath: path, contents: data)
      return (try? IDX.read(path, rank: 3)) != nil || (try? IDX.read(path, rank: 1)) != nil
    }
  }

  @Test("CIFAR-10")
  func cifar() {
    let record = Data([3]) + Data((0..<3072).map { UInt8($0 % 256) })
    Fuzz([record, record + record]).run("CIFAR-10") { (try? CIFAR10.records($0, file: "f")) != nil }
  }
}
