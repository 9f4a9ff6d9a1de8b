using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace TorchSharp.Tests;

public class ModuleRegistrationTests
{
    private sealed class Inner : Module<Tensor, Tensor>
    {
        private readonly Parameter scale = Parameter(ones(2));
        private readonly Linear first = Linear(2, 3);

        public Inner() : base(nameof(Inner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => first.call(input * scale);
    }

    private sealed class Outer : Module<Tensor, Tensor>
    {
        private readonly Inner inner = new();
        private readonly ModuleList<Linear> blocks = ModuleList(Linear(3, 3), Linear(3, 3, hasBias: false));
        private readonly Tensor mean = zeros(2);
        private readonly Parameter offset = Parameter(zeros(3), requires_grad: false);

        public Outer() : base(nameof(Outer)) => RegisterComponents();

        public override Tensor forward(Tensor input) => blocks.Aggregate(inner.call(input - mean), (x, block) => block.call(x)) + offset;
    }

    [Fact]
    public void FieldsRegisterInOrderOwnParametersFirst()
    {
        using var module = new Outer();
        Assert.Equal(
            ["offset", "inner.scale", "inner.first.weight", "inner.first.bias", "blocks.0.weight", "blocks.0.bias", "blocks.1.weight"],
            module.named_parameters().Select(named => named.name));
        Assert.Equal(["offset"], module.named_parameters(recurse: false).Select(named => named.name));
        Assert.Equal(7, module.parameters().Count());
    }

    [Fact]
    public void PlainTensorFieldsAreBuffers()
    {
        using var module = new Outer();
        Assert.Equal(["mean"], module.named_buffers().Select(named => named.name));
        Assert.True(module.has_buffer("mean"));
        Assert.False(module.has_parameter("mean"));
        Assert.False(module.get_parameter("offset")!.requires_grad);
    }

    [Fact]
    public void ModulesAreListedChildrenFirstWithoutTheModuleItself()
    {
        using var module = new Outer();
        Assert.Equal(["inner", "blocks"], module.named_children().Select(named => named.name));
        Assert.Equal(["inner", "blocks", "inner.first", "blocks.0", "blocks.1"], module.named_modules().Select(named => named.name));
        Assert.DoesNotContain(module, module.modules());
        Assert.Equal(["Inner", "ModuleList", "Linear", "Linear", "Linear"], module.modules().Select(below => below.GetName()));
    }

    [Fact]
    public void DottedNamesFindComponentsBelow()
    {
        using var module = new Outer();
        Assert.True(module.has_parameter("blocks.0.bias"));
        Assert.False(module.has_parameter("blocks.1.bias"));
        Assert.Equal([3, 2], module.get_parameter("inner.first.weight")!.shape);
        Assert.Null(module.get_parameter("inner.second.weight"));
        Assert.Null(module.get_buffer("inner.mean"));
    }

    private sealed class WithProperty : Module<Tensor, Tensor>
    {
        public Linear Projection { get; } = Linear(2, 2);

        public WithProperty() : base(nameof(WithProperty)) => RegisterComponents();

        public override Tensor forward(Tensor input) => Projection.call(input);
    }

    [Fact]
    public void AnAutomaticPropertyRegistersUnderItsBackingField()
    {
        using var module = new WithProperty();
        Assert.Equal(
            ["<Projection>k__BackingField.weight", "<Projection>k__BackingField.bias"],
            module.named_parameters().Select(named => named.name));
    }

    private class Base : Module<Tensor, Tensor>
    {
        private readonly Linear own = Linear(1, 1, hasBias: false);
        protected readonly Linear shared = Linear(1, 1, hasBias: false);

        protected Base() : base(nameof(Base)) { }

        public override Tensor forward(Tensor input) => shared.call(own.call(input));
    }

    private sealed class Derived : Base
    {
        private readonly Linear later = Linear(1, 1, hasBias: false);

        public Derived() => RegisterComponents();

        public override Tensor forward(Tensor input) => later.call(base.forward(input));
    }

    [Fact]
    public void FieldsOfBaseClassesRegisterAfterTheDerivedOnes()
    {
        using var module = new Derived();
        Assert.Equal(["later.weight", "shared.weight", "own.weight"], module.named_parameters().Select(named => named.name));
    }

    private sealed class Tied : Module<Tensor, Tensor>
    {
        private readonly Linear head;
        private readonly Linear tail;

        public Tied() : base(nameof(Tied))
        {
            head = Linear(2, 2, hasBias: false);
            tail = Linear(head.weight);
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => tail.call(head.call(input));
    }

    [Fact]
    public void ASharedParameterIsOneParameterUnderTwoKeys()
    {
        using var module = new Tied();
        Assert.Equal(["head.weight"], module.named_parameters().Select(named => named.name));
        Assert.Equal(["head.weight", "tail.weight"], module.state_dict().Keys);
    }

    private sealed class Bare : Module<Tensor, Tensor>
    {
        public Bare() : base(nameof(Bare)) { }

        public override Tensor forward(Tensor input) => input.alias();
    }

    [Fact]
    public void NamesMustBeNewAndWithoutDots()
    {
        using var module = new Bare();
        module.register_module("a", Linear(1, 1));
        module.register_parameter("p", Parameter(zeros(1)));
        module.register_buffer("b", zeros(1));
        Assert.Equal("Sub-module a is already registered.", Assert.Throws<InvalidOperationException>(() => module.register_module("a", Linear(1, 1))).Message);
        Assert.Equal("Parameter p is already registered.", Assert.Throws<InvalidOperationException>(() => module.register_parameter("p", Parameter(zeros(1)))).Message);
        Assert.Equal("Tensor b is already registered.", Assert.Throws<InvalidOperationException>(() => module.register_buffer("b", zeros(1))).Message);
        Assert.Throws<ArgumentException>(() => module.register_module("x.y", Linear(1, 1)));
        Assert.Throws<ArgumentException>(() => module.register_module("", Linear(1, 1)));
        Assert.Throws<ArgumentNullException>(() => module.register_buffer("c", null!));
        Assert.Throws<ArgumentNullException>(() => module.register_parameter("q", null!));
    }

    [Fact]
    public void RegisteringNullTakesASubmoduleOut()
    {
        using var module = new Bare();
        module.add_module("a", Linear(1, 1));
        module.register_module("a", null!);
        Assert.Empty(module.children());
    }

    [Fact]
    public void NonPersistentBuffersAreNeitherListedNorSaved()
    {
        using var module = new Bare();
        module.register_buffer("kept", zeros(1));
        module.register_buffer("scratch", zeros(1), persistent: false);
        Assert.Equal(["kept"], module.named_buffers().Select(named => named.name));
        Assert.Equal(["kept"], module.state_dict().Keys);
        Assert.True(module.has_buffer("scratch"));
    }

    [Fact]
    public void ModulesWithoutParametersRefuseThem()
    {
        using var dropout = Dropout(0.5);
        Assert.Throws<InvalidOperationException>(() => dropout.register_parameter("p", Parameter(zeros(1))));
        Assert.Throws<InvalidOperationException>(() => dropout.register_buffer("b", zeros(1)));
        Assert.Throws<InvalidOperationException>(() => dropout.register_module("m", Linear(1, 1)));
    }

    [Fact]
    public void ModuleDictKeepsItsOrder()
    {
        var heads = ModuleDict(("z", Linear(1, 2)), ("a", Linear(1, 3)));
        using var module = new Bare();
        module.register_module("heads", heads);
        Assert.Equal(["heads.z.weight", "heads.z.bias", "heads.a.weight", "heads.a.bias"], module.named_parameters().Select(named => named.name));
        Assert.Equal(3, heads["a"].out_features);
        Assert.Equal("z", heads[0].Item1);
        Assert.Throws<ArgumentException>(() => heads.Add("z", Linear(1, 1)));
    }

    [Fact]
    public void SequentialNamesItsModulesByPositionOrByName()
    {
        using var numbered = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.state_dict().Keys);
        using var named = Sequential(("up", Linear(2, 3)), ("act", ReLU()), ("down", Linear(3, 1)));
        Assert.Equal(["up.weight", "up.bias", "down.weight", "down.bias"], named.named_parameters().Select(pair => pair.name));
        Assert.Equal(["up", "act", "down"], named.named_children().Select(pair => pair.name));
        Assert.Equal(3, named.Count);
    }

    [Fact]
    public void ApplyVisitsChildrenBeforeTheirParent()
    {
        using var module = new Outer();
        var visited = new List<string>();
        module.apply(visited_ => visited.Add(visited_.GetName()));
        Assert.Equal(["Linear", "Inner", "Linear", "Linear", "ModuleList", "Outer"], visited);
    }
}
