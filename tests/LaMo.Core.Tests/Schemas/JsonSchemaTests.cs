using System.Text.Json.Nodes;
using LaMo.Core.Schemas;

namespace LaMo.Core.Tests.Schemas;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("true", "1", null)]
    [InlineData("false", "1", " is not allowed")]
    [InlineData("""{"type": "integer"}""", "1.0", null)]
    [InlineData("""{"type": "integer"}""", "1.5", " is 1.5, expected integer")]
    [InlineData("""{"type": ["string", "null"]}""", "null", null)]
    [InlineData("""{"type": ["string", "null"]}""", "[]", " is [], expected string or null")]
    [InlineData("""{"enum": ["a", 2]}""", "2", null)]
    [InlineData("""{"enum": ["a", 2]}""", "\"b\"", " is \"b\", expected one of \"a\", 2")]
    [InlineData("""{"const": {"a": [1]}}""", """{"a": [1]}""", null)]
    [InlineData("""{"const": {"a": [1]}}""", """{"a": [2]}""", """ is {"a":[2]}, expected {"a":[1]}""")]
    [InlineData("""{"minimum": 1, "exclusiveMaximum": 2}""", "1", null)]
    [InlineData("""{"minimum": 1, "exclusiveMaximum": 2}""", "2", " is 2, expected less than 2")]
    [InlineData("""{"maximum": 1, "exclusiveMinimum": 0}""", "0", " is 0, expected more than 0")]
    [InlineData("""{"minLength": 1}""", "\"\"", " is empty")]
    [InlineData("""{"pattern": "^a+$"}""", "\"ab\"", " is \"ab\", which does not have the form ^a+$")]
    [InlineData("""{"items": {"type": "number"}, "minItems": 1, "maxItems": 2}""", "[1]", null)]
    [InlineData("""{"items": {"type": "number"}, "minItems": 1}""", "[]", " has 0 items, expected at least 1")]
    [InlineData("""{"items": {"type": "number"}}""", "[1, true]", "/1 is true, expected number")]
    [InlineData("""{"uniqueItems": true}""", "[1, 2, 1.0]", "/2 is there twice")]
    [InlineData("""{"properties": {"a": {"type": "number"}}, "required": ["a"]}""", "{}", " has no 'a'")]
    [InlineData("""{"properties": {"a": {"type": "number"}}, "additionalProperties": false}""", """{"b/c": 1}""", "/b~1c is unknown; known are a")]
    [InlineData("""{"additionalProperties": {"type": "number"}}""", """{"b": "x"}""", "/b is \"x\", expected number")]
    [InlineData("""{"anyOf": [{"type": "number"}, {"type": "null"}]}""", "null", null)]
    [InlineData("""{"anyOf": [{"description": "a number", "type": "number"}, {"type": "null"}]}""", "\"x\"", " is \"x\", which is none of what is allowed: a number; \"null\"")]
    [InlineData("""{"anyOf": [{"type": "null"}, {"items": {"type": "number"}}]}""", "[\"x\"]", "/0 is \"x\", expected number")]
    [InlineData("""{"$defs": {"n": {"minimum": 3}}, "items": {"$ref": "#/$defs/n"}}""", "[1]", "/0 is 1, expected at least 3")]
    public void KeywordsMeanWhatTheDraftSays(string schema, string document, string? error)
    {
        IReadOnlyList<SchemaError> errors = JsonSchema.Parse(schema).Validate(JsonNode.Parse(document));
        Assert.Equal(error, errors.Count == 0 ? null : $"{errors[0].Path} {errors[0].Message}");
    }

    [Theory]
    [InlineData("""{"if": {}}""", "'if'")]
    [InlineData("""{"properties": {"a": {"format": "date"}}}""", "'format'")]
    [InlineData("""{"$ref": "#/$defs/x"}""", "'#/$defs/x'")]
    public void WhatIsNotKnownIsRefused(string schema, string named) => Assert.Contains(named, Assert.Throws<FormatException>(() => JsonSchema.Parse(schema)).Message);

    [Fact]
    public void TheSchemasOfTheRepositoryAreIncluded()
    {
        Assert.NotEmpty(JsonSchema.TrajectoryStep.Validate(new JsonObject()));
        Assert.NotEmpty(JsonSchema.Run.Validate(new JsonObject()));
        Assert.NotEmpty(JsonSchema.Benchmark.Validate(new JsonObject()));
    }
}
