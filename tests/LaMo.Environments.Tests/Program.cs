using LaMo.Environments.Tests.Rendering;

// What tests run in processes of their own: drawing by one library or another.
switch (args)
{
    case ["draw", var path]:
        return DrawingProcess.Run(path);
    default:
        Console.Error.WriteLine("Usage: LaMo.Environments.Tests draw FILE");
        return 2;
}
