using LaMo.Cli;
using LaMo.Core;

NativeHeap.KeepFreedMemory();
return LamoCommand.Run(args, Console.Out, Console.Error);
