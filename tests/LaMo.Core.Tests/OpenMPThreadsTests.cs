using System.Runtime.InteropServices;

namespace LaMo.Core.Tests;

public class OpenMPThreadsTests
{
    [Fact]
    public void NativeLibrariesSeeTheNumber()
    {
        Assert.Equal(OperatingSystem.IsLinux(), OpenMPThreads.SleepWhenIdle());
        if (OperatingSystem.IsLinux())
            Assert.Equal(Environment.GetEnvironmentVariable("GOMP_SPINCOUNT") ?? "1000", Marshal.PtrToStringUTF8(getenv("GOMP_SPINCOUNT")));
    }

    [DllImport("libc")]
    private static extern nint getenv([MarshalAs(UnmanagedType.LPUTF8Str)] string name);
}
