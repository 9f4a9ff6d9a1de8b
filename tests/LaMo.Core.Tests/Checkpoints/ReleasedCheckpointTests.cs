using LaMo.Core.Checkpoints;
using LaMo.Core.Networks;
using LaMo.Core.Serialization;
using LaMo.Core.Tests.Serialization;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Checkpoints;

/// <summary>Against what checkpoints.py saves in the layout of LaMo's published code: loralib's transposed weights, masks, a tied head, heads that are never used.</summary>
public sealed class ReleasedCheckpointTests : IDisposable
{
    private static readonly DecisionTransformerConfig _config = new()
    {
        StateSize = 2,
        ActionSize = 1,
        ContextLength = 3,
        MaxEpisodeLength = 6,
        Transformer = new Gpt2Config { Width = 8, Layers = 1, Heads = 2 },
        Adaptation = new Adaptation { Lora = new LoraConfig { Rank = 2, Alpha = 4 } },
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 9)]
    public void PredictsTheActionsThatPytorchPredicts(int vocabularySize, int positions)
    {
        using DisposeScope scope = NewDisposeScope();
        using DecisionTransformer network = Create(_config with { Transformer = _config.Transformer with { VocabularySize = vocabularySize, Positions = positions } });
        ReleasedCheckpoint.LoadInto(Fixture("released.pt"), network);
        using TensorFile fixture = TensorFile.Open(Fixture("released.safetensors"));
        Tensor Read(string name)
        {
            Tensor value = zeros([.. fixture.Tensors[name].Shape]);
            fixture.Read(name, value);
            return value;
        }
        using IDisposable noGradient = no_grad();
        Tensor predicted = network.PredictAll(Read("states"), Read("actions"), Read("returnsToGo").squeeze(-1), Read("timesteps").to(ScalarType.Int64), Read("mask"));
        Assert.True(predicted.allclose(Read("predicted"), rtol: 1e-5, atol: 1e-5));
    }

    [Fact]
    public void NetworkOfAnotherShapeIsRefusedAndLeftAsItIs()
    {
        using DisposeScope scope = NewDisposeScope();
        foreach ((DecisionTransformerConfig config, string message) in (ReadOnlySpan<(DecisionTransformerConfig, string)>)
        [
            (_config with { StateSize = 3 }, "released.pt: tensor 'embed_state.fc1.weight' has shape [8, 2], expected [8, 3]"),
            (_config with { Transformer = _config.Transformer with { Layers = 2 } }, "released.pt: tensor 'transformer_model.transformer.h.1.ln_1.weight' is missing"),
            (_config with { Adaptation = Adaptation.Frozen }, "released.pt: tensor 'transformer_model.transformer.h.0.attn.c_attn.lora_A' is not part of the network"),
            (_config with { MlpEmbedding = false }, "released.pt: tensor 'embed_return.fc1.weight' is not part of the network"),
        ])
        {
            using DecisionTransformer network = Create(config);
            byte[][] before = [.. network.parameters().Select(parameter => parameter.bytes.ToArray())];
            Assert.Contains(message, Assert.Throws<InvalidDataException>(() => ReleasedCheckpoint.LoadInto(Fixture("released.pt"), network)).Message);
            Assert.Equal(before, network.parameters().Select(parameter => parameter.bytes.ToArray()));
        }
    }

    [Fact]
    public void RandomDamageNeverEscapesAsAnotherError()
    {
        byte[] whole = File.ReadAllBytes(Fixture("released.pt"));
        using DecisionTransformer network = Create(_config);
        Damage.Try(whole, 500, damaged =>
        {
            File.WriteAllBytes(_folder["damaged.pt"], damaged);
            ReleasedCheckpoint.LoadInto(_folder["damaged.pt"], network);
        });
    }

    private static string Fixture(string name) => Path.Combine(AppContext.BaseDirectory, "Checkpoints", name);

    private static DecisionTransformer Create(DecisionTransformerConfig config)
    {
        random.manual_seed(3);
        var network = new DecisionTransformer(config, new DropoutGenerator(3));
        network.eval();
        return network;
    }
}
