namespace LaMo.Environments.Tests.Kitchen;

/// <summary>A folder with a model that has the Franka kitchen's coordinates and actuators, in its order, and nothing else of it.</summary>
internal sealed class StandInKitchen : IDisposable
{
    public StandInKitchen(int slides = 1)
    {
        string folder = Directory.CreateDirectory(System.IO.Path.Combine(Path, "adept_envs", "franka", "assets")).FullName;
        IEnumerable<string> arm = Enumerable.Range(0, 9).Select(joint => Body($"arm{joint}", joint < 7 ? "hinge" : "slide", "damping='1' armature='0.1'"));
        string[] things = ["hinge", "slide", "hinge", "slide", "hinge", "slide", "hinge", "slide", "hinge", "slide", .. Enumerable.Repeat("slide", slides), "hinge", "hinge", "hinge"];
        File.WriteAllText(System.IO.Path.Combine(folder, "franka_kitchen_jntpos_act_ab.xml"), $"""
            <mujoco>
              <compiler angle="radian"/>
              <option timestep="0.002" gravity="0 0 0"/>
              <default><geom contype="0" conaffinity="0"/></default>
              <worldbody>
                {string.Concat(arm)}
                {string.Concat(things.Select((type, i) => Body($"thing{i}", type, "")))}
                <body name="kettle"><freejoint/><geom size="0.1"/></body>
              </worldbody>
              <actuator>
                {string.Concat(Enumerable.Range(0, 9).Select(joint => $"<position joint='arm{joint}' kp='500'/>"))}
              </actuator>
            </mujoco>
            """);
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("lamo-kitchen-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Body(string name, string type, string joint) => $"<body name='{name}'><joint name='{name}' type='{type}' {joint}/><geom size='0.1'/></body>";
}
