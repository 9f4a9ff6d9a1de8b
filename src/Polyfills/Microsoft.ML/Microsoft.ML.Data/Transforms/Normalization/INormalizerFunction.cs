using System;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>The fitted normalization of one column.</summary>
internal interface INormalizerFunction : ICanSaveModel
{
    /// <summary>The number of slots.</summary>
    int Size { get; }

    /// <summary>The getter of the normalized values, for a scalar or a vector column.</summary>
    Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input);

    NormalizingTransformer.NormalizerModelParametersBase GetParameters(bool isVector);
}
