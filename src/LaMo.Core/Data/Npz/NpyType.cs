namespace LaMo.Core.Data.Npz;

/// <summary>The types of NumPy by the text that an .npy file has for them.</summary>
internal static class NpyType
{
    /// <exception cref="InvalidDataException">The type is not one of numbers that are supported.</exception>
    public static NumberType Find(string description)
    {
        NumberType? type = description is [char order, char kind, .. var digits] && int.TryParse(digits, out int size) && (order == '<' || size == 1)
            ? kind switch { 'b' when size == 1 => NumberType.Boolean, 'u' or 'i' => NumberType.Integer(size, isSigned: kind == 'i'), 'f' => NumberType.Float(size), _ => null }
            : null;
        return type ?? throw new InvalidDataException(
            description.Contains('O') ? "holds Python objects, which are programs and are not run" : $"holds values of the type {description}, which is not supported");
    }
}
