#include "offscreen_gl.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EGL_PACKAGES "libegl1 libgl1-mesa-dri"
#define OSMESA_PACKAGES "libosmesa6"

typedef struct {
  const char* name;
  int (*create)(offscreen_gl* gl, char* error, size_t size);
  int (*enter)(offscreen_gl* gl);
  void (*leave)(offscreen_gl* gl);
  void (*destroy)(offscreen_gl* gl);
} gl_platform;

struct offscreen_gl {
  const gl_platform* platform;
  void* display; /* EGL's */
  void* context;
  unsigned char* pixels; /* OSMesa's, which nothing is drawn to: MuJoCo has a buffer of its own */
  int width;
  int height;
};

/* EGL */

typedef void* (*egl_get_platform_display)(unsigned platform, void* native, const intptr_t* attributes);
typedef unsigned (*egl_initialize)(void* display, int* major, int* minor);
typedef unsigned (*egl_bind_api)(unsigned api);
typedef unsigned (*egl_choose_config)(void* display, const int* attributes, void** configs, int size, int* count);
typedef void* (*egl_create_context)(void* display, void* config, void* share, const int* attributes);
typedef unsigned (*egl_make_current)(void* display, void* draw, void* read, void* context);
typedef unsigned (*egl_destroy_context)(void* display, void* context);

enum {
  EGL_PLATFORM_SURFACELESS = 0x31DD,
  EGL_OPENGL_API = 0x30A2,
  EGL_SURFACE_TYPE = 0x3033,
  EGL_PBUFFER_BIT = 0x0001,
  EGL_RENDERABLE_TYPE = 0x3040,
  EGL_OPENGL_BIT = 0x0008,
  EGL_NONE = 0x3038,
};

static egl_make_current make_egl_current;
static egl_destroy_context destroy_egl_context;

static int enter_egl(offscreen_gl* gl) { return make_egl_current(gl->display, NULL, NULL, gl->context) != 0; }

static void leave_egl(offscreen_gl* gl) { make_egl_current(gl->display, NULL, NULL, NULL); }

static void destroy_egl(offscreen_gl* gl) { destroy_egl_context(gl->display, gl->context); }

static int create_egl(offscreen_gl* gl, char* error, size_t size) {
  void* egl = dlopen("libEGL.so.1", RTLD_NOW | RTLD_LOCAL);
  if (!egl) {
    snprintf(error, size, "libEGL could not be loaded (on Debian: apt-get install " EGL_PACKAGES ")");
    return 0;
  }
  egl_get_platform_display get_platform_display = (egl_get_platform_display)dlsym(egl, "eglGetPlatformDisplay");
  egl_initialize initialize = (egl_initialize)dlsym(egl, "eglInitialize");
  egl_bind_api bind_api = (egl_bind_api)dlsym(egl, "eglBindAPI");
  egl_choose_config choose_config = (egl_choose_config)dlsym(egl, "eglChooseConfig");
  egl_create_context create_context = (egl_create_context)dlsym(egl, "eglCreateContext");
  make_egl_current = (egl_make_current)dlsym(egl, "eglMakeCurrent");
  destroy_egl_context = (egl_destroy_context)dlsym(egl, "eglDestroyContext");
  const int attributes[] = {EGL_SURFACE_TYPE, EGL_PBUFFER_BIT, EGL_RENDERABLE_TYPE, EGL_OPENGL_BIT, EGL_NONE};
  void* config;
  int count = 0;
  gl->display = get_platform_display ? get_platform_display(EGL_PLATFORM_SURFACELESS, NULL, NULL) : NULL;
  if (!gl->display || !initialize(gl->display, NULL, NULL) || !bind_api(EGL_OPENGL_API) || !choose_config(gl->display, attributes, &config, 1, &count) ||
      count == 0 || !(gl->context = create_context(gl->display, config, NULL, NULL)) || !enter_egl(gl)) {
    snprintf(error, size, "EGL gave no off-screen OpenGL context (on Debian: apt-get install " EGL_PACKAGES ")");
    dlclose(egl);
    return 0;
  }
  /* MuJoCo takes the first platform whose functions it sees, and now it may see these. */
  dlopen("libEGL.so.1", RTLD_NOW | RTLD_GLOBAL);
  return 1;
}

/* OSMesa */

typedef void* (*osmesa_create_context)(unsigned format, int depth_bits, int stencil_bits, int accumulation_bits, void* share);
typedef unsigned char (*osmesa_make_current)(void* context, void* pixels, unsigned type, int width, int height);
typedef void (*osmesa_destroy_context)(void* context);

enum {
  OSMESA_RGBA = 0x1908,
  GL_UNSIGNED_BYTE = 0x1401,
};

static osmesa_make_current make_osmesa_current;
static osmesa_destroy_context destroy_osmesa_context;

static int enter_osmesa(offscreen_gl* gl) { return make_osmesa_current(gl->context, gl->pixels, GL_UNSIGNED_BYTE, gl->width, gl->height); }

static void leave_osmesa(offscreen_gl* gl) {
  (void)gl;
  make_osmesa_current(NULL, NULL, GL_UNSIGNED_BYTE, 0, 0);
}

static void destroy_osmesa(offscreen_gl* gl) {
  destroy_osmesa_context(gl->context);
  free(gl->pixels);
}

static int create_osmesa(offscreen_gl* gl, char* error, size_t size) {
  void* osmesa = dlopen("libOSMesa.so.8", RTLD_NOW | RTLD_GLOBAL);
  if (!osmesa) osmesa = dlopen("libOSMesa.so", RTLD_NOW | RTLD_GLOBAL);
  if (!osmesa) {
    snprintf(error, size, "libOSMesa could not be loaded (on Debian: apt-get install " OSMESA_PACKAGES ")");
    return 0;
  }
  osmesa_create_context create_context = (osmesa_create_context)dlsym(osmesa, "OSMesaCreateContextExt");
  make_osmesa_current = (osmesa_make_current)dlsym(osmesa, "OSMesaMakeCurrent");
  destroy_osmesa_context = (osmesa_destroy_context)dlsym(osmesa, "OSMesaDestroyContext");
  gl->pixels = malloc((size_t)4 * gl->width * gl->height);
  gl->context = create_context(OSMESA_RGBA, 24, 8, 0, NULL);
  if (gl->context && enter_osmesa(gl)) return 1;
  snprintf(error, size, "OSMesa gave no OpenGL context");
  if (gl->context) destroy_osmesa_context(gl->context);
  free(gl->pixels);
  return 0;
}

/* Either */

static const gl_platform platforms[] = {
    {"egl", create_egl, enter_egl, leave_egl, destroy_egl},
    {"osmesa", create_osmesa, enter_osmesa, leave_osmesa, destroy_osmesa},
};

static pthread_mutex_t choice = PTHREAD_MUTEX_INITIALIZER;
static const gl_platform* chosen;

static int create(offscreen_gl* gl, const char* wanted, char* error, size_t size) {
  if (chosen && wanted[0] && strcmp(wanted, chosen->name) != 0) {
    snprintf(error, size, "this process draws by %s already, not by %s", chosen->name, wanted);
    return 0;
  }
  size_t length = 0;
  for (const gl_platform* platform = platforms; platform < platforms + 2; platform++) {
    if (chosen ? platform != chosen : wanted[0] && strcmp(wanted, platform->name) != 0) continue;
    if (length > 0) length += snprintf(error + length, size - length, "; ");
    if (platform->create(gl, error + length, size - length)) {
      gl->platform = chosen = platform;
      return 1;
    }
    length = strlen(error);
  }
  if (length == 0) snprintf(error, size, "there is no way '%s' to draw without a window; there are egl and osmesa", wanted);
  return 0;
}

offscreen_gl* offscreen_gl_create(const char* platform, int width, int height, char* error, size_t size) {
  offscreen_gl* gl = calloc(1, sizeof *gl);
  gl->width = width;
  gl->height = height;
  pthread_mutex_lock(&choice);
  int created = create(gl, platform, error, size);
  pthread_mutex_unlock(&choice);
  if (created) return gl;
  free(gl);
  return NULL;
}

int offscreen_gl_enter(offscreen_gl* gl) { return gl->platform->enter(gl); }

void offscreen_gl_leave(offscreen_gl* gl) { gl->platform->leave(gl); }

void offscreen_gl_delete(offscreen_gl* gl) {
  gl->platform->destroy(gl);
  free(gl);
}
