// Memory whose neighbours may not be touched: whoever reads or writes a byte beside it ends the
// program.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <stdexcept>

namespace support {

/// Pages between two that are neither readable nor writable.
class guarded_pages {
 public:
  /// As many as hold so many bytes.
  explicit guarded_pages(std::size_t bytes = 1)
      : page_(static_cast<std::size_t>(sysconf(_SC_PAGESIZE))),
        size_((bytes + page_ - 1) / page_ * page_) {
    void* pages = mmap(nullptr, mapped(), PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED) throw std::runtime_error("no pages");
    pages_ = static_cast<std::byte*>(pages);
    if (mprotect(pages_ + page_, size_, PROT_READ | PROT_WRITE) != 0) {
      throw std::runtime_error("no page to write");
    }
  }
  guarded_pages(const guarded_pages&) = delete;
  guarded_pages& operator=(const guarded_pages&) = delete;
  ~guarded_pages() { munmap(pages_, mapped()); }

  /// The first numbers of the pages.
  template <class T>
  T* first() const {
    return reinterpret_cast<T*>(pages_ + page_);
  }
  /// The last count numbers of the pages.
  template <class T>
  T* last(std::size_t count) const {
    return reinterpret_cast<T*>(pages_ + page_ + size_) - count;
  }

 private:
  std::size_t mapped() const { return page_ + size_ + page_; }

  std::size_t page_;
  std::size_t size_;
  std::byte* pages_;
};

}  // namespace support
