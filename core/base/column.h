// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <span>
#include <type_traits>
#include <utility>

#include "core/base/huge_pages.h"

namespace ptscope {

/// A growing array of plain values. Unlike std::vector it grows by realloc, which moves large blocks by remapping pages:
/// growth never holds two copies of ten million rows at once, and new room is not filled with zeros.
template<class T>
class Column
{
    static_assert(std::is_trivially_copyable_v<T>);

public:
    Column() = default;
    Column(Column &&other) noexcept { swap(other); }
    Column &operator=(Column &&other) noexcept { swap(other); return *this; }
    Column(const Column &) = delete;
    Column &operator=(const Column &) = delete;
    ~Column() { std::free(m_data); }

    std::size_t size() const { return m_size; }
    bool empty() const { return m_size == 0; }
    std::size_t capacity() const { return m_capacity; }
    std::size_t capacityBytes() const { return m_capacity * sizeof(T); }
    const T *data() const { return m_data; }
    T *data() { return m_data; }
    const T &operator[](std::size_t i) const { return m_data[i]; }
    T &operator[](std::size_t i) { return m_data[i]; }
    const T &back() const { return m_data[m_size - 1]; }
    T &back() { return m_data[m_size - 1]; }
    std::span<const T> span() const { return {m_data, m_size}; }
    const T *begin() const { return m_data; }
    const T *end() const { return m_data + m_size; }

    void push_back(T value)
    {
        if (m_size == m_capacity) [[unlikely]] {
            reserve(m_capacity < 64 ? 64 : m_capacity + m_capacity / 2);
        }
        m_data[m_size++] = value;
    }
    void pop_back() { --m_size; }
    void append(std::span<const T> values)
    {
        if (values.empty()) {
            return;
        }
        if (m_size + values.size() > m_capacity) {
            reserve(std::max(m_size + values.size(), m_capacity + m_capacity / 2));
        }
        std::memcpy(m_data + m_size, values.data(), values.size_bytes());
        m_size += values.size();
    }
    void reserve(std::size_t capacity)
    {
        if (capacity > m_capacity) {
            setCapacity(capacity);
        }
    }
    void shrinkToFit()
    {
        if (m_size < m_capacity && m_size > 0) {
            setCapacity(m_size);
        }
    }
    void clear() { m_size = 0; }
    /// Takes over what was written behind the end through data(); at most the capacity.
    void setSize(std::size_t size) { m_size = size; }

private:
    void setCapacity(std::size_t capacity)
    {
        const std::size_t bytes = capacity * sizeof(T);
        auto *grown = static_cast<T *>(m_data == nullptr ? allocateToFill(bytes) : std::realloc(m_data, bytes));
        if (grown == nullptr) {
            throw std::bad_alloc();
        }
        m_data = grown;
        m_capacity = capacity;
    }
    void swap(Column &other) noexcept
    {
        std::swap(m_data, other.m_data);
        std::swap(m_size, other.m_size);
        std::swap(m_capacity, other.m_capacity);
    }

    T *m_data = nullptr;
    std::size_t m_size = 0;
    std::size_t m_capacity = 0;
};

} // namespace ptscope
