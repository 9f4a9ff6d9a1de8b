using LaMo.Cli;
using LaMo.Core;

NativeHeap.KeepFreedMemory();
OpenMPThreads.SleepWhenIdle();
return LamoCommand.Run(args, Console.Out, Console.Error);
