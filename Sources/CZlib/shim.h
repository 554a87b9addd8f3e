// zlib reports errors by numbers that it returns, so Swift calls it as it is.

#pragma once

#include <zlib.h>
