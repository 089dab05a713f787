#include "CLexicon.h"

// The compiler copies each file into the program as it is: no generated source that could fall
// behind, no array of literals for Swift to check; a changed file is a reason to compile anew.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char variants[] = {
#embed "../Classification/Lexicon/variants.tsv"
};
static const unsigned char companies[] = {
#embed "../Classification/Lexicon/companies.tsv"
};
static const unsigned char companies_energy[] = {
#embed "../Classification/Lexicon/companies-energy.tsv"
};
static const unsigned char alliances[] = {
#embed "../Classification/Lexicon/alliances.tsv"
};
static const unsigned char cues_en[] = {
#embed "../Classification/Lexicon/cues-en.tsv"
};
static const unsigned char cues_de[] = {
#embed "../Classification/Lexicon/cues-de.tsv"
};
static const unsigned char cues_fr[] = {
#embed "../Classification/Lexicon/cues-fr.tsv"
};
static const unsigned char cues_es[] = {
#embed "../Classification/Lexicon/cues-es.tsv"
};
static const unsigned char cues_it[] = {
#embed "../Classification/Lexicon/cues-it.tsv"
};
static const unsigned char cues_ja[] = {
#embed "../Classification/Lexicon/cues-ja.tsv"
};
static const unsigned char cues_zh[] = {
#embed "../Classification/Lexicon/cues-zh.tsv"
};
static const unsigned char cues_ko[] = {
#embed "../Classification/Lexicon/cues-ko.tsv"
};
static const unsigned char prior[] = {
#embed "../Classification/Lexicon/prior.tsv"
};
static const unsigned char weights[] = {
#embed "../Classification/Lexicon/weights.tsv"
};

static const struct {
  const unsigned char *bytes;
  size_t size;
} files[] = {
    [lexicon_variants] = {variants, sizeof variants},
    [lexicon_companies] = {companies, sizeof companies},
    [lexicon_companies_energy] = {companies_energy, sizeof companies_energy},
    [lexicon_alliances] = {alliances, sizeof alliances},
    [lexicon_cues_en] = {cues_en, sizeof cues_en},
    [lexicon_cues_de] = {cues_de, sizeof cues_de},
    [lexicon_cues_fr] = {cues_fr, sizeof cues_fr},
    [lexicon_cues_es] = {cues_es, sizeof cues_es},
    [lexicon_cues_it] = {cues_it, sizeof cues_it},
    [lexicon_cues_ja] = {cues_ja, sizeof cues_ja},
    [lexicon_cues_zh] = {cues_zh, sizeof cues_zh},
    [lexicon_cues_ko] = {cues_ko, sizeof cues_ko},
    [lexicon_prior] = {prior, sizeof prior},
    [lexicon_weights] = {weights, sizeof weights},
};

size_t lexicon_size(enum lexicon_file file) {
  return (size_t)file < sizeof files / sizeof *files ? files[file].size : 0;
}

uint64_t lexicon_word(enum lexicon_file file, size_t index) {
  const size_t size = lexicon_size(file);
  uint64_t word = 0;
  for (size_t byte = 0; byte < 8 && index <= size / 8 && index * 8 + byte < size; byte++)
    word |= (uint64_t)files[file].bytes[index * 8 + byte] << (8 * byte);
  return word;
}
