using System.IO;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public static class BinaryLoaderSaverCatalog
{
    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, IMultiStreamSource fileSource)
    {
        Contracts.CheckValue(fileSource, nameof(fileSource));
        Contracts.CheckParam(fileSource.Count == 1, "files", "binary loader must be created with one file");
        catalog.GetEnvironment().SkipSeeds();
        return new BinaryDataView(() => fileSource.Open(0));
    }

    public static IDataView LoadFromBinary(this DataOperationsCatalog catalog, string path)
    {
        Contracts.CheckNonEmpty(path, nameof(path));
        Contracts.CheckParam(File.Exists(path), nameof(path), $"File does not exist at path: {path}");
        catalog.GetEnvironment().SkipSeeds();
        return new BinaryDataView(() => File.OpenRead(path));
    }

    public static void SaveAsBinary(this DataOperationsCatalog catalog, IDataView data, Stream stream, bool keepHidden = false)
    {
        Contracts.CheckValue(catalog, nameof(catalog));
        Contracts.CheckValue(data, nameof(data));
        Contracts.CheckValue(stream, nameof(stream));
        catalog.GetEnvironment().SkipSeeds();
        BinarySaver.Save(data, SavedColumns.Of(data, keepHidden), stream);
    }
}
