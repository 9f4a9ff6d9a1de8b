// TorchSharp's random generator is global: tests that train must not run at the same time.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
