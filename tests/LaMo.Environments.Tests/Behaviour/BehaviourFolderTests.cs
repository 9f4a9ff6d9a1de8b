using LaMo.Core;
using LaMo.Core.Serialization;
using LaMo.Core.Trajectories;
using LaMo.Environments.Behaviour;
using LaMo.Environments.Learning;
using LaMo.Environments.Locomotion;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Environments.Tests.Behaviour;

public sealed class BehaviourFolderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("lamo-behaviour-").FullName;

    public BehaviourFolderTests()
    {
        // A training that evaluated to these scores, in the middle of which it had a lucky moment.
        double[] scores = [0.01, 0.05, 0.12, 0.09, 0.5, 0.13, 0.3, 0.28];
        File.WriteAllLines(
            Path.Combine(_folder, "progress.csv"),
            ["updates,steps,return,deviation,length,score,temperature,seconds", .. scores.Select((score, i) => FormattableString.Invariant($"{i + 1},{10 * (i + 1)},{3000 * score},0,10,{score},0.1,1"))]);
        for (int i = 1; i <= scores.Length; i++)
        {
            using DisposeScope scope = NewDisposeScope();
            using var hopper = new Hopper();
            var actor = new BehaviourNetwork(hopper, [4, 4], 6, new SplitMix64(i));
            Safetensors.WriteFile(BehaviourTraining.ActorPath(_folder, i), actor.state_dict(), ScalarType.Float16);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_expert_plays_best_and_medium_a_third_as_well()
    {
        BehaviourFolder folder = BehaviourFolder.Choose(_folder, 8, Path.Combine(_folder, "chosen"), "hopper", "the command", episodes: 3);

        BehaviourCard card = BehaviourFolder.Open(Path.Combine(_folder, "chosen")).Card;
        Assert.Equal(("hopper", "the command"), (card.Task, card.Command));
        Assert.Contains(card.Expert.Updates, (int[])[5, 7, 8]);
        Assert.Equal(3, card.Expert.Episodes);
        // The three judged best play at random here, so that the medium one is sought near their true score, close to 0.
        Assert.Equal((1, 10L), (card.Medium.Updates, card.Medium.Steps));
        Assert.Equal([1], card.Replay);
        Assert.Equal(100 * LaMo.Core.Evaluation.EvaluationProtocol.Hopper.NormalizedScore(card.Expert.Return), card.Expert.Score, 0.1);
        Assert.Equal(File.ReadAllBytes(BehaviourTraining.ActorPath(_folder, card.Expert.Updates)), File.ReadAllBytes(Path.Combine(_folder, "chosen", "expert.safetensors")));
        using BehaviourPolicy medium = folder.Medium(), expert = folder.Expert(), snapshot = folder.Snapshot(0);
    }

    [Theory]
    [InlineData(DataQuality.Random, 1)]
    [InlineData(DataQuality.Medium, 1)]
    [InlineData(DataQuality.MediumExpert, 2)]
    [InlineData(DataQuality.MediumReplay, 1)]
    [InlineData(DataQuality.Expert, 1)]
    public void Data_are_whole_episodes_but_for_the_last_of_each_player(DataQuality quality, int players)
    {
        BehaviourFolder folder = BehaviourFolder.Choose(_folder, 8, _folder, "hopper", "", episodes: 2);

        Step[] steps = [.. new DataCollection("hopper", quality, folder).Record(301, seed: 4)];

        Assert.Equal(301, steps.Length);
        Step[][] episodes = [.. steps.GroupBy(step => step.EpisodeId).Select(group => group.ToArray())];
        Assert.Equal(Enumerable.Range(0, episodes.Length), episodes.Select(episode => episode[0].EpisodeId));
        Assert.Equal(steps, episodes.SelectMany(episode => episode));
        Assert.All(episodes, episode =>
        {
            Assert.Equal(Enumerable.Range(0, episode.Length), episode.Select(step => step.Timestep));
            Assert.All(episode[..^1], step => Assert.False(step.Terminal || step.Timeout));
            Assert.True(episode[^1].Terminal ^ episode[^1].Timeout);
        });
        Assert.InRange(episodes.Count(episode => episode[^1].Timeout), 0, players);
        Assert.All(steps, step => Assert.All(step.Action, value => Assert.InRange(value, -1, 1)));
    }

    [Fact]
    public void Equal_seeds_give_equal_data_whatever_the_number_of_threads_and_others_do_not()
    {
        BehaviourFolder folder = BehaviourFolder.Choose(_folder, 8, _folder, "hopper", "", episodes: 2);

        Assert.Equal(Record(seed: 1, threads: 1), Record(seed: 1, threads: 3));
        Assert.NotEqual(Record(seed: 1, threads: 1), Record(seed: 2, threads: 1));

        float[] Record(int seed, int threads) =>
            [.. new DataCollection("hopper", DataQuality.MediumExpert, folder, threads).Record(200, seed).SelectMany(step => (float[])[.. step.State, .. step.Action, step.Reward])];
    }

    [Fact]
    public void Policies_are_asked_for_and_must_be_the_tasks()
    {
        BehaviourFolder folder = BehaviourFolder.Choose(_folder, 8, _folder, "hopper", "", episodes: 2);

        Assert.Contains("trained policies", Assert.Throws<ArgumentException>(() => new DataCollection("hopper", DataQuality.Expert, null)).Message);
        Assert.Contains("hopper", Assert.Throws<ArgumentException>(() => new DataCollection("walker2d", DataQuality.Expert, folder)).Message);
    }

    [Fact]
    public void A_damaged_card_or_policy_is_named()
    {
        BehaviourFolder.Choose(_folder, 8, _folder, "hopper", "", episodes: 2);
        File.WriteAllText(Path.Combine(_folder, "card.json"), "{}");
        Assert.Contains("card.json", Assert.Throws<InvalidDataException>(() => BehaviourFolder.Open(_folder)).Message);
        File.WriteAllText(Path.Combine(_folder, "card.json"), "no json");
        Assert.Contains("card.json", Assert.Throws<InvalidDataException>(() => BehaviourFolder.Open(_folder)).Message);
        string other = Path.Combine(_folder, "other.safetensors");
        using DisposeScope scope = NewDisposeScope();
        Safetensors.WriteFile(other, new Dictionary<string, Tensor> { ["weight1"] = zeros(2) });
        using var hopper = new Hopper();
        using var walker = new Walker2d();
        Assert.Contains("other.safetensors", Assert.Throws<InvalidDataException>(() => BehaviourPolicy.Load(other, hopper)).Message);
        Assert.Contains("actor-0000001", Assert.Throws<InvalidDataException>(() => BehaviourPolicy.Load(BehaviourTraining.ActorPath(_folder, 1), walker)).Message);
    }
}
