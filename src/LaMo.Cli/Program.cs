using System.CommandLine;
using LaMo.Cli;
using LaMo.Core;

NativeHeap.KeepFreedMemory();
try
{
    return LamoCommand.Create().Parse(args).Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (Exception e) when (e is IOException or UnauthorizedAccessException or InvalidDataException or FormatException or InvalidOperationException or ArgumentException or DllNotFoundException)
{
    Console.Error.WriteLine($"lamo: {e.Message}");
    return 1;
}
