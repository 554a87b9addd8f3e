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

/// What a processor of the family x86-64 may have beyond what all of them do, a bit each. (What
/// LOUPE_PROCESSOR may ask for on other processors isn't followed.)
enum {
  loupeAVX = 1 << 0,
  loupeAVX2 = 1 << 1,
  loupeFMA = 1 << 2,
  loupeF16C = 1 << 3,
  loupeBMI = 1 << 4,
  loupeBMI2 = 1 << 5,
  loupeAVX512F = 1 << 6,
  loupeAVX512CD = 1 << 7,
  loupeAVX512BW = 1 << 8,
  loupeAVX512DQ = 1 << 9,
  loupeAVX512VL = 1 << 10,
  loupeAVX512VNNI = 1 << 11,
  loupeAVX512VBMI = 1 << 12,
};

/// Those of them that the compiler may use in the module that reads this.
enum {
  loupeBuiltFor = 0
#if defined(__AVX__)
      | loupeAVX
#endif
#if defined(__AVX2__)
      | loupeAVX2
#endif
#if defined(__FMA__)
      | loupeFMA
#endif
#if defined(__F16C__)
      | loupeF16C
#endif
#if defined(__BMI__)
      | loupeBMI
#endif
#if defined(__BMI2__)
      | loupeBMI2
#endif
#if defined(__AVX512F__)
      | loupeAVX512F
#endif
#if defined(__AVX512CD__)
      | loupeAVX512CD
#endif
#if defined(__AVX512BW__)
      | loupeAVX512BW
#endif
#if defined(__AVX512DQ__)
      | loupeAVX512DQ
#endif
#if defined(__AVX512VL__)
      | loupeAVX512VL
#endif
#if defined(__AVX512VNNI__)
      | loupeAVX512VNNI
#endif
#if defined(__AVX512VBMI__)
      | loupeAVX512VBMI
#endif
};

/// Those of them that the processor which runs this has, and the system lets programs use.
unsigned loupeFoundFeatures(void);

/// Tells the processor that this thread waits for another one's store: it then wastes less of what the
/// two may share.
static inline void loupePause(void) {
#if defined(__x86_64__) || defined(__i386__)
  __builtin_ia32_pause();
#elif defined(__aarch64__)
  __asm__ volatile("yield");
#endif
}

/// Makes a folder the root folder, and forgets the old one with all that is mounted in it.
///
/// Returns 0, or −1 with `errno` where that isn't allowed or the system has no such thing.
int loupeEnterRoot(const char *folder);

/// Starts a process that goes on from here, and stays behind to wait for it.
///
/// The first process of a namespace hears no signals, not even those that tell of a limit; so it should be one
/// that only waits. It ends as a shell would: with the child's exit code, or 128 and the signal.
///
/// Returns 0 in the new process, or −1 with `errno`.
int loupeGoOnAsChild(void);

/// Gives up every privilege for good, also those that a program could bring along or get in namespaces of its
/// own; and with them the keys of the session, and system calls that no exercise needs.
///
/// Returns 0, or −1 with `errno`.
int loupeGiveUpPrivileges(void);

#endif
