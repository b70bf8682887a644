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
}
