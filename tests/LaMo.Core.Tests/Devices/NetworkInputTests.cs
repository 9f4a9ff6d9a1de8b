using LaMo.Core.Networks;
using LaMo.Core.Tests.Trajectories;
using LaMo.Core.Trajectories;
using TorchSharp;
using static TorchSharp.torch;

namespace LaMo.Core.Tests.Devices;

public class NetworkInputTests
{
    [Fact]
    public void OneTransferGivesWhatFiveGive()
    {
        TrajectoryDataset data = Datasets.Linear(episodes: 3, length: 7);
        var batch = new WindowBatch(8, 5, 3, 2);
        new WindowSampler(data, new SplitMix64(1)).Fill(batch);
        long live = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NetworkInput each = NetworkInput.From(batch, CPU), all = NetworkInput.InOneTransfer(batch, CPU))
        {
            foreach (Func<NetworkInput, Tensor> part in (Func<NetworkInput, Tensor>[])[i => i.States, i => i.Actions, i => i.ReturnsToGo, i => i.Timesteps, i => i.Mask])
            {
                Assert.Equal(part(each).shape, part(all).shape);
                Assert.Equal(part(each).dtype, part(all).dtype);
                Assert.Equal(part(each).bytes, part(all).bytes);
            }
            Assert.Contains(0f, batch.Mask);
        }
        Assert.Equal(live, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }
}
