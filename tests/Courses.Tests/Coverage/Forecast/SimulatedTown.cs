using Learning.Courses.Coverage.Forecast;

namespace Learning.Courses.Tests.Coverage.Forecast;

/// <summary>How strongly the truth of a simulation departs from an even pace.</summary>
/// <param name="Season">By how much the pace of a week goes up and down over the year.</param>
/// <param name="Branches">How different the branches of a town are (standard deviation of the logarithm of their pace).</param>
/// <param name="Members">The same of the members of a branch.</param>
/// <param name="Planned">How many weeks ahead classes are planned; 0 where there are none.</param>
internal sealed record TrueWorld(double Season, double Branches, double Members, int Planned);

/// <summary>
/// A year of one town, drawn day by day from what a forecast does not know: the pace of the town, of each branch and of each member,
/// the season, how many of those who have a place come. Shares no code and no formula with the forecast.
/// </summary>
internal sealed class SimulatedTown
{
    public const int Weeks = 52;

    private readonly Random random;

    public SimulatedTown(Random random, TrueWorld world)
    {
        this.random = random;
        var pace = 0.035 * Math.Exp(0.4 * Normal());
        var phase = random.NextDouble() * 2 * Math.PI;
        var season = Enumerable.Range(0, Weeks)
            .Select(w => Math.Max(0.1, 1 + (world.Season * Math.Sin(phase + (2 * Math.PI * w / Weeks)))) * Math.Exp(0.3 * Normal()) * (w is 6 or 7 ? 0.3 : 1)).ToArray();
        Branches = [.. Enumerable.Range(0, random.Next(8, 25)).Select(_ => Branch(world, pace, season))];
    }

    public IReadOnlyList<SimulatedBranch> Branches { get; }

    /// <summary>What is on record of the branches after some weeks: all that a forecast may see.</summary>
    public List<BranchCourse> CoursesAfter(int week) => [.. Branches.Select(b => b.CourseAfter(week))];

    private SimulatedBranch Branch(TrueWorld world, double townPace, double[] season)
    {
        var pace = townPace * Math.Exp(world.Branches * Normal());
        var comes = Math.Clamp(0.88 + (0.07 * Normal()), 0.5, 0.99);
        return new SimulatedBranch([.. Enumerable.Range(0, random.Next(15, 81)).Select(_ => Member(world, pace * Math.Exp(world.Members * Normal()), season, comes))]);
    }

    private SimulatedMember Member(TrueWorld world, double pace, double[] season, double comes)
    {
        var classes = new List<SimulatedClass>();
        for (var week = 0; week < Weeks; week++)
        {
            if (random.NextDouble() >= 1 - Math.Exp(-pace * season[week]))
            {
                continue;
            }

            var missed = world.Planned > 0 && random.NextDouble() > comes;
            classes.Add(new(week - world.Planned, week, !missed));
            if (!missed)
            {
                break;
            }
        }

        return new SimulatedMember(classes);
    }

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}

internal sealed record SimulatedBranch(IReadOnlyList<SimulatedMember> Members)
{
    public int DoneAtTheEnd => Members.Count(m => m.DoneIn is not null);

    public BranchCourse CourseAfter(int week)
    {
        var classes = Members.SelectMany(m => m.Classes).Where(c => c.IsClass && c.Week < week).ToList();
        return new BranchCourse("", Members.Count, [.. Enumerable.Range(0, week).Select(w => Members.Count(m => m.DoneIn == w))])
        {
            Placed = [.. Members.Where(m => m.DoneIn is null || m.DoneIn >= week)
                .Select(m => m.Classes.FirstOrDefault(c => c.IsClass && c.Week >= week && c.Known < week))
                .Where(c => c is not null).Select(c => c!.Week - week + 1.0)],
            ClassesEnded = classes.Count,
            ClassesCompleted = classes.Count(c => c.Completed),
        };
    }
}

/// <param name="Known">From which week on the member has the place.</param>
internal sealed record SimulatedClass(int Known, int Week, bool Completed)
{
    /// <summary>Else it is the week in which somebody reached the hours.</summary>
    public bool IsClass => Known < Week;
}

internal sealed record SimulatedMember(IReadOnlyList<SimulatedClass> Classes)
{
    public int? DoneIn => Classes is [.., { Completed: true } last] ? last.Week : null;
}
