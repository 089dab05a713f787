#include "CSketch.h"

// In C for one reason: the compiler makes it twice, and the processor has its eight lanes where it
// has them. It costs a fifth of what the code does that runs on every processor.
#if defined(__x86_64__) && defined(__linux__)
#define SKETCH_FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define SKETCH_FOR_EACH_PROCESSOR
#endif

// The hash functions differ in these alone: odd numbers, drawn once. Scheme 1; they and what is done
// with them may never change, since stored sketches hang on it.
static const uint32_t multipliers[32] = {
    0x8D9E9601, 0xFDE2008D, 0x8EE0E4CD, 0x0EC991AF, 0x8A76A6CD, 0x9F87EB51, 0x7E9DA7B7, 0x1AC047A9,
    0xD30A127F, 0xAFC5C96B, 0x76FE727B, 0x7A87C5FD, 0x3BB4E245, 0xB36F77D3, 0x0BB29761, 0xC122D9F5,
    0x99284A25, 0x0618C20B, 0x9E630495, 0xC656EFE9, 0x41F88C61, 0x68E38285, 0xFF81A495, 0x62184D2D,
    0x07A9C9AF, 0x1FFA4DF5, 0x8B6764C9, 0x2C230B01, 0x8184B40F, 0x85BE1EA7, 0x71F255CD, 0x38B03005,
};

struct sketch_minima sketch_of_nothing(void) {
  struct sketch_minima sketch;
  for (size_t index = 0; index < 32; index++) sketch.lowest[index] = UINT32_MAX;
  return sketch;
}

SKETCH_FOR_EACH_PROCESSOR
struct sketch_minima sketch_with(struct sketch_minima sketch, uint64_t one, uint64_t two,
                                 uint64_t three, uint64_t four) {
  const uint64_t shingles[4] = {one, two, three, four};
  for (size_t number = 0; number < 4; number++) {
    const uint32_t low = (uint32_t)shingles[number], high = (uint32_t)(shingles[number] >> 32);
    for (size_t index = 0; index < 32; index++) {
      uint32_t hash = low * multipliers[index] + high;
      hash ^= hash >> 15;
      hash *= 0x2C1B3C6D;
      hash ^= hash >> 12;
      if (hash < sketch.lowest[index]) sketch.lowest[index] = hash;
    }
  }
  return sketch;
}
