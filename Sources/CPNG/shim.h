// libpng reports an error by jumping out of the function that met it (setjmp and longjmp), and
// Swift can't be jumped over. So each use of libpng that Swift makes is one C function here, which
// catches the jump and returns 0 with libpng's words in `message`.
//
// The functions are `static inline`: the module map and this header are all there is to CPNG.

#pragma once

#include <png.h>
#include <setjmp.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

// MARK: Errors

typedef struct {
  char message[160];
} loupe_png_error;

static inline void loupe_png_fail(png_structp png, png_const_charp words) {
  loupe_png_error *error = (loupe_png_error *)png_get_error_ptr(png);
  strncpy(error->message, words, sizeof error->message - 1);
  error->message[sizeof error->message - 1] = 0;
  png_longjmp(png, 1);
}

static inline void loupe_png_ignore(png_structp png, png_const_charp words) {
  (void)png;
  (void)words;
}

// MARK: Reading

/// What a file says about its picture before the samples begin.
typedef struct {
  uint32_t width, height;
  uint8_t bit_depth, color_type, is_interlaced, samples_per_pixel;
  /// PLTE: `palette_count` colours, each red, green, blue.
  uint16_t palette_count;
  uint8_t palette[3 * 256];
  /// tRNS of a palette picture: `alpha_count` alphas, for the first colours of the palette.
  uint16_t alpha_count;
  uint8_t alphas[256];
  /// tRNS of a grey or RGB picture: the one colour that is transparent, at the picture's depth.
  uint8_t has_transparent_color;
  uint16_t transparent_color[3];
} loupe_png_header;

typedef struct {
  const uint8_t *bytes;
  size_t count, place;
} loupe_png_input;

static inline void loupe_png_take(png_structp png, png_bytep destination, size_t count) {
  loupe_png_input *input = (loupe_png_input *)png_get_io_ptr(png);
  if (count > input->count - input->place) png_error(png, "the file ends too early");
  memcpy(destination, input->bytes + input->place, count);
  input->place += count;
}

static inline void loupe_png_describe(png_structp png, png_infop info, loupe_png_header *header) {
  header->width = png_get_image_width(png, info);
  header->height = png_get_image_height(png, info);
  header->bit_depth = png_get_bit_depth(png, info);
  header->color_type = png_get_color_type(png, info);
  header->is_interlaced = png_get_interlace_type(png, info) != PNG_INTERLACE_NONE;
  header->samples_per_pixel = png_get_channels(png, info);

  png_colorp colors = NULL;
  int color_count = 0;
  if (png_get_PLTE(png, info, &colors, &color_count) && color_count <= 256) {
    header->palette_count = (uint16_t)color_count;
    for (int i = 0; i < color_count; i++) {
      header->palette[3 * i] = colors[i].red;
      header->palette[3 * i + 1] = colors[i].green;
      header->palette[3 * i + 2] = colors[i].blue;
    }
  }

  png_bytep alphas = NULL;
  int alpha_count = 0;
  png_color_16p transparent = NULL;
  if (!png_get_tRNS(png, info, &alphas, &alpha_count, &transparent)) return;
  if (header->color_type == PNG_COLOR_TYPE_PALETTE) {
    if (alphas == NULL || alpha_count > 256) return;
    header->alpha_count = (uint16_t)alpha_count;
    memcpy(header->alphas, alphas, (size_t)alpha_count);
  } else if (transparent != NULL) {
    int is_grey = header->color_type == PNG_COLOR_TYPE_GRAY;
    header->has_transparent_color = 1;
    header->transparent_color[0] = is_grey ? transparent->gray : transparent->red;
    header->transparent_color[1] = transparent->green;
    header->transparent_color[2] = transparent->blue;
  }
}

/// The part that libpng may jump out of. With `samples` it reads everything up to the end of the
/// file, without it only what stands before the samples.
static inline int loupe_png_read_parts(
    png_structp png, png_infop info, loupe_png_header *header, uint8_t *samples) {
  if (setjmp(png_jmpbuf(png))) return 0;
  // Sizes are judged by whoever asked, before there is memory for the samples.
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_read_info(png, info);
  if (header != NULL) loupe_png_describe(png, info, header);
  if (samples == NULL) return 1;

  png_set_packing(png);
  const uint16_t one = 1;
  if (*(const uint8_t *)&one == 1) png_set_swap(png);
  int passes = png_set_interlace_handling(png);
  png_read_update_info(png, info);
  size_t row_bytes = png_get_rowbytes(png, info);
  uint32_t height = png_get_image_height(png, info);
  for (int pass = 0; pass < passes; pass++) {
    for (uint32_t row = 0; row < height; row++) {
      png_read_row(png, samples + row * row_bytes, NULL);
    }
  }
  png_read_end(png, NULL);
  return 1;
}

static inline int loupe_png_read(
    const uint8_t *bytes, size_t count, loupe_png_header *header, uint8_t *samples,
    loupe_png_error *error) {
  loupe_png_input input = {bytes, count, 0};
  memset(error, 0, sizeof *error);
  png_structp png =
      png_create_read_struct(PNG_LIBPNG_VER_STRING, error, loupe_png_fail, loupe_png_ignore);
  if (png == NULL) return 0;
  png_infop info = png_create_info_struct(png);
  png_set_read_fn(png, &input, loupe_png_take);
  int is_read = info != NULL && loupe_png_read_parts(png, info, header, samples);
  png_destroy_read_struct(&png, &info, NULL);
  return is_read;
}

/// What the `count` bytes of a PNG file say about its picture.
static inline int loupe_png_read_header(
    const uint8_t *bytes, size_t count, loupe_png_header *header, loupe_png_error *error) {
  memset(header, 0, sizeof *header);
  return loupe_png_read(bytes, count, header, NULL, error);
}

/// The samples, row by row: one byte each up to depth 8 (smaller ones are unpacked, not scaled),
/// two bytes in the processor's order for depth 16. `samples` must have room for all of them.
static inline int loupe_png_read_samples(
    const uint8_t *bytes, size_t count, uint8_t *samples, loupe_png_error *error) {
  return loupe_png_read(bytes, count, NULL, samples, error);
}

// MARK: Writing

/// A file in memory, which grows. Give `bytes` back with `free`.
typedef struct {
  uint8_t *bytes;
  size_t count, capacity;
} loupe_png_output;

static inline void loupe_png_put(png_structp png, png_bytep source, size_t count) {
  loupe_png_output *output = (loupe_png_output *)png_get_io_ptr(png);
  if (count > output->capacity - output->count) {
    size_t capacity = 2 * output->capacity + count;
    uint8_t *bytes = (uint8_t *)realloc(output->bytes, capacity);
    if (bytes == NULL) png_error(png, "out of memory");
    output->bytes = bytes;
    output->capacity = capacity;
  }
  memcpy(output->bytes + output->count, source, count);
  output->count += count;
}

static inline void loupe_png_flush(png_structp png) { (void)png; }

static inline int loupe_png_write_parts(
    png_structp png, png_infop info, uint32_t width, uint32_t height, int channels, int filters,
    int level, const uint8_t *pixels) {
  if (setjmp(png_jmpbuf(png))) return 0;
  png_set_user_limits(png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
  png_set_compression_level(png, level);
  png_set_compression_mem_level(png, 9);
  png_set_filter(png, PNG_FILTER_TYPE_BASE, filters);
  png_set_IHDR(
      png, info, width, height, 8, channels == 1 ? PNG_COLOR_TYPE_GRAY : PNG_COLOR_TYPE_RGB,
      PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
  png_write_info(png, info);
  for (uint32_t row = 0; row < height; row++) {
    png_write_row(png, pixels + (size_t)row * width * (size_t)channels);
  }
  png_write_end(png, info);
  return 1;
}

/// A PNG file of 8-bit pixels, 1 channel (grey) or 3 (RGB). `is_filtered` says whether each pixel
/// is written as its difference from its neighbours, which suits photos, or as it is, which suits
/// flat colours; `level` is zlib's, from 1 (fast) to 9 (small).
static inline int loupe_png_write(
    uint32_t width, uint32_t height, int channels, const uint8_t *pixels, int is_filtered,
    int level, loupe_png_output *output, loupe_png_error *error) {
  memset(output, 0, sizeof *output);
  memset(error, 0, sizeof *error);
  png_structp png =
      png_create_write_struct(PNG_LIBPNG_VER_STRING, error, loupe_png_fail, loupe_png_ignore);
  if (png == NULL) return 0;
  png_infop info = png_create_info_struct(png);
  png_set_write_fn(png, output, loupe_png_put, loupe_png_flush);
  // Trying every filter on every row takes longer than level 2 itself, and its guess is no better there.
  int filters = !is_filtered ? PNG_FILTER_NONE : level < 9 ? PNG_FILTER_UP : PNG_ALL_FILTERS;
  int is_written = info != NULL
      && loupe_png_write_parts(png, info, width, height, channels, filters, level, pixels);
  png_destroy_write_struct(&png, &info);
  return is_written;
}
