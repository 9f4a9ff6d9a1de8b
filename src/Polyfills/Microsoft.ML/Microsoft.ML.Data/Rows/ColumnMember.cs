using System;
using System.Collections.Generic;
using System.Linq;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A column and the field or property of a user's class that holds its value.</summary>
internal sealed class ColumnMember
{
    private readonly MemberInfo _member;

    private ColumnMember(string name, MemberInfo member, DataViewType type, DataViewSchema.Annotations annotations)
    {
        Name = name;
        _member = member;
        Type = type;
        Annotations = annotations;
    }

    /// <summary>The column's name.</summary>
    public string Name { get; }

    /// <summary>The column's type.</summary>
    public DataViewType Type { get; }

    public DataViewSchema.Annotations Annotations { get; }

    public string MemberName => _member.Name;

    public Type MemberType => MemberTypeOf(_member);

    /// <summary>The columns of a class; those of its schema definition if there is one.</summary>
    public static ColumnMember[] Create(Type userType, SchemaDefinition definition, SchemaDefinition.Direction direction)
        => (definition ?? SchemaDefinition.Create(userType, direction)).Select(column => FromDefinition(userType, column)).ToArray();

    public static DataViewSchema SchemaOf(IEnumerable<ColumnMember> columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (ColumnMember column in columns)
            builder.AddColumn(column.Name, column.Type, column.Annotations);
        return builder.ToSchema();
    }

    /// <summary>The members that are columns: public fields, then public properties.</summary>
    public static IEnumerable<MemberInfo> MembersOf(Type userType, SchemaDefinition.Direction direction)
    {
        const BindingFlags flags = BindingFlags.Public | BindingFlags.Instance;
        bool reads = direction.HasFlag(SchemaDefinition.Direction.Read);
        bool writes = direction.HasFlag(SchemaDefinition.Direction.Write);
        IEnumerable<MemberInfo> properties = Contracts.CheckValue(userType, nameof(userType)).GetProperties(flags)
            .Where(property => property.GetIndexParameters().Length == 0)
            .Where(property => (reads && property.GetGetMethod() != null) || (writes && property.GetSetMethod() != null));
        return userType.GetFields(flags).Concat(properties)
            .Where(member => MemberTypeOf(member) != typeof(IChannel) && member.GetCustomAttribute<NoColumnAttribute>() == null);
    }

    public static string ColumnNameOf(MemberInfo member) => member.GetCustomAttribute<ColumnNameAttribute>()?.Name ?? member.Name;

    /// <summary>The column type that a member's type and attributes ask for.</summary>
    public static DataViewType TypeOf(MemberInfo member, Type userType)
    {
        (Type rawType, bool isVector) = Analyze(member);
        PrimitiveDataViewType itemType = ColumnTypes.PrimitiveTypeFromType(rawType);
        if (member.GetCustomAttribute<KeyTypeAttribute>() is { } key)
        {
            Contracts.CheckParam(KeyDataViewType.IsValidDataType(rawType), nameof(userType),
                $"Member {member.Name} marked with KeyType attribute, but does not appear to be a valid kind of data for a key type");
            itemType = new KeyDataViewType(rawType, key.KeyCount.Count.GetValueOrDefault());
        }
        var vector = member.GetCustomAttribute<VectorTypeAttribute>();
        Contracts.CheckParam(vector == null || isVector, nameof(userType),
            $"Member {member.Name} marked with {nameof(VectorTypeAttribute)}, but does not appear to be a vector type");
        if (!isVector)
            return itemType;
        return vector is { Dimensions.Length: > 0 } ? new VectorDataViewType(itemType, vector.Dimensions) : new VectorDataViewType(itemType);
    }

    /// <summary>A function that reads the member.</summary>
    public Func<TRow, TValue> CompileGetter<TRow, TValue>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        return Expression.Lambda<Func<TRow, TValue>>(Expression.MakeMemberAccess(row, _member), row).Compile();
    }

    /// <summary>An action that writes the member.</summary>
    public Action<TRow, TValue> CompileSetter<TRow, TValue>()
    {
        ParameterExpression row = Expression.Parameter(typeof(TRow));
        ParameterExpression value = Expression.Parameter(typeof(TValue));
        return Expression.Lambda<Action<TRow, TValue>>(Expression.Assign(Expression.MakeMemberAccess(row, _member), value), row, value).Compile();
    }

    private static ColumnMember FromDefinition(Type userType, SchemaDefinition.Column column)
    {
        MemberInfo member = (MemberInfo)userType.GetField(column.MemberName) ?? userType.GetProperty(column.MemberName);
        Contracts.CheckParam(member != null, "userSchemaDefinition",
            $"No field or property with name '{column.MemberName}' found in type '{userType.FullName}'");
        (Type rawType, bool isVector) = Analyze(member);
        string name = string.IsNullOrEmpty(column.ColumnName) ? column.MemberName : column.ColumnName;
        DataViewType type = column.ColumnType;
        if (type == null)
        {
            PrimitiveDataViewType itemType = ColumnTypes.PrimitiveTypeFromType(rawType);
            type = isVector ? new VectorDataViewType(itemType) : itemType;
        }
        Contracts.CheckParam(isVector == type is VectorDataViewType, "userSchemaDefinition",
            $"Column '{name}' is supposed to be {KindOf(type is VectorDataViewType)}, but type of associated field '{column.MemberName}' is {KindOf(isVector)}");
        Contracts.CheckParam(type.GetItemType().RawType == rawType, "userSchemaDefinition",
            $"Column '{name}' is supposed to have item type {type.GetItemType().RawType}, but associated field has type {rawType}");
        return new ColumnMember(name, member, type, column.Annotations);
    }

    private static string KindOf(bool isVector) => isVector ? "vector" : "scalar";

    private static (Type RawType, bool IsVector) Analyze(MemberInfo member)
    {
        (Type rawType, bool isVector) = MemberValue.Analyze(MemberTypeOf(member));
        Contracts.CheckParam(ColumnTypes.TryGetPrimitiveType(rawType, out _), "rawType",
            $"Could not determine an IDataView type and registered custom types for member {member.Name}");
        return (rawType, isVector);
    }

    private static Type MemberTypeOf(MemberInfo member) => member is FieldInfo field ? field.FieldType : ((PropertyInfo)member).PropertyType;
}
