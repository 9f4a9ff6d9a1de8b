using LaMo.Environments.Mujoco;

namespace LaMo.Environments.Tests.Mujoco;

public sealed class MujocoModelTests
{
    [Fact]
    public void Sizes_names_and_ranges_are_the_documents()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);

        Assert.Equal((1, 1, 1), (model.PositionCount, model.VelocityCount, model.ControlCount));
        Assert.Equal((2, 1), (model.BodyCount, model.SiteCount));
        Assert.Equal(0.001, model.TimeStep);
        Assert.Equal((-2, 3), model.ControlRange(0));
        Assert.Equal(1, model.BodyId("mass"));
        Assert.Equal(0, model.SiteId("above"));
    }

    [Fact]
    public void A_free_joint_has_more_coordinates_than_degrees_of_freedom()
    {
        using var model = MujocoModel.Parse("<mujoco><worldbody><body><freejoint/><geom size='1'/></body></worldbody></mujoco>");

        Assert.Equal((7, 6), (model.PositionCount, model.VelocityCount));
    }

    [Fact]
    public void An_actuator_without_a_range_takes_almost_anything()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider.Replace("ctrllimited=\"true\" ctrlrange=\"-2 3\"", ""));

        Assert.Equal((-1e10, 1e10), model.ControlRange(0));
    }

    [Theory]
    [InlineData("not xml")]
    [InlineData("<mujoco>")]
    [InlineData("<mujoco><bogus/></mujoco>")]
    [InlineData("<mujoco><worldbody><body><joint/></body></worldbody></mujoco>")]
    [InlineData("<mujoco><size nstack='1'/><worldbody><body><joint/><geom size='1'/></body></worldbody></mujoco>")]
    public void An_invalid_document_throws_with_MuJoCos_message(string mjcf)
    {
        var error = Assert.Throws<MujocoException>(() => MujocoModel.Parse(mjcf));

        Assert.Contains("rror", error.Message);
    }

    [Fact]
    public void A_missing_file_throws_and_is_named()
    {
        var error = Assert.Throws<MujocoException>(() => MujocoModel.Load("/nowhere/arm.xml"));

        Assert.Contains("/nowhere/arm.xml", error.Message);
    }

    [Fact]
    public void Unknown_names_and_indices_throw()
    {
        using var model = MujocoModel.Parse(Mjcf.Slider);

        Assert.Contains("no body named 'arm'", Assert.Throws<ArgumentException>(() => model.BodyId("arm")).Message);
        Assert.Contains("no site named 'mass'", Assert.Throws<ArgumentException>(() => model.SiteId("mass")).Message);
        Assert.Throws<ArgumentOutOfRangeException>("actuator", () => model.ControlRange(1));
        Assert.Throws<ArgumentOutOfRangeException>("actuator", () => model.ControlRange(-1));
    }

    [Fact]
    public void A_disposed_model_cannot_be_used()
    {
        var model = MujocoModel.Parse(Mjcf.Slider);
        using var simulation = new MujocoSimulation(model);
        model.Dispose();
        model.Dispose();

        Assert.Throws<ObjectDisposedException>(() => model.BodyId("mass"));
        Assert.Throws<ObjectDisposedException>(() => new MujocoSimulation(model));
        Assert.Throws<ObjectDisposedException>(() => simulation.Step());
    }
}
