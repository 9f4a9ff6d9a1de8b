// Threads, devices and the switches of libtorch's backends.
#include "shim.h"
#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <torch/cuda.h>
#include <torch/version.h>

EXPORT int32_t torch_get_num_threads() { return at::get_num_threads(); }
EXPORT int32_t torch_set_num_threads(int32_t threads) { return status([&] { at::set_num_threads(threads); }); }
EXPORT int32_t torch_get_num_interop_threads() { return static_cast<int32_t>(at::get_num_interop_threads()); }
EXPORT int32_t torch_set_num_interop_threads(int32_t threads) { return status([&] { at::set_num_interop_threads(threads); }); }

EXPORT int32_t cuda_is_available() { return guarded<int32_t>(0, [&] { return torch::cuda::is_available(); }); }
EXPORT int32_t cuda_cudnn_is_available() { return guarded<int32_t>(0, [&] { return torch::cuda::cudnn_is_available(); }); }
EXPORT int32_t cuda_device_count() { return guarded<int32_t>(0, [&] { return static_cast<int32_t>(torch::cuda::device_count()); }); }
EXPORT int32_t cuda_synchronize(int64_t index) { return status([&] { torch::cuda::synchronize(index); }); }
EXPORT int32_t cuda_manual_seed(int64_t seed) { return status([&] { torch::cuda::manual_seed(static_cast<uint64_t>(seed)); }); }
EXPORT int32_t cuda_manual_seed_all(int64_t seed) { return status([&] { torch::cuda::manual_seed_all(static_cast<uint64_t>(seed)); }); }

EXPORT int32_t backends_get_cublas_tf32() { return guarded<int32_t>(-1, [&] { return at::globalContext().allowTF32CuBLAS(); }); }
EXPORT int32_t backends_set_cublas_tf32(bool allow) { return status([&] { at::globalContext().setAllowTF32CuBLAS(allow); }); }
EXPORT int32_t backends_get_cudnn_tf32() { return guarded<int32_t>(-1, [&] { return at::globalContext().allowTF32CuDNN(); }); }
EXPORT int32_t backends_set_cudnn_tf32(bool allow) { return status([&] { at::globalContext().setAllowTF32CuDNN(allow); }); }
EXPORT const char* torch_version() { return TORCH_VERSION; }
