namespace LaMo.Environments.Mujoco;

/// <summary>A free camera: what it looks at, in metres, from how far, and from which side, in degrees, as MuJoCo counts them.</summary>
/// <param name="X">The place looked at.</param>
/// <param name="Y">The place looked at.</param>
/// <param name="Z">The place looked at.</param>
/// <param name="Distance">The distance from there.</param>
/// <param name="Azimuth">The direction looked in, around the vertical axis.</param>
/// <param name="Elevation">The direction looked in, above the horizontal; negative is down.</param>
public sealed record MujocoCamera(double X, double Y, double Z, double Distance, double Azimuth, double Elevation);
