using Microsoft.Win32.SafeHandles;

namespace LaMo.Environments.Mujoco;

/// <summary>Owns a native <c>mjModel</c>.</summary>
internal sealed class MujocoModelHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        MujocoNative.DeleteModel(handle);
        return true;
    }
}

/// <summary>Owns a native <c>mjData</c>.</summary>
internal sealed class MujocoDataHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        MujocoNative.DeleteData(handle);
        return true;
    }
}

/// <summary>Owns what the shim renders with.</summary>
internal sealed class MujocoRendererHandle() : SafeHandleZeroOrMinusOneIsInvalid(ownsHandle: true)
{
    protected override bool ReleaseHandle()
    {
        MujocoNative.DeleteRenderer(handle);
        return true;
    }
}
