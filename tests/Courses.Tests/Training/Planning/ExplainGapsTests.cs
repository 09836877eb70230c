using Learning.Courses.Organisation;
using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

public sealed class ExplainGapsTests
{
    [Fact]
    public void In_two_hundred_cases_made_impossible_exactly_what_is_asked_for_helps()
    {
        var helped = 0;
        for (var seed = 0; helped < 200; seed++)
        {
            // Half of the classes are taken away and the rest are made smaller; what is then impossible is a case.
            var whole = Cases.Small(10_000 + seed);
            var plan = whole with { Classes = [.. whole.Classes.Where((_, i) => i % 2 == 0).Select(c => c with { Seats = Math.Max(1, c.Smallest) })] };
            var answer = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);
            Assert.Equal(answer.LeftOut.Count, answer.Needs.Sum(n => n.Seats));
            Assert.Equal(answer.LeftOut.Select(l => l.Person.Number).Order(), answer.Needs.SelectMany(n => n.People).Select(p => p.Number).Order());
            if (answer.LeftOut.Count == 0 || answer.Needs.Any(n => n.Options.Count == 0))
            {
                continue;
            }

            for (var option = 0; option < answer.Needs.Max(n => n.Options.Count); option++)
            {
                var mended = plan with { Classes = [.. plan.Classes, .. answer.Needs.Select((n, i) => Added(n, i, option))] };
                var after = PlanPlaces.Run(mended, ct: TestContext.Current.CancellationToken);
                Assert.True(after.LeftOut.Count == 0, $"seed {seed}: {after.LeftOut.Count} of {answer.LeftOut.Count} are still left out");
            }

            helped++;
        }
    }

    [Fact]
    public void A_town_hears_how_many_seats_it_lacks_and_which_days_would_do()
    {
        var branch = new PlanBranch("d/guxiang/1", "古巷镇", new MapPoint(0, 0), 80, 5);
        var one = new PlanClass(Cases.Id(1), "r", "古巷镇", new MapPoint(0, 0), new(Cases.From, Cases.From), 3, 1, []);
        var people = Enumerable.Range(0, 40).Select(i => new PlanPerson(Cases.Member(i), i.ToString("D3"), branch.Path, null)).ToList();

        var answer = PlanPlaces.Run(
            new RotationCase { From = Cases.From, To = Cases.To, Branches = [branch], People = people, Classes = [one] }, ct: TestContext.Current.CancellationToken);

        var need = Assert.Single(answer.Needs);
        Assert.Equal(37, need.Seats);
        Assert.Equal(3, need.Options.Count);
        Assert.Equal("Plan.TownLacksSeatsAnyOf", need.Why.Code);
        Assert.Equal(["古巷镇", 37, Cases.To], need.Why.Args.Take(3));
        Assert.All(answer.LeftOut, l => Assert.Equal("Plan.NoSeatLeft", l.Why.Code));
    }

    private static PlanClass Added(SeatsNeeded need, int i, int option) => new(
        Cases.Id(1_000 + i), $"added{i}", need.Town, need.Place, need.Options[Math.Min(option, need.Options.Count - 1)], need.Seats, 1, []);
}
