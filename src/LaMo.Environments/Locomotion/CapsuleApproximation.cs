using System.Globalization;
using System.Xml.Linq;

namespace LaMo.Environments.Locomotion;

/// <summary>Gives a model the masses and inertias that MuJoCo's earlier versions computed for its capsules (<see cref="PhysicsVersion.V2"/>).</summary>
internal static class CapsuleApproximation
{
    // Of MuJoCo's six groups of geoms, those from 3 on are not drawn by default.
    private const int HiddenGroup = 4;

    /// <summary>Makes each capsule massless and puts its mass into a cylinder that nothing collides with.</summary>
    /// <param name="mjcf">A model in which all geoms of bodies are capsules.</param>
    /// <returns>The changed model.</returns>
    public static string Apply(string mjcf)
    {
        XDocument document = XDocument.Parse(mjcf);
        foreach (XElement capsule in document.Descendants("body").Elements("geom").ToArray())
        {
            var cylinder = new XElement(
                "geom",
                new XAttribute("type", "cylinder"),
                new XAttribute("group", HiddenGroup),
                new XAttribute("contype", 0),
                new XAttribute("conaffinity", 0),
                capsule.Attributes().Where(attribute => attribute.Name.LocalName is "pos" or "axisangle"));
            double[] size = Numbers(capsule, "size");
            double radius = size[0];
            if (capsule.Attribute("fromto") is null)
            {
                cylinder.SetAttributeValue("size", Text([radius, size[1] + radius / 2]));
            }
            else
            {
                double[] ends = Numbers(capsule, "fromto");
                double[] axis = [.. Enumerable.Range(0, 3).Select(i => ends[3 + i] - ends[i])];
                double extension = radius / 2 / Math.Sqrt(axis.Sum(value => value * value));
                cylinder.SetAttributeValue("size", Text([radius]));
                cylinder.SetAttributeValue("fromto", Text(Enumerable.Range(0, 6).Select(i => ends[i] + (i < 3 ? -1 : 1) * extension * axis[i % 3])));
            }
            capsule.SetAttributeValue("mass", 0);
            capsule.AddAfterSelf(cylinder);
        }
        return document.ToString();
    }

    private static double[] Numbers(XElement element, string attribute) =>
        [.. element.Attribute(attribute)!.Value.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];

    private static string Text(IEnumerable<double> numbers) => string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));
}
