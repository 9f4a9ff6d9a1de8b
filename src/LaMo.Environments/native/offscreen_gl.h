/* OpenGL without a window, by EGL or OSMesa, whose libraries are loaded when they are first asked for, so that simulating does not need them. */
#ifndef LAMO_OFFSCREEN_GL_H
#define LAMO_OFFSCREEN_GL_H

#include <stddef.h>

typedef struct offscreen_gl offscreen_gl;

/* Creates a context and makes it the thread's. The platform is "egl", "osmesa", or "" for the first of these that works; MuJoCo asks one of them for OpenGL's functions, once
   for all, so a process keeps to the first. Returns NULL on failure and tells why. */
offscreen_gl* offscreen_gl_create(const char* platform, int width, int height, char* error, size_t size);

/* Makes a context the thread's; 0 if it cannot be, because another thread has it. */
int offscreen_gl_enter(offscreen_gl* gl);

void offscreen_gl_leave(offscreen_gl* gl);

void offscreen_gl_delete(offscreen_gl* gl);

#endif
