using System.Reflection;
using System.Runtime.InteropServices;

namespace LaMo.Environments.Mujoco;

/// <summary>The functions of native/mujoco_shim.c.</summary>
internal static unsafe partial class MujocoNative
{
    private const string Library = "lamo_mujoco";

    static MujocoNative() => NativeLibrary.SetDllImportResolver(typeof(MujocoNative).Assembly, Load);

    /// <summary>Loads the shim from beside this assembly, and with it MuJoCo, or says what is missing.</summary>
    internal static nint Load(string library, Assembly assembly, DllImportSearchPath? searchPath)
    {
        try
        {
            return NativeLibrary.Load(library, assembly, DllImportSearchPath.AssemblyDirectory);
        }
        catch (DllNotFoundException missing)
        {
            throw new DllNotFoundException(
                "MuJoCo could not be loaded. On Debian install it with 'apt-get install libmujoco-dev', then run 'dotnet clean' and build again: " +
                $"that links lib{Library}.so, which belongs beside {assembly.GetName().Name}.dll, to the version installed. {missing.Message}",
                missing);
        }
    }

    /// <summary>Turns a failed call's status into the exception that carries MuJoCo's message.</summary>
    internal static void Check(int status)
    {
        if (status != 0)
            throw new MujocoException(Marshal.PtrToStringUTF8(Error())!);
    }

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_error")]
    private static partial nint Error();

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_load_xml", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int LoadXml(string path, out MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_delete_model")]
    internal static partial void DeleteModel(nint model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_position_count")]
    internal static partial int PositionCount(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_velocity_count")]
    internal static partial int VelocityCount(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_control_count")]
    internal static partial int ControlCount(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_body_count")]
    internal static partial int BodyCount(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_site_count")]
    internal static partial int SiteCount(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_time_step")]
    internal static partial double TimeStep(MujocoModelHandle model);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_control_range")]
    internal static partial void ControlRange(MujocoModelHandle model, int actuator, out double low, out double high);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_body_mass")]
    internal static partial double BodyMass(MujocoModelHandle model, int body);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_body_id", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int BodyId(MujocoModelHandle model, string name);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_site_id", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int SiteId(MujocoModelHandle model, string name);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_make_data")]
    internal static partial int MakeData(MujocoModelHandle model, out MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_delete_data")]
    internal static partial void DeleteData(nint data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_positions")]
    internal static partial double* Positions(MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_velocities")]
    internal static partial double* Velocities(MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_controls")]
    internal static partial double* Controls(MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_body_position")]
    internal static partial double* BodyPosition(MujocoDataHandle data, int body);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_site_position")]
    internal static partial double* SitePosition(MujocoDataHandle data, int site);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_time")]
    internal static partial double Time(MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_reset")]
    internal static partial int Reset(MujocoModelHandle model, MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_forward")]
    internal static partial int Forward(MujocoModelHandle model, MujocoDataHandle data);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_step")]
    internal static partial int Step(MujocoModelHandle model, MujocoDataHandle data, int count);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_make_renderer", StringMarshalling = StringMarshalling.Utf8)]
    internal static partial int MakeRenderer(MujocoModelHandle model, string platform, int width, int height, double[]? camera, out MujocoRendererHandle renderer);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_delete_renderer")]
    internal static partial void DeleteRenderer(nint renderer);

    [LibraryImport(Library, EntryPoint = "lamo_mujoco_render")]
    internal static partial int Render(MujocoModelHandle model, MujocoDataHandle data, MujocoRendererHandle renderer, Span<byte> pixels);
}
