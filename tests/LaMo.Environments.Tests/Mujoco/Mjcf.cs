namespace LaMo.Environments.Tests.Mujoco;

/// <summary>Small models whose motion has a closed form.</summary>
internal static class Mjcf
{
    /// <summary>A point mass of 1 kg that slides along z under gravity, pushed by a motor of at most 3 N.</summary>
    public const string Slider =
        """
        <mujoco>
          <option timestep="0.001" gravity="0 0 -9.81"/>
          <worldbody>
            <body name="mass" pos="0 0 2"><joint name="lift" type="slide" axis="0 0 1"/><geom size="0.1" mass="1"/><site name="above" pos="0 0 0.5"/></body>
          </worldbody>
          <actuator><motor joint="lift" ctrllimited="true" ctrlrange="-2 3"/></actuator>
        </mujoco>
        """;

    /// <summary>A 1 kg bob on a massless rod of 0.5 m that swings about y.</summary>
    public const string Pendulum =
        """
        <mujoco>
          <option timestep="0.001" integrator="RK4"/>
          <worldbody>
            <body><joint type="hinge" axis="0 1 0"/><geom name="bob" pos="0 0 -0.5" size="0.001" mass="1"/></body>
          </worldbody>
        </mujoco>
        """;

    /// <summary>Boxes that fall on a floor; the memory suffices until they touch it.</summary>
    public static string TooLittleMemory { get; } =
        "<mujoco><size nstack='3000'/><worldbody><geom type='plane' size='1 1 1'/>" +
        string.Concat(Enumerable.Range(0, 10).Select(i => $"<body pos='{i} 0 1'><freejoint/><geom type='box' size='.2 .2 .2'/></body>")) +
        "</worldbody></mujoco>";
}
