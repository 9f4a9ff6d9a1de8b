using LaMo.Publicizer;

if (args.Length < 2)
{
    Console.Error.WriteLine("Usage: Publicizer OUTPUT_FOLDER ASSEMBLY...");
    return 2;
}

string outputFolder = args[0];
Directory.CreateDirectory(outputFolder);
foreach (string assembly in args.Skip(1))
{
    try
    {
        byte[] copy = ReferenceCopy.Publicize(File.ReadAllBytes(assembly));
        File.WriteAllBytes(Path.Combine(outputFolder, Path.GetFileName(assembly)), copy);
    }
    catch (Exception exception) when (exception is BadImageFormatException or IOException or UnauthorizedAccessException)
    {
        // The form in which MSBuild recognises an error.
        Console.Error.WriteLine($"{assembly} : error PUBLICIZE : {exception.Message}");
        return 1;
    }
}
return 0;
