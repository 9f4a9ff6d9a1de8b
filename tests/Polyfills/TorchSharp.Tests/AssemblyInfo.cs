// libtorch's default generator and its threads are the process's: tests that seed or count must not run side by side.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
