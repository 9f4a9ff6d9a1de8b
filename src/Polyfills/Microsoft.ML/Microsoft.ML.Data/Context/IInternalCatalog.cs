using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>What every catalog of a context implements. Internal in the real library.</summary>
public interface IInternalCatalog
{
    IHostEnvironment Environment { get; }
}

/// <summary>Internal in the real library.</summary>
public static class CatalogUtils
{
    public static IHostEnvironment GetEnvironment(this IInternalCatalog catalog) => Contracts.CheckValue(catalog, nameof(catalog)).Environment;
}
