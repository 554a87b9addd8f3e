// The few lines of C that Swift can't say.
//
// A C header sees the processor that the compiler builds for; Swift source doesn't. These
// constants carry that over: Swift folds an `if` on them away, so only one branch is compiled.

#ifndef LOUPE_CPLATFORM_H
#define LOUPE_CPLATFORM_H

/// How many Floats the widest vector register holds.
#if defined(__AVX512F__)
enum { loupeVectorFloats = 16 };
#elif defined(__AVX__)
enum { loupeVectorFloats = 8 };
#elif defined(__aarch64__)
enum { loupeVectorFloats = 4 };
#else
enum { loupeVectorFloats = 4 };
#endif

/// How many vector registers there are.
#if defined(__AVX512F__) || defined(__aarch64__)
enum { loupeVectorRegisters = 32 };
#else
enum { loupeVectorRegisters = 16 };
#endif

/// Whether a·b + c is one instruction. Where it isn't, `addingProduct` calls a library function
/// for every lane, and a product and a sum are many times faster.
#if defined(__FMA__) || defined(__aarch64__)
enum { loupeHasFusedMultiplyAdd = 1 };
#else
enum { loupeHasFusedMultiplyAdd = 0 };
#endif

/// Tells the processor that this thread waits for another one's store: it then wastes less of what the
/// two may share.
static inline void loupePause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

#endif
