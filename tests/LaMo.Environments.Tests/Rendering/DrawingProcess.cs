using System.Diagnostics;
using LaMo.Environments.Locomotion;
using LaMo.Environments.Mujoco;
using LaMo.Environments.Rendering;

namespace LaMo.Environments.Tests.Rendering;

/// <summary>A process that draws the hopper where episodes begin.</summary>
internal static class DrawingProcess
{
    /// <summary>Starts the process.</summary>
    /// <param name="path">The file that it writes the pixels to.</param>
    /// <param name="environment">Environment variables.</param>
    /// <returns>What it said was wrong; empty if nothing was.</returns>
    public static string Start(string path, params IEnumerable<(string Name, string Value)> environment)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [typeof(DrawingProcess).Assembly.Location, "draw", path]) { RedirectStandardError = true };
        start.Environment.Remove("MUJOCO_GL");
        foreach ((string name, string value) in environment)
            start.Environment[name] = value;
        using Process process = Process.Start(start)!;
        string errors = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(errors.Length == 0 ? 0 : 1, process.ExitCode);
        return errors;
    }

    /// <summary>What the process does.</summary>
    public static int Run(string path)
    {
        using var hopper = new Hopper();
        hopper.Reset(0);
        try
        {
            Frame frame = hopper.Render();
            using var second = new MujocoRenderer(hopper.Model, frame.Width, frame.Height);
            Assert.Equal(frame.Pixels, second.Render(hopper.Simulation).Pixels);
            File.WriteAllBytes(path, frame.Pixels);
            return 0;
        }
        catch (MujocoException e)
        {
            Console.Error.Write(e.Message);
            return 1;
        }
    }
}
