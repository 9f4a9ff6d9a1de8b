namespace Microsoft.ML.Data;

/// <summary>The annotations that transforms add, as they look in a <see cref="SchemaShape"/>.</summary>
internal static class AnnotationShapes
{
    public static SchemaShape.Column IsNormalized { get; }
        = new(AnnotationKinds.IsNormalized, SchemaShape.Column.VectorKind.Scalar, BooleanDataViewType.Instance, isKey: false);

    public static SchemaShape.Column SlotNames { get; }
        = new(AnnotationKinds.SlotNames, SchemaShape.Column.VectorKind.Vector, TextDataViewType.Instance, isKey: false);

    public static SchemaShape.Column CategoricalSlotRanges { get; }
        = new(AnnotationKinds.CategoricalSlotRanges, SchemaShape.Column.VectorKind.Vector, NumberDataViewType.Int32, isKey: false);
}
