#pragma once

#include <functional>

#include <rapidcheck/Shrinkable.h>

namespace agverify::properties {

/// Goes down a shrink tree as long as something simpler still fails. \pre the root fails
template <typename Value, typename Fails>
Value reduced(rc::Shrinkable<Value> tree, const Fails& fails) {
  while (true) {
    auto simpler = tree.shrinks();
    auto next = simpler.next();
    while (next && !fails(next->value())) next = simpler.next();
    if (!next) return tree.value();
    tree = *next;
  }
}

}  // namespace agverify::properties
