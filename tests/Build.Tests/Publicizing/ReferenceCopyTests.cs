using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using LaMo.Publicizer;

namespace LaMo.Build.Tests.Publicizing;

public class ReferenceCopyTests
{
    private const string VaultSource = """
        using System;

        [assembly: System.Reflection.AssemblyVersion("1.2.3.4")]

        public class Vault
        {
            internal Vault(int gold) => this.gold = gold;
            internal int gold;
            private int key = 42;
            internal int Coins { get => gold; private set => gold = value; }
            public event Action Opened;
            internal void Open() => Opened?.Invoke();
            internal static Vault Of(int gold) => new Vault(gold);
            internal class Room { internal int Doors = 2; }
        }

        public abstract class Guard
        {
            private protected Guard() { }
            internal abstract string Challenge();
            private protected virtual string Answer() => "nobody";
            protected internal virtual string Rank() => "private";
            public string Talk() => Challenge() + " " + Answer() + ", " + Rank();
        }

        public interface ILock
        {
            internal string Turn();
        }

        public static class Locks
        {
            public static string Turn(ILock turned) => turned.Turn();
        }

        internal static class Treasure { internal const int Worth = 7; }

        namespace System.Runtime.CompilerServices
        {
            internal static class IsExternalInit { }
        }
        """;

    private const string Friendship = """
        using System;
        using System.Runtime.CompilerServices;

        [assembly: IgnoresAccessChecksTo("Vault")]

        namespace System.Runtime.CompilerServices
        {
            [AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
            internal sealed class IgnoresAccessChecksToAttribute : Attribute
            {
                public IgnoresAccessChecksToAttribute(string assemblyName) { }
            }
        }

        """;

    private static readonly byte[] original = Compiler.Compile("Vault", VaultSource);
    private static readonly byte[] copy = ReferenceCopy.Publicize(original);

    [Theory]
    [InlineData("Vault.Of(3).Coins", 3)]
    [InlineData("new Vault(5).gold", 5)]
    [InlineData("new Vault.Room().Doors", 2)]
    [InlineData("Treasure.Worth", 7)]
    public void Internals_are_compiled_against_the_copy_and_run_on_the_original(string expression, object expected)
    {
        string source = $$"""{{Friendship}} public static class Program { public static object Run() => {{expression}}; }""";

        Assert.NotEmpty(Compiler.Complaints(source, original));
        Assert.Equal(expected, Compiler.Run(original, Compiler.Compile("Consumer", source, copy)));
    }

    [Fact]
    public void Overrides_compiled_against_the_copy_load_with_the_original()
    {
        const string Source = Friendship + """
            public class Sentry : Guard
            {
                public override string Challenge() => "who goes there?";
                protected override string Answer() => "a friend";
                protected override string Rank() => "corporal";
            }

            public static class Program { public static object Run() => new Sentry().Talk(); }
            """;

        Assert.Equal("who goes there? a friend, corporal", Compiler.Run(original, Compiler.Compile("Consumer", Source, copy)));
    }

    [Fact]
    public void Internal_members_of_an_interface_are_implemented_against_the_copy()
    {
        const string Source = Friendship + """
            public class Padlock : ILock { string ILock.Turn() => "click"; }

            public static class Program { public static object Run() => Locks.Turn(new Padlock()); }
            """;

        Assert.Equal("click", Compiler.Run(original, Compiler.Compile("Consumer", Source, copy)));
    }

    [Fact]
    public void Events_stay_events()
    {
        const string Source = Friendship + """
            public static class Program
            {
                public static object Run()
                {
                    int times = 0;
                    Vault vault = new Vault(0);
                    vault.Opened += () => times++;
                    vault.Open();
                    return times;
                }
            }
            """;

        Assert.Equal(1, Compiler.Run(original, Compiler.Compile("Consumer", Source, copy)));
    }

    [Fact]
    public void Private_members_stay_out_of_reach_and_out_of_the_way()
    {
        Assert.Equal(["CS1061"], Compiler.Complaints("class C { int M(Vault vault) => vault.key; }", copy));
        Assert.Equal(["CS0200"], Compiler.Complaints("class C { void M(Vault vault) => vault.Coins = 1; }", copy));
        Assert.Empty(Compiler.Complaints("public class C : Vault { public C() : base(1) { } public int key; }", copy));
    }

    [Fact]
    public void Types_that_the_compiler_embeds_do_not_clash_with_the_frameworks() =>
        Assert.Empty(Compiler.Complaints("public record Coin(int Worth) { public int Year { get; init; } }", copy));

    [Fact]
    public void The_copy_has_the_identity_and_the_layout_of_the_original()
    {
        using PEReader before = new(new MemoryStream(original));
        using PEReader after = new(new MemoryStream(copy));
        MetadataReader was = before.GetMetadataReader(), now = after.GetMetadataReader();

        Assert.Equal(original.Length, copy.Length);
        Assert.Equal(was.GetAssemblyDefinition().GetAssemblyName().FullName, now.GetAssemblyDefinition().GetAssemblyName().FullName);
        Assert.Equal(was.GetGuid(was.GetModuleDefinition().Mvid), now.GetGuid(now.GetModuleDefinition().Mvid));
    }

    [Fact]
    public void The_copy_depends_on_the_original_alone()
    {
        byte[] untouched = [.. original];

        Assert.Equal(copy, ReferenceCopy.Publicize(original));
        Assert.Equal(copy, ReferenceCopy.Publicize(copy));
        Assert.Equal(untouched, original);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a text, not an assembly")]
    [InlineData("MZ and then nothing of use")]
    public void A_file_that_is_no_assembly_is_refused(string content)
    {
        BadImageFormatException refusal = Assert.Throws<BadImageFormatException>(() => ReferenceCopy.Publicize(System.Text.Encoding.ASCII.GetBytes(content)));

        Assert.StartsWith("Not a .NET assembly: ", refusal.Message);
    }
}
