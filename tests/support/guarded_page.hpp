// Memory whose neighbours may not be touched: whoever reads or writes a byte beside it ends the
// program.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <stdexcept>

namespace support {

/// A page between two that are neither readable nor writable.
class guarded_page {
 public:
  guarded_page() : size_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))) {
    void* pages = mmap(nullptr, 3 * size_, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::runtime_error("no pages");
    pages_ = static_cast<std::byte*>(pages);
    if (mprotect(pages_ + size_, size_, PROT_READ | PROT_WRITE) != 0) {
      throw std::runtime_error("no page to write");
    }
  }
  guarded_page(const guarded_page&) = delete;
  guarded_page& operator=(const guarded_page&) = delete;
  ~guarded_page() { munmap(pages_, 3 * size_); }

  /// The first numbers of the page.
  template <class T>
  T* first() const {
    return reinterpret_cast<T*>(pages_ + size_);
  }
  /// The last count numbers of the page.
  template <class T>
  T* last(std::size_t count) const {
    return reinterpret_cast<T*>(pages_ + 2 * size_) - count;
  }

 private:
  std::size_t size_;
  std::byte* pages_;
};

}  // namespace support
