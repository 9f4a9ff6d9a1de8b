using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using TorchSharp.Utils;
using static TorchSharp.NativeMethods;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>A table of vectors, looked up by index.</summary>
public sealed class Embedding : nn.Module<Tensor, Tensor>
{
    // The table itself lives as long as the module; the parameter registered for it is another handle, which a dispose scope may take.
    [ComponentName(Name = nameof(weight))]
    private Tensor _table;

    private readonly long? _paddingIndex;
    private readonly double? _maxNorm;
    private readonly double _normType;
    private readonly bool _scaleGradientByFrequency;
    private readonly bool _sparse;

    internal Embedding(long num_embeddings, long embedding_dims, long? padding_idx, double? max_norm, double norm_type, bool scale_grad_by_freq, bool sparse)
        : base("torch::nn::EmbeddingImpl")
    {
        if (padding_idx >= num_embeddings || padding_idx < -num_embeddings) throw new ExternalException("Padding_idx must be within num_embeddings");
        _paddingIndex = padding_idx < 0 ? padding_idx + num_embeddings : padding_idx;
        (_maxNorm, _normType, _scaleGradientByFrequency, _sparse) = (max_norm, norm_type, scale_grad_by_freq, sparse);

        _table = empty(num_embeddings, embedding_dims).DetachFromDisposeScope();
        nn.init.normal_(_table);
        if (_paddingIndex is { } row)
        {
            using var padding = _table[row];
            padding.zero_();
        }
        _table.requires_grad = true;
        register_parameter(nameof(weight), Parameter.SharedWith(_table));
    }

    /// <summary>The table, [index, feature]; each reading gives a new handle on it.</summary>
    [DisallowNull]
    public Parameter? weight
    {
        get => Parameter.SharedWith(_table);
        set
        {
            _table.Dispose();
            _table = Parameter.SharedWith(value).DetachFromDisposeScope();
            ConditionallyRegisterParameter(nameof(weight), value);
        }
    }

    public override Tensor forward(Tensor input)
    {
        if (_maxNorm is { } limit)
        {
            using var _ = no_grad();
            _table.Changed(parameters_limit_rows_(_table.Handle, input.Handle, limit, _normType), input);
        }
        return Tensor.Wrap(nn_embedding(_table.Handle, input.Handle, _paddingIndex ?? -1, _scaleGradientByFrequency, _sparse), _table, input);
    }

    private protected override void MoveTensorsOfItsOwn(ScalarType? dtype, Device? device)
    {
        using var moved = _table.detach().to(dtype ?? _table.dtype, device ?? _table.device, disposeAfter: true);
        _table.Changed(parameters_set_data(_table.Handle, moved.Handle), moved);
    }

    private protected override void DisposeTensorsOfItsOwn() => _table.Dispose();
}
