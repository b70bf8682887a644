package import Foundation

/// Open files as the system knows them.
package enum Descriptors {
  /// Writes all bytes to a descriptor; false, with `errno` set, where that cannot be done.
  package static func write(_ data: Data, to descriptor: Int32) -> Bool {
    data.withUnsafeBytes { bytes in
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        switch count {
        case 0...: rest = rest.dropFirst(count)
        case _ where errno == EINTR: continue
        case _ where errno == EAGAIN:
          // A terminal or a pipe that another program made not to wait.
          var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
          poll(&ready, 1, -1)
        default: return false
        }
      }
      return true
    }
  }

  /// All bytes to a descriptor's end, room for `expected` of them made at first; nil, with `errno` set, where they cannot be read.
  static func read(_ descriptor: Int32, expected: Int) -> Data? {
    var data = Data(count: expected)
    var filled = 0
    while true {
      if filled == data.count { data.count += max(filled, 1 << 16) }
      let count = data.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled) }
      switch count {
      case 1...: filled += count
      case 0: return data.prefix(filled)
      case _ where errno == EINTR: continue
      default: return nil
      }
    }
  }
}
