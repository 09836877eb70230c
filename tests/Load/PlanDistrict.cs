using Learning.Courses;
using Learning.Courses.Organisation;
using Learning.Courses.Training;
using Learning.Courses.Training.Planning;

namespace Learning.Load;

/// <summary>A made-up district of the size asked for; several of them, far apart, are a province.</summary>
internal static class PlanDistrict
{
    private static readonly DateOnly From = new(2026, 3, 1);
    private static readonly DateOnly To = new(2026, 12, 20);

    /// <param name="members">Of each district: fifty to a branch, 16 towns, 60 venues, 400 candidate classes with a fifth more seats than people.</param>
    public static RotationCase Of(int districts, int members)
    {
        var random = new Random(7);
        var (branches, people, classes) = (new List<PlanBranch>(), new List<PlanPerson>(), new List<PlanClass>());
        for (var d = 0; d < districts; d++)
        {
            var far = d * 5_000;
            var centres = Enumerable.Range(0, 16).Select(t => new MapPoint(far + (t % 4 * 90), t / 4 * 90)).ToList();
            for (var b = 0; b < members / 50; b++)
            {
                var town = b % 16;
                var place = new MapPoint(centres[town].East + random.Next(-40, 41), centres[town].North + random.Next(-40, 41));
                branches.Add(new PlanBranch($"d{d}/{town}/{b}", $"{d}-{town}", place, 50, 5));
                for (var i = 0; i < 50; i++)
                {
                    people.Add(Person(random, people.Count, branches[^1].Path, i));
                }
            }

            AddClasses(random, classes, centres, d, members);
        }

        return new RotationCase
        {
            From = From, To = To, Branches = branches, People = people, Classes = classes, Limits = new PlanLimits(30, 40, 300),
        };
    }

    /// <summary>Two hundred changes: a hundred people gone, a hundred others away on their days, and a class lost.</summary>
    public static RotationCase Changed(RotationCase plan, RotationAnswer answer)
    {
        var classes = plan.Classes.ToDictionary(c => c.Id);
        var step = plan.People.Count / 200;
        var people = plan.People.Where((_, i) => i % (2 * step) != 0 || i / (2 * step) >= 100)
            .Select((p, i) => i % (2 * step) == step && i / (2 * step) < 99 && answer.Places.TryGetValue(p.MemberId, out var at) ? p with { Away = [classes[at].Days] } : p);
        return plan with { People = [.. people], Confirmed = answer.Places, Classes = [.. plan.Classes.Where(c => c.Id != answer.Held[0].ClassId)] };
    }

    private static PlanPerson Person(Random random, int number, string branch, int inBranch) => new(
        new MemberId(new Guid(number + 1, 0, 0, new byte[8])), number.ToString("D7"), branch, random.Next(5) == 0 ? null : From.AddDays(-random.Next(100, 1500)), inBranch < 5)
    {
        Away = random.Next(20) == 0 ? [Run(random, 30)] : [],
        Windows = random.Next(30) == 0 ? [new ClassDays(From.AddDays(120), From.AddDays(190))] : [],
    };

    private static void AddClasses(Random random, List<PlanClass> classes, List<MapPoint> centres, int district, int members)
    {
        for (var k = 0; k < 400; k++)
        {
            var venue = k % 60;
            var from = From.AddDays((k / 60 * 40) + random.Next(36));
            var seats = Math.Max(4, members * 3 / 1000 * (80 + random.Next(41)) / 100);
            classes.Add(new PlanClass(
                new Guid(0, (short)k, (short)district, [1, 0, 0, 0, 0, 0, 0, 0]), $"{district}-{venue}", $"{district}-{venue % 16}", centres[venue % 16],
                new ClassDays(from, from.AddDays(random.Next(1, 4))), seats, seats / 4, [$"{district}-t{venue}", $"{district}-t{(venue + 1) % 60}", $"{district}-t{(venue + 7) % 60}"]));
        }
    }

    private static ClassDays Run(Random random, int most)
    {
        var from = From.AddDays(random.Next(280));
        return new ClassDays(from, from.AddDays(random.Next(most)));
    }
}
