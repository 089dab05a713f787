#ifndef TIEUP_SKETCH_H
#define TIEUP_SKETCH_H

#include <stddef.h>
#include <stdint.h>

// The lowest value of each of 32 hash functions over all shingles of a text so far. Passed by value,
// so that no pointer is handed in or out.
struct sketch_minima {
  uint32_t lowest[32];
};

// What is lowest before the first shingle.
struct sketch_minima sketch_of_nothing(void);

// What is lowest with four shingles more; the same one may stand there more than once.
struct sketch_minima sketch_with(struct sketch_minima sketch, uint64_t one, uint64_t two,
                                 uint64_t three, uint64_t four);

// The lowest value of one of the functions.
static inline uint32_t sketch_minimum(struct sketch_minima sketch, size_t index) {
  return sketch.lowest[index & 31];
}

#endif
