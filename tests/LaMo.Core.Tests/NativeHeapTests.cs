using System.Runtime.InteropServices;

namespace LaMo.Core.Tests;

public class NativeHeapTests
{
    [Fact]
    public void GlibcTakesTheSettings() => Assert.Equal(NativeLibrary.TryLoad("libc.so.6", out _), NativeHeap.KeepFreedMemory());
}
