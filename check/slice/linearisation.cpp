#include "check/slice/linearisation.h"

#include <algorithm>

#include <fmt/format.h>

namespace agverify::check {

namespace {

constexpr std::size_t most_entries = 5'000'000;

class Lineariser {
 public:
  Lineariser(ClassSlice& slice, TypeTable& types, Complaint& complaint)
      : slice_(slice), types_(types), complaint_(complaint), state_(slice.classes.size(), State::New) {}

  bool run() {
    for (std::uint32_t i = 0; i < slice_.classes.size(); ++i)
      if (!run_from(ClassId{i})) return false;
    return true;
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  bool reject(ClassId at, std::string message) { return complaint_.reject(slice_[at].line, std::move(message)); }

  bool run_from(ClassId start) {
    std::vector<ClassId> pending{start};
    while (!pending.empty()) {
      const ClassId next = pending.back();
      State& state = state_[index_of(next)];
      if (state == State::New) {
        state = State::Open;
        if (!push_bases(next, pending)) return false;
      } else {
        if (state == State::Open && !finish(next)) return false;
        state = State::Done;
        pending.pop_back();
      }
    }
    return true;
  }

  bool push_bases(ClassId of, std::vector<ClassId>& pending) {
    if (slice_[of].bases.empty() && !slice_.is_object(of)) return reject(of, "the class has no base");
    for (const Base& base : slice_[of].bases) {
      const ClassId above = types_[base.type].class_id;
      if (state_[index_of(above)] == State::Open) return complaint_.reject(base.line, "the bases form a circle");
      if (state_[index_of(above)] == State::New) pending.push_back(above);
    }
    return true;
  }

  bool finish(ClassId of) {
    std::vector<TypeId> own;
    for (std::uint32_t i = 0; i < slice_[of].parameters.size(); ++i) own.push_back(types_.parameter(of, i));
    std::vector<Ancestor> ancestors{{of, types_.apply(of, own)}};
    std::unordered_map<ClassId, TypeId> inherited;
    std::vector<ClassId> order;
    if (!inherit(of, inherited) || !merge(of, order)) return false;
    for (const ClassId above : order) ancestors.push_back({above, inherited.at(above)});
    entries_ += ancestors.size();
    if (entries_ > most_entries) return reject(of, "the closure of bases is too large");
    slice_.set_ancestors(of, std::move(ancestors));
    return true;
  }

  bool inherit(ClassId of, std::unordered_map<ClassId, TypeId>& inherited) {
    for (const Base& base : slice_[of].bases) {
      for (const Ancestor& each : slice_[types_[base.type].class_id].ancestors) {
        const TypeId type = *up_cast(slice_, types_, base.type, each.class_id);
        if (inherited.emplace(each.class_id, type).first->second == type) continue;
        return complaint_.reject(base.line, fmt::format("{} stands above {} with other arguments",
                                                        slice_[each.class_id].name, slice_[of].name));
      }
    }
    return true;
  }

  /// A list that is being merged, and how far.
  struct Queue {
    std::vector<ClassId> classes;
    std::size_t at = 0;
    bool is_done() const { return at == classes.size(); }
  };

  // C3 (Barrett and others, OOPSLA 1996): again and again the first head that stands in no tail.
  bool merge(ClassId of, std::vector<ClassId>& order) {
    std::vector<Queue> queues = queues_of(of);
    std::unordered_map<ClassId, std::size_t> in_tails;
    for (const Queue& queue : queues)
      for (std::size_t i = 1; i < queue.classes.size(); ++i) ++in_tails[queue.classes[i]];
    while (!std::all_of(queues.begin(), queues.end(), [](const Queue& each) { return each.is_done(); })) {
      const auto ready = std::find_if(queues.begin(), queues.end(), [&](const Queue& each) {
        return !each.is_done() && in_tails[each.classes[each.at]] == 0;
      });
      if (ready == queues.end()) return reject(of, "the bases have no method resolution order");
      order.push_back(ready->classes[ready->at]);
      advance(queues, order.back(), in_tails);
    }
    return true;
  }

  std::vector<Queue> queues_of(ClassId of) const {
    std::vector<Queue> queues;
    Queue direct;
    for (const Base& base : slice_[of].bases) {
      const ClassId above = types_[base.type].class_id;
      direct.classes.push_back(above);
      Queue& queue = queues.emplace_back();
      for (const Ancestor& each : slice_[above].ancestors) queue.classes.push_back(each.class_id);
    }
    queues.push_back(std::move(direct));
    return queues;
  }

  static void advance(std::vector<Queue>& queues, ClassId taken, std::unordered_map<ClassId, std::size_t>& in_tails) {
    for (Queue& queue : queues) {
      if (queue.is_done() || queue.classes[queue.at] != taken) continue;
      ++queue.at;
      if (!queue.is_done()) --in_tails[queue.classes[queue.at]];
    }
  }

  ClassSlice& slice_;
  TypeTable& types_;
  Complaint& complaint_;
  std::vector<State> state_;
  std::size_t entries_ = 0;
};

}  // namespace

bool linearise(ClassSlice& slice, TypeTable& types, Complaint& complaint) {
  return Lineariser(slice, types, complaint).run();
}

}  // namespace agverify::check
