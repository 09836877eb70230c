using Learning.Courses.Organisation;
using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

public sealed class PlanPlacesTests
{
    [Fact]
    public void Five_hundred_small_cases_are_planned_as_well_as_by_trying_everything()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var plan = Cases.Small(seed);
            var answer = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);

            Assert.Empty(HardRules.Broken(plan, answer));
            var (covered, classes, distance) = BruteForce.Best(plan);
            Assert.Equal(
                (seed, covered, classes, distance),
                (seed, (int)answer.Of(PlanGoal.Covered).Value, (int)answer.Of(PlanGoal.Classes).Value, (int)answer.Of(PlanGoal.Distance).Value));
            Assert.All(answer.Proof, p => Assert.Equal(0, p.Gap));
            Assert.Equal(covered, answer.Places.Count);
        }
    }

    [Theory]
    [InlineData(1, 3_000, 60, 6, 90, 60)]
    [InlineData(2, 3_000, 90, 8, 40, 120)]
    [InlineData(3, 6_000, 120, 8, 120, 70)]
    [InlineData(4, 2_500, 50, 4, 30, 60)]
    public void No_rule_is_broken_in_a_large_case(int seed, int members, int branches, int towns, int classes, int seats)
    {
        var plan = Cases.District(seed, members, branches, towns, classes, seats);

        var answer = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);

        Assert.Empty(HardRules.Broken(plan, answer));
        Assert.True(answer.Places.Count > members / 4, $"{answer.Places.Count} placed");
        Assert.Equal(answer.Places.Count, answer.Of(PlanGoal.Covered).Value);
        Assert.True(answer.Of(PlanGoal.Covered).Bound >= answer.Places.Count);
    }

    [Fact]
    public void The_same_case_gives_the_same_plan()
    {
        var plan = Cases.District(5, 2_500, 50, 4, 60, 60);

        var one = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);
        var other = PlanPlaces.Run(plan with { People = [.. plan.People.Reverse()] }, ct: TestContext.Current.CancellationToken);

        Assert.Equal(one.Places.OrderBy(p => p.Key.Value), other.Places.OrderBy(p => p.Key.Value));
        Assert.Equal(one.Held, other.Held);
    }

    [Fact]
    public void Whoever_was_trained_longest_ago_comes_first()
    {
        var branch = new PlanBranch("a", "a", new MapPoint(0, 0), 4, 0);
        var early = new PlanClass(Cases.Id(1), "r", "a", new MapPoint(0, 0), new(Cases.From, Cases.From), 1, 1, []);
        var late = early with { Id = Cases.Id(2), Days = new(Cases.From.AddDays(30), Cases.From.AddDays(30)) };
        var recent = new PlanPerson(Cases.Member(1), "1", "a", Cases.From.AddDays(-10));
        var never = new PlanPerson(Cases.Member(2), "2", "a", null);

        var answer = PlanPlaces.Run(
            new RotationCase { From = Cases.From, To = Cases.To, Branches = [branch], People = [recent, never], Classes = [late, early] }, ct: TestContext.Current.CancellationToken);

        Assert.Equal(early.Id, answer.Places[never.MemberId]);
        Assert.Equal(late.Id, answer.Places[recent.MemberId]);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(3_000)] // planned by the flow of the large cases
    public void When_seats_are_short_those_trained_longest_ago_have_them(int members)
    {
        var branch = new PlanBranch("a", "a", new MapPoint(0, 0), members, 0);
        var at = new PlanClass(Cases.Id(1), "r", "a", new MapPoint(0, 0), new(Cases.From.AddDays(60), Cases.From.AddDays(60)), members / 2, 1, []);
        PlanPerson[] people = [.. Enumerable.Range(0, members).Select(i => new PlanPerson(Cases.Member(i), i.ToString("D6"), "a", i % 2 == 0 ? Cases.From.AddDays(-400) : null))];

        var answer = PlanPlaces.Run(
            new RotationCase { From = Cases.From, To = Cases.To, Branches = [branch], People = people, Classes = [at] }, ct: TestContext.Current.CancellationToken);

        Assert.Equal(members / 2, answer.Places.Count);
        Assert.All(answer.LeftOut, l => Assert.NotNull(l.Person.LastTrainedOn));
    }

    [Fact]
    public void A_plan_that_is_no_longer_wanted_stops()
    {
        using var cancelled = new CancellationTokenSource();
        var plan = Cases.District(6, 2_500, 50, 4, 60, 60);

        Assert.Throws<OperationCanceledException>(() => PlanPlaces.Run(plan, new StopAtFirstReport(cancelled), cancelled.Token));
    }

    [Fact]
    public void What_contradicts_itself_is_refused_with_the_place_to_mend()
    {
        var plan = Cases.Small(1);
        var at = plan.Classes[0];
        var bad = plan with
        {
            Classes = [at with { Seats = -3 }, at with { Id = Cases.Id(90) }],
            People = [plan.People[0], plan.People[0] with { Branch = "nowhere" }],
            Limits = new PlanLimits(0),
        };

        var codes = CheckCase.Run(bad).Select(f => f.Code).ToHashSet();

        Assert.Superset(new HashSet<string> { "Plan.NoSeats", "Plan.RoomTakenTwice", "Plan.InTwoBranches", "Plan.NoSuchBranch", "Rotation.BranchShareRange" }, codes);
        Assert.Contains(CheckCase.Run(plan with { People = [] }), f => f.Code == "Plan.NobodyToPlace");
        Assert.Throws<ArgumentException>(() => PlanPlaces.Run(bad, ct: TestContext.Current.CancellationToken));
    }

    private sealed class StopAtFirstReport(CancellationTokenSource source) : IProgress<PlanProgress>
    {
        public void Report(PlanProgress value) => source.Cancel();
    }
}
