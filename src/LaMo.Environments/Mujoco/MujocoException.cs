namespace LaMo.Environments.Mujoco;

/// <summary>MuJoCo refused a model or could not go on simulating; the message is MuJoCo's own.</summary>
public sealed class MujocoException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">What MuJoCo said.</param>
    public MujocoException(string message) : base(message)
    {
    }
}
