#include "CPlatform.h"

// This file is compiled for every processor of its family, so it may be asked on any of them.

unsigned loupeFoundFeatures(void) {
#if defined(__x86_64__)
  __builtin_cpu_init();
  return (__builtin_cpu_supports("avx") ? loupeAVX : 0) |
         (__builtin_cpu_supports("avx2") ? loupeAVX2 : 0) |
         (__builtin_cpu_supports("fma") ? loupeFMA : 0) |
         (__builtin_cpu_supports("f16c") ? loupeF16C : 0) |
         (__builtin_cpu_supports("bmi") ? loupeBMI : 0) |
         (__builtin_cpu_supports("bmi2") ? loupeBMI2 : 0) |
         (__builtin_cpu_supports("avx512f") ? loupeAVX512F : 0) |
         (__builtin_cpu_supports("avx512cd") ? loupeAVX512CD : 0) |
         (__builtin_cpu_supports("avx512bw") ? loupeAVX512BW : 0) |
         (__builtin_cpu_supports("avx512dq") ? loupeAVX512DQ : 0) |
         (__builtin_cpu_supports("avx512vl") ? loupeAVX512VL : 0) |
         (__builtin_cpu_supports("avx512vnni") ? loupeAVX512VNNI : 0) |
         (__builtin_cpu_supports("avx512vbmi") ? loupeAVX512VBMI : 0);
#else
  return 0;
#endif
}
