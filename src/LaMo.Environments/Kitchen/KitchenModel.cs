using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Kitchen;

/// <summary>The original model of the Franka kitchen, which does not come along, in a folder of the user's.</summary>
internal static class KitchenModel
{
    // D4RL's and relay-policy-learning's, and Gymnasium-Robotics'.
    private static readonly string[] s_files = ["franka_kitchen_jntpos_act_ab.xml", "kitchen_env_model.xml"];

    /// <summary>Loads the model.</summary>
    /// <param name="folder">A folder that it is in, at any depth; <see langword="null"/> for the one that the environment variable names.</param>
    /// <param name="coordinates">The coordinates that it must have.</param>
    /// <param name="actuators">The actuators that it must have.</param>
    public static MujocoModel Load(string? folder, int coordinates, int actuators)
    {
        folder ??= Environment.GetEnvironmentVariable(FrankaKitchen.AssetsVariable);
        if (string.IsNullOrEmpty(folder))
        {
            throw new InvalidOperationException(
                "The Franka kitchen needs its original model, which does not come along. Get D4RL's folder d4rl/kitchen (github.com/Farama-Foundation/D4RL) or relay-policy-learning " +
                $"(github.com/google-research/relay-policy-learning) and name the folder in the environment variable {FrankaKitchen.AssetsVariable}.");
        }
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"There is no folder {folder}, which {FrankaKitchen.AssetsVariable} or the caller named for the Franka kitchen's model.");
        string path = s_files.SelectMany(name => Directory.EnumerateFiles(folder, name, SearchOption.AllDirectories).Order(StringComparer.Ordinal)).FirstOrDefault()
            ?? throw new FileNotFoundException($"The folder {folder} has no model of the Franka kitchen in it: {string.Join(" or ", s_files)}.");
        MujocoModel model = MujocoModel.Load(path);
        if (model.PositionCount == coordinates && model.ControlCount == actuators)
            return model;
        model.Dispose();
        throw new InvalidDataException($"{path} is not the Franka kitchen: it has {model.PositionCount} coordinates and {model.ControlCount} actuators, expected {coordinates} and {actuators}.");
    }
}
