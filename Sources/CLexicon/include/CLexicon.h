#ifndef TIEUP_LEXICON_H
#define TIEUP_LEXICON_H

#include <stddef.h>
#include <stdint.h>

// The files of Sources/Classification/Lexicon, as they stand.
enum lexicon_file {
  lexicon_variants,
  lexicon_companies,
  lexicon_companies_energy,
  lexicon_alliances,
  lexicon_cues_en,
  lexicon_cues_de,
  lexicon_cues_fr,
  lexicon_cues_es,
  lexicon_cues_it,
  lexicon_cues_ja,
  lexicon_cues_zh,
  lexicon_cues_ko,
  lexicon_prior,
  lexicon_weights,
};

// How many bytes a file has.
size_t lexicon_size(enum lexicon_file file);

// The eight bytes from 8 * index on, the first of them lowest; 0 for those behind the end. By
// value, so that no pointer is handed out.
uint64_t lexicon_word(enum lexicon_file file, size_t index);

#endif
