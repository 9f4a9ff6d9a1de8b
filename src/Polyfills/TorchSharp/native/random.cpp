// Generators and everything that draws from them.
#include "shim.h"
#include <ATen/CPUGeneratorImpl.h>

// A generator of another device than the CPU is a copy of that device's default one: libtorch has no other portable way to make it.
EXPORT at::Generator* generator_new(uint64_t seed, int32_t device_type, int32_t device_index)
{
    return guarded<at::Generator*>(nullptr, [&] {
        const auto place = device(device_type, device_index);
        if (place.is_cpu())
            return new at::Generator(at::detail::createCPUGenerator(seed));
        auto generator = at::globalContext().defaultGenerator(place).clone();
        generator.set_current_seed(seed);
        return new at::Generator(generator);
    });
}

EXPORT at::Generator* generator_default() { return new at::Generator(at::detail::getDefaultCPUGenerator()); }
EXPORT void generator_dispose(at::Generator* self) { delete self; }

EXPORT int32_t generator_manual_seed(at::Generator* self, int64_t seed)
{
    return status([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        self->set_current_seed(static_cast<uint64_t>(seed));
    });
}

EXPORT int64_t generator_initial_seed(at::Generator* self) { return static_cast<int64_t>(self->current_seed()); }
EXPORT Handle generator_get_state(at::Generator* self)
{
    return tensor([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        return self->get_state();
    });
}

EXPORT int32_t generator_set_state(at::Generator* self, Handle state)
{
    return status([&] {
        std::lock_guard<std::mutex> lock(self->mutex());
        self->set_state(*state);
    });
}

// Seeds the default generators of the CPU and of every CUDA device.
EXPORT int32_t random_manual_seed(int64_t seed) { return status([&] { at::manual_seed(static_cast<uint64_t>(seed)); }); }

EXPORT int32_t tensor_bernoulli_(Handle self, double p, at::Generator* generator)
{
    return status([&] { self->bernoulli_(p, optional_generator(generator)); });
}

EXPORT int32_t tensor_bernoulli_tensor_(Handle self, Handle p, at::Generator* generator)
{
    return status([&] { self->bernoulli_(*p, optional_generator(generator)); });
}

EXPORT Handle tensor_bernoulli(Handle self, at::Generator* generator)
{
    return tensor([&] { return self->bernoulli(optional_generator(generator)); });
}

EXPORT Handle tensor_multinomial(Handle self, int64_t samples, bool replacement, at::Generator* generator)
{
    return tensor([&] { return self->multinomial(samples, replacement, optional_generator(generator)); });
}

EXPORT Handle tensor_normal(Handle mean, Handle deviation, at::Generator* generator)
{
    return tensor([&] { return at::normal(*mean, *deviation, optional_generator(generator)); });
}

EXPORT int32_t tensor_normal_(Handle self, double mean, double deviation, at::Generator* generator)
{
    return status([&] { self->normal_(mean, deviation, optional_generator(generator)); });
}

EXPORT int32_t tensor_uniform_(Handle self, double from, double to, at::Generator* generator)
{
    return status([&] { self->uniform_(from, to, optional_generator(generator)); });
}

EXPORT int32_t tensor_random_(Handle self, double from, double to, at::Generator* generator)
{
    return status([&] { self->random_(static_cast<int64_t>(from), static_cast<int64_t>(to), optional_generator(generator)); });
}

EXPORT int32_t tensor_exponential_(Handle self, double lambda, at::Generator* generator)
{
    return status([&] { self->exponential_(lambda, optional_generator(generator)); });
}
