using Microsoft.ML;

namespace LaMo.Cli;

/// <summary>Pipelines in files.</summary>
internal static class SavedPipeline
{
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="InvalidDataException">It is damaged or no pipeline; the message names it.</exception>
    public static ITransformer Load(MLContext ml, string path, out DataViewSchema inputSchema)
    {
        if (!File.Exists(path))
            throw new FileNotFoundException($"Could not find file '{path}'.", path);
        try
        {
            return ml.Model.Load(path, out inputSchema);
        }
        catch (Exception e) when (e is not (IOException or UnauthorizedAccessException))
        {
            throw new InvalidDataException($"{path} is damaged or no saved pipeline: {e.GetBaseException().Message}", e);
        }
    }
}
