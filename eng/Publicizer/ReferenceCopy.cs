using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LaMo.Publicizer;

/// <summary>
/// Makes copies of assemblies that a compiler may reference as if it compiled a friend of theirs. A copy differs from the original in visibility
/// bits alone. The original is the one to run with; there <c>IgnoresAccessChecksToAttribute</c> gives the same rights.
/// </summary>
/// <remarks>
/// <c>internal</c> becomes <c>public</c> and <c>private protected</c> becomes <c>protected</c>. What a friend cannot reach stays as it is: private
/// members could hide or overload others by their names, and the field behind an event would clash with the event. What everyone can reach already
/// (<c>protected internal</c>) stays too, so that an override has the same modifiers with and without the copy.
/// </remarks>
public static class ReferenceCopy
{
    // Where the flags stand in a row (ECMA-335, II.22.15, II.22.26 and II.22.37).
    private const int FieldFlagsOffset = 0;
    private const int MethodFlagsOffset = sizeof(uint) + sizeof(ushort);
    private const int TypeFlagsOffset = 0;

    /// <summary>Copies an assembly's file, with the visibility bits set.</summary>
    /// <param name="image">The bytes of the assembly's file; they are not changed.</param>
    /// <returns>The bytes of the copy.</returns>
    /// <exception cref="BadImageFormatException">The bytes are not those of a .NET assembly.</exception>
    public static byte[] Publicize(byte[] image)
    {
        using PEReader file = new(new MemoryStream(image, writable: false));
        MetadataReader metadata = ReadMetadata(file);
        byte[] copy = [.. image];

        Span<byte> Flags(TableIndex table, EntityHandle row, int offset) => copy.AsSpan(
            file.PEHeaders.MetadataStartOffset + metadata.GetTableMetadataOffset(table) + (MetadataTokens.GetRowNumber(row) - 1) * metadata.GetTableRowSize(table) + offset);

        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions)
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            if (!IsForTheCompiler(metadata, type))
                BinaryPrimitives.WriteUInt32LittleEndian(Flags(TableIndex.TypeDef, handle, TypeFlagsOffset), (uint)Publicize(type.Attributes));
        }

        foreach (FieldDefinitionHandle handle in metadata.FieldDefinitions)
        {
            FieldAttributes attributes = metadata.GetFieldDefinition(handle).Attributes;
            BinaryPrimitives.WriteUInt16LittleEndian(Flags(TableIndex.Field, handle, FieldFlagsOffset), (ushort)Publicize(attributes));
        }

        foreach (MethodDefinitionHandle handle in metadata.MethodDefinitions)
        {
            MethodAttributes attributes = metadata.GetMethodDefinition(handle).Attributes;
            BinaryPrimitives.WriteUInt16LittleEndian(Flags(TableIndex.MethodDef, handle, MethodFlagsOffset), (ushort)Publicize(attributes));
        }

        return copy;
    }

    private static MetadataReader ReadMetadata(PEReader file)
    {
        try
        {
            if (file.HasMetadata && file.GetMetadataReader() is { IsAssembly: true } metadata)
                return metadata;
        }
        catch (BadImageFormatException exception)
        {
            throw new BadImageFormatException($"Not a .NET assembly: {exception.Message}", exception);
        }
        throw new BadImageFormatException("Not a .NET assembly: the file has no assembly manifest.");
    }

    /// <summary>Whether compilers alone mean a type: generated code, and the attributes they embed where a framework lacks them. Made public, those would clash with the framework's.</summary>
    private static bool IsForTheCompiler(MetadataReader metadata, TypeDefinition type)
    {
        string space = metadata.GetString(type.Namespace);
        return metadata.GetString(type.Name).StartsWith('<') || space is "System" or "Microsoft.CodeAnalysis" || space.StartsWith("System.", StringComparison.Ordinal);
    }

    private static TypeAttributes Publicize(TypeAttributes attributes) => (attributes & TypeAttributes.VisibilityMask) switch
    {
        TypeAttributes.NotPublic => attributes & ~TypeAttributes.VisibilityMask | TypeAttributes.Public,
        TypeAttributes.NestedAssembly => attributes & ~TypeAttributes.VisibilityMask | TypeAttributes.NestedPublic,
        TypeAttributes.NestedFamANDAssem => attributes & ~TypeAttributes.VisibilityMask | TypeAttributes.NestedFamily,
        _ => attributes,
    };

    private static FieldAttributes Publicize(FieldAttributes attributes) => (attributes & FieldAttributes.FieldAccessMask) switch
    {
        FieldAttributes.Assembly => attributes & ~FieldAttributes.FieldAccessMask | FieldAttributes.Public,
        FieldAttributes.FamANDAssem => attributes & ~FieldAttributes.FieldAccessMask | FieldAttributes.Family,
        _ => attributes,
    };

    private static MethodAttributes Publicize(MethodAttributes attributes) => (attributes & MethodAttributes.MemberAccessMask) switch
    {
        MethodAttributes.Assembly => attributes & ~MethodAttributes.MemberAccessMask | MethodAttributes.Public,
        MethodAttributes.FamANDAssem => attributes & ~MethodAttributes.MemberAccessMask | MethodAttributes.Family,
        _ => attributes,
    };
}
