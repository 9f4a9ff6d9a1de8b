using System.Text.Json;
using System.Text.Json.Nodes;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;

namespace LaMo.Core.Checkpoints;

/// <summary>Hugging Face's <c>config.json</c> of a GPT-2.</summary>
internal static class Gpt2ConfigFile
{
    public const string Name = "config.json";

    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <exception cref="InvalidDataException">A value is missing, out of range, or asks for another network than GPT-2; the message names file and key.</exception>
    public static Gpt2Config Read(string path)
    {
        JsonFile json = JsonFile.Read(path);
        if (json.Text("model_type", "gpt2") != "gpt2")
            throw json.Fault("model_type", "must be \"gpt2\"");
        var config = new Gpt2Config
        {
            Width = json.Count("n_embd"),
            Layers = json.Count("n_layer"),
            Heads = json.Count("n_head"),
            VocabularySize = json.Count("vocab_size"),
            Positions = json.Count("n_positions"),
            Activation = Activation(json),
            ResidualDropout = Rate("resid_pdrop"),
            EmbeddingDropout = Rate("embd_pdrop"),
            AttentionDropout = Rate("attn_pdrop"),
            LayerNormEpsilon = json.Number("layer_norm_epsilon", 1e-5, value => value > 0, "above 0"),
            InitializerRange = json.Number("initializer_range", 0.02, value => value >= 0, "from 0 on"),
        };
        if (config.Width % config.Heads != 0)
            throw json.Fault("n_embd", $"must be a multiple of the {config.Heads} heads");
        if (json.Find("n_inner") != null && json.Count("n_inner") != 4L * config.Width)
            throw json.Fault("n_inner", $"must be 4 times the width, {4L * config.Width}");
        foreach ((string key, bool expected) in (ReadOnlySpan<(string, bool)>)
            [("scale_attn_weights", true), ("scale_attn_by_inverse_layer_idx", false), ("add_cross_attention", false), ("tie_word_embeddings", true)])
            if (json.Flag(key, expected) != expected)
                throw json.Fault(key, $"is not supported unless it is {(expected ? "true" : "false")}");
        return config;

        double Rate(string key) => json.Number(key, 0.1, value => value is >= 0 and < 1, "in [0, 1)");
    }

    /// <param name="path">The file.</param>
    /// <param name="config">The network.</param>
    /// <param name="dataType">The type of the weights beside it, by PyTorch's name.</param>
    public static void Write(string path, Gpt2Config config, string dataType)
    {
        JsonObject json = JsonSerializer.SerializeToNode(config)!.AsObject();
        json["architectures"] = new JsonArray("GPT2LMHeadModel");
        json["model_type"] = "gpt2";
        json["torch_dtype"] = dataType;
        // GPT-2's vocabularies end in the token that separates texts.
        json["bos_token_id"] = config.VocabularySize - 1;
        json["eos_token_id"] = config.VocabularySize - 1;
        AtomicFile.Write(path, stream => JsonSerializer.Serialize(stream, json, _indented));
    }

    private static Gpt2Activation Activation(JsonFile json) => json.Text("activation_function", "gelu_new") switch
    {
        "gelu_new" or "gelu_pytorch_tanh" => Gpt2Activation.GeluNew, // two names of one function
        "relu" => Gpt2Activation.Relu,
        _ => throw json.Fault("activation_function", "must be \"gelu_new\" or \"relu\""),
    };
}
