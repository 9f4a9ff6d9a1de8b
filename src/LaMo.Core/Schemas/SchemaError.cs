namespace LaMo.Core.Schemas;

/// <summary>A place in a document that its schema does not allow.</summary>
/// <param name="Path">The place as a JSON Pointer (RFC 6901); empty for the whole document.</param>
/// <param name="Message">What is wrong there.</param>
public readonly record struct SchemaError(string Path, string Message);
