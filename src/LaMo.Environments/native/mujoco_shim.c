/*
 * MuJoCo for managed callers: accessors where C code would read struct fields, whose layout changes between versions,
 * and status codes where MuJoCo would end the process. A function that can fail returns 0 on success and -1 on failure;
 * lamo_mujoco_error() then tells why, on the same thread. Written for MuJoCo 2.2 to 3.x.
 */
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <mujoco/mujoco.h>

#include "offscreen_gl.h"

#define API __attribute__((visibility("default")))

static _Thread_local char message[1024];
static _Thread_local jmp_buf* guard;

static void keep_message(const char* text) {
  snprintf(message, sizeof message, "%s", text);
}

/* MuJoCo exits the process if its error handler is absent, and goes on in a broken state if the handler returns. */
static void on_error(const char* text) {
  keep_message(text);
  if (guard) longjmp(*guard, 1);
}

static void install_handlers(void) {
  mju_user_error = on_error;
  mju_user_warning = keep_message; /* the default writes to stdout and to a log file in the current folder */
}

/* Runs MuJoCo calls; an error inside them makes the calling function return -1. */
#define GUARDED(...)             \
  do {                           \
    jmp_buf here;                \
    message[0] = '\0';           \
    install_handlers();          \
    guard = &here;               \
    if (setjmp(here) != 0) {     \
      guard = NULL;              \
      return -1;                 \
    }                            \
    __VA_ARGS__;                 \
    guard = NULL;                \
  } while (0)

API const char* lamo_mujoco_error(void) { return message; }

/* Model */

API int lamo_mujoco_load_xml(const char* path, mjModel** model) {
  if (mj_version() != mjVERSION_HEADER) {
    snprintf(message, sizeof message, "the shim was built for MuJoCo %d but runs with %d: clean and build again", mjVERSION_HEADER, mj_version());
    return -1;
  }
  char error[sizeof message] = "";
  GUARDED(*model = mj_loadXML(path, NULL, error, sizeof error));
  if (*model) return 0;
  keep_message(error);
  return -1;
}

API void lamo_mujoco_delete_model(mjModel* model) { mj_deleteModel(model); }

API int lamo_mujoco_position_count(const mjModel* model) { return (int)model->nq; }
API int lamo_mujoco_velocity_count(const mjModel* model) { return (int)model->nv; }
API int lamo_mujoco_control_count(const mjModel* model) { return (int)model->nu; }
API int lamo_mujoco_body_count(const mjModel* model) { return (int)model->nbody; }
API int lamo_mujoco_site_count(const mjModel* model) { return (int)model->nsite; }
API double lamo_mujoco_time_step(const mjModel* model) { return model->opt.timestep; }
API int lamo_mujoco_body_id(const mjModel* model, const char* name) { return mj_name2id(model, mjOBJ_BODY, name); }
API int lamo_mujoco_site_id(const mjModel* model, const char* name) { return mj_name2id(model, mjOBJ_SITE, name); }

API double lamo_mujoco_body_mass(const mjModel* model, int body) { return model->body_mass[body]; }

API void lamo_mujoco_control_range(const mjModel* model, int actuator, double* low, double* high) {
  int limited = model->actuator_ctrllimited[actuator];
  *low = limited ? model->actuator_ctrlrange[2 * actuator] : -mjMAXVAL;
  *high = limited ? model->actuator_ctrlrange[2 * actuator + 1] : mjMAXVAL;
}

/* Simulation state */

API int lamo_mujoco_make_data(const mjModel* model, mjData** data) {
  GUARDED(*data = mj_makeData(model));
  return *data ? 0 : -1;
}

API void lamo_mujoco_delete_data(mjData* data) { mj_deleteData(data); }

API double* lamo_mujoco_positions(mjData* data) { return data->qpos; }
API double* lamo_mujoco_velocities(mjData* data) { return data->qvel; }
API double* lamo_mujoco_controls(mjData* data) { return data->ctrl; }
API double* lamo_mujoco_body_position(mjData* data, int body) { return data->xpos + 3 * body; }
API double* lamo_mujoco_site_position(mjData* data, int site) { return data->site_xpos + 3 * site; }
API double lamo_mujoco_time(const mjData* data) { return data->time; }

API int lamo_mujoco_reset(const mjModel* model, mjData* data) {
  GUARDED(mj_resetData(model, data); mj_forward(model, data));
  return 0;
}

API int lamo_mujoco_forward(const mjModel* model, mjData* data) {
  GUARDED(mj_forward(model, data));
  return 0;
}

/* Advances by count time steps and brings body and site positions up to the new state, which mj_step alone leaves one step behind. */
API int lamo_mujoco_step(const mjModel* model, mjData* data, int count) {
  GUARDED(for (volatile int i = 0; i < count; i++) mj_step(model, data); mj_kinematics(model, data));

  /* On a bad number MuJoCo only warns, resets the state and goes on: to a caller that is a failed step. */
  const mjWarningStat* warning = data->warning;
  if (warning[mjWARN_BADQPOS].number || warning[mjWARN_BADQVEL].number || warning[mjWARN_BADQACC].number || warning[mjWARN_BADCTRL].number) {
    if (!message[0]) keep_message("the simulation is unstable");
    return -1;
  }
  return 0;
}

/* Off-screen rendering */

typedef struct {
  offscreen_gl* gl;
  mjrContext context;
  mjvScene scene;
  mjvCamera camera;
  mjvOption options;
  int width;
  int height;
} renderer;

API void lamo_mujoco_delete_renderer(renderer* r) {
  if (offscreen_gl_enter(r->gl)) {
    mjr_freeContext(&r->context);
    mjv_freeScene(&r->scene);
    offscreen_gl_leave(r->gl);
    offscreen_gl_delete(r->gl);
  }
  free(r);
}

/* The camera is a place to look at, a distance, an azimuth and an elevation, or NULL: the model's first, or one that looks down from above. */
API int lamo_mujoco_make_renderer(mjModel* model, const char* platform, int width, int height, const double* camera, renderer** result) {
  renderer* r = calloc(1, sizeof *r);
  r->width = width;
  r->height = height;
  mjr_defaultContext(&r->context);
  mjv_defaultScene(&r->scene);
  mjv_defaultOption(&r->options);
  mjv_defaultCamera(&r->camera);
  r->gl = offscreen_gl_create(platform, width, height, message, sizeof message);
  if (!r->gl) {
    free(r);
    return -1;
  }
  model->vis.global.offwidth = width;
  model->vis.global.offheight = height;
  if (camera) {
    memcpy(r->camera.lookat, camera, sizeof r->camera.lookat);
    r->camera.distance = camera[3];
    r->camera.azimuth = camera[4];
    r->camera.elevation = camera[5];
  } else if (model->ncam > 0) {
    r->camera.type = mjCAMERA_FIXED;
    r->camera.fixedcamid = 0;
  } else {
    mjv_defaultFreeCamera(model, &r->camera);
    r->camera.elevation = -89;
  }
  GUARDED(mjv_makeScene(model, &r->scene, 1000); mjr_makeContext(model, &r->context, mjFONTSCALE_100); mjr_setBuffer(mjFB_OFFSCREEN, &r->context));
  *result = r;
  return 0;
}

/* Writes rows of red, green and blue bytes, the lowest row first. */
API int lamo_mujoco_render(const mjModel* model, mjData* data, renderer* r, unsigned char* pixels) {
  mjrRect viewport = {0, 0, r->width, r->height};
  if (!offscreen_gl_enter(r->gl)) {
    keep_message("the OpenGL context is in use on another thread");
    return -1;
  }
  GUARDED(mjv_updateScene(model, data, &r->options, NULL, &r->camera, mjCAT_ALL, &r->scene); mjr_render(viewport, &r->scene, &r->context);
          mjr_readPixels(pixels, NULL, viewport, &r->context));
  offscreen_gl_leave(r->gl);
  return 0;
}
