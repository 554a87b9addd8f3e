// Memory for a module that has no system under it: handed out from the end of what the module has,
// and never taken back, which is enough for an example.

#include <stddef.h>
#include <stdint.h>

extern unsigned char __heap_base;

static uintptr_t next;

int posix_memalign(void **block, size_t alignment, size_t size) {
  const uintptr_t page = 65536;
  if (next == 0) next = (uintptr_t)&__heap_base;
  next = (next + alignment - 1) & ~(uintptr_t)(alignment - 1);
  *block = (void *)next;
  next += size;
  while (__builtin_wasm_memory_size(0) * page < next) {
    if (__builtin_wasm_memory_grow(0, 1) == (size_t)-1) return 12;
  }
  return 0;
}

void free(void *block) {}

void *memset(void *block, int byte, size_t size) {
  volatile unsigned char *bytes = block;
  for (size_t i = 0; i < size; i++) bytes[i] = (unsigned char)byte;
  return block;
}

void *memcpy(void *restrict to, const void *restrict from, size_t size) {
  volatile unsigned char *target = to;
  const unsigned char *source = from;
  for (size_t i = 0; i < size; i++) target[i] = source[i];
  return to;
}

void *memmove(void *to, const void *from, size_t size) {
  volatile unsigned char *target = to;
  const unsigned char *source = from;
  if (target < source) return memcpy(to, from, size);
  for (size_t i = size; i > 0; i--) target[i - 1] = source[i - 1];
  return to;
}

uintptr_t __stack_chk_guard = 0x9E3779B9;

_Noreturn void __stack_chk_fail(void) { __builtin_trap(); }
