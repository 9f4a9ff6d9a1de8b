using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Tests.Mujoco;

/// <summary>Looks at the memory of the whole process, so that no other test may run meanwhile.</summary>
[CollectionDefinition(nameof(MujocoMemoryTests), DisableParallelization = true)]
[Collection(nameof(MujocoMemoryTests))]
public sealed class MujocoMemoryTests
{
    [Fact]
    public void Disposing_frees_models_and_states()
    {
        // About 8 MB each in the model (floats) and in the state (doubles): 200 leaks of either would be 1.6 GB.
        const string heavy = "<mujoco><size nuserdata='1000000'/><asset><hfield name='h' nrow='1400' ncol='1400' size='1 1 1 1'/></asset></mujoco>";
        CreateAndDispose(10);
        long before = ResidentBytes();

        CreateAndDispose(200);

        Assert.True(ResidentBytes() - before < 400e6, $"resident memory grew by {(ResidentBytes() - before) / 1e6:F0} MB");

        static void CreateAndDispose(int count)
        {
            for (int i = 0; i < count; i++)
            {
                using var model = MujocoModel.Parse(heavy);
                using var simulation = new MujocoSimulation(model);
            }
        }
    }

    private static long ResidentBytes()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        return process.WorkingSet64;
    }
}
