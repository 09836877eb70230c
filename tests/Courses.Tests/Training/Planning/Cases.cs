using Learning.Courses.Organisation;
using Learning.Courses.Training;
using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

/// <summary>Cases made up from a seed: the same seed, the same case.</summary>
internal static class Cases
{
    public static readonly DateOnly From = new(2026, 3, 1);
    public static readonly DateOnly To = new(2026, 6, 30);

    /// <summary>Small enough to try every plan: up to six people, four classes, and every rule in play.</summary>
    public static RotationCase Small(int seed)
    {
        var random = new Random(seed);
        var branches = Enumerable.Range(0, random.Next(1, 4)).Select(b => new PlanBranch($"a/{b}", $"town{b % 2}", Point(random, 6), random.Next(2, 6), random.Next(0, 3))).ToList();
        var classes = Enumerable.Range(0, random.Next(1, 5)).Select(c =>
        {
            var seats = random.Next(1, 5);
            var trainers = random.Next(3) == 0 ? [] : Enumerable.Range(0, random.Next(1, 3)).Select(_ => $"t{random.Next(3)}").Distinct().ToList();
            return new PlanClass(Id(c), $"room{c}", $"town{c % 2}", Point(random, 6), Days(random, 6, 3), seats, random.Next(0, Math.Min(seats, 3) + 1), trainers);
        }).ToList();
        var people = Enumerable.Range(0, random.Next(1, 7)).Select(i => Person(random, i, branches[random.Next(branches.Count)], 6)).ToList();
        return new RotationCase
        {
            From = From,
            To = From.AddDays(20),
            Branches = branches,
            People = people,
            Classes = classes,
            Limits = new PlanLimits(random.Next(20, 101), random.Next(20, 101), random.Next(3) == 0 ? int.MaxValue : random.Next(2, 9)),
            Apart = people.Count > 1 && random.Next(2) == 0 ? [new KeptApart(people[0].MemberId, people[1].MemberId)] : [],
        };
    }

    /// <summary>A district: towns on a grid, branches around them, classes of several lengths that overlap each other.</summary>
    public static RotationCase District(int seed, int members, int branches, int towns, int classes, int seats)
    {
        var random = new Random(seed);
        var centres = Enumerable.Range(0, towns).Select(t => new MapPoint((t % 4 * 80) + random.Next(30), (t / 4 * 80) + random.Next(30))).ToList();
        var units = Enumerable.Range(0, branches).Select(b => new PlanBranch(
            $"d/{b % towns}/{b}", $"town{b % towns}", new MapPoint(centres[b % towns].East + random.Next(-20, 21), centres[b % towns].North + random.Next(-20, 21)), members / branches + 5, 5)).ToList();
        var venues = Math.Max(2, classes / 6);
        var dates = Enumerable.Range(0, classes).GroupBy(c => c % venues).SelectMany(v =>
        {
            var day = From.AddDays(random.Next(6));
            return v.Select(c =>
            {
                var days = new ClassDays(day, day.AddDays(random.Next(1, 4)));
                day = days.ClosesOn.AddDays(random.Next(2, 15));
                return (c, days);
            });
        }).Where(c => c.days.ClosesOn <= To).ToList();
        return new RotationCase
        {
            From = From,
            To = To,
            Branches = units,
            People = [.. Enumerable.Range(0, members).Select(i => Person(random, i, units[i % branches], 100))],
            Classes = [.. dates.Select(c => new PlanClass(
                Id(c.c), $"room{c.c % venues}", $"town{c.c % venues % towns}", centres[c.c % venues % towns], c.days, random.Next(seats / 2, seats), seats / 5, [$"t{c.c % venues}", $"t{(c.c + 1) % venues}"]))],
            Limits = new PlanLimits(30, 40, 200),
            Apart = [.. Enumerable.Range(0, members / 100).Select(i => new KeptApart(Member(i), Member(i + (members / 2))))],
        };
    }

    public static MemberId Member(int i) => new(new Guid(i + 1, 0, 0, new byte[8]));

    public static Guid Id(int i) => new(0, (short)(i % 30_000), (short)(i / 30_000), [1, 0, 0, 0, 0, 0, 0, 0]);

    private static PlanPerson Person(Random random, int i, PlanBranch branch, int days) =>
        new(Member(i), i.ToString("D6"), branch.Path, random.Next(4) == 0 ? null : From.AddDays(-random.Next(1, 1500)), random.Next(5) == 0)
        {
            Away = random.Next(5) == 0 ? [Days(random, days, 3)] : [],
            Windows = random.Next(12) == 0 ? [new ClassDays(From.AddDays(random.Next(days)), From.AddDays(days + 5))] : [],
        };

    private static MapPoint Point(Random random, int size) => new(random.Next(size), random.Next(size));

    private static ClassDays Days(Random random, int span, int most)
    {
        var from = From.AddDays(random.Next(span));
        return new ClassDays(from, from.AddDays(random.Next(most)));
    }
}
