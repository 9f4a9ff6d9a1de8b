// Pages and notebooks read and write files by relative paths, and a process has one current directory.
[assembly: CollectionBehavior(DisableTestParallelization = true)]
