using System.Globalization;
using LaMo.Core.Tests.Data;
using LaMo.Core.Tests.Training;

// What tests run in processes of their own: training that is killed, and damaged files that may bring a native library down.
switch (args)
{
    case ["train", var folder]:
        TrainingProcess.Run(folder);
        return 0;
    case ["damage", var file, var first, var count]:
        string? failure = Fuzzing.Run(file, int.Parse(first, CultureInfo.InvariantCulture), int.Parse(count, CultureInfo.InvariantCulture), Console.WriteLine);
        Console.Write(failure);
        return failure is null ? 0 : 1;
    default:
        Console.Error.WriteLine("Usage: LaMo.Core.Tests train FOLDER | damage FILE FIRST COUNT");
        return 2;
}
