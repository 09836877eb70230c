using Learning.Courses.Training.Planning;

namespace Learning.Courses.Tests.Training.Planning;

public sealed class ReplanTests
{
    [Theory]
    [InlineData(11, 600, 12, 4, 24, 60)]
    [InlineData(12, 4_000, 80, 8, 100, 80)]
    public void Planning_again_without_any_change_moves_nobody(int seed, int members, int branches, int towns, int classes, int seats)
    {
        var plan = Cases.District(seed, members, branches, towns, classes, seats);
        var first = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);

        var second = PlanPlaces.Run(plan with { Confirmed = first.Places }, ct: TestContext.Current.CancellationToken);

        Assert.Empty(PlanChange.Between(first.Places, second.Places).Moved);
        Assert.True(second.Places.Count >= first.Places.Count);
    }

    [Fact]
    public void A_lost_class_moves_its_own_people_and_nobody_breaks_a_rule()
    {
        var plan = Cases.District(13, 4_000, 80, 8, 160, 80);
        var first = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);
        var lost = first.Held[0].ClassId;
        var changed = plan with { Classes = [.. plan.Classes.Where(c => c.Id != lost)], Confirmed = first.Places };

        var second = PlanPlaces.Run(changed, ct: TestContext.Current.CancellationToken);

        Assert.Empty(HardRules.Broken(changed, second));
        var change = PlanChange.Between(first.Places, second.Places);
        var affected = first.Places.Count(p => p.Value == lost);
        Assert.True(change.Moved.Count + change.Lost.Count <= affected + second.Of(PlanGoal.Moved).Value);
    }

    [Fact]
    public void Locked_classes_never_change()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var plan = Cases.Small(20_000 + seed);
            var first = PlanPlaces.Run(plan, ct: TestContext.Current.CancellationToken);
            var changed = plan with
            {
                Classes = [.. plan.Classes.Select((c, i) => i == 0 && first.Held.Any(h => h.ClassId == c.Id) ? c with { Locked = true } : c)],
                Confirmed = first.Places,
                People = [.. plan.People.Skip(1)],
                Apart = [],
            };
            if (changed.People.Count == 0)
            {
                continue;
            }

            var second = PlanPlaces.Run(changed, ct: TestContext.Current.CancellationToken);

            Assert.Empty(HardRules.Broken(changed, second));
            Assert.Equal(InLocked(changed, first).Where(m => m != plan.People[0].MemberId), InLocked(changed, second));
        }
    }

    [Fact]
    public void The_difference_names_only_those_affected()
    {
        var (a, b, c) = (Cases.Member(1), Cases.Member(2), Cases.Member(3));
        var before = new Dictionary<MemberId, Guid> { [a] = Cases.Id(1), [b] = Cases.Id(1) };
        var after = new Dictionary<MemberId, Guid> { [a] = Cases.Id(2), [c] = Cases.Id(1) };

        var change = PlanChange.Between(before, after);

        Assert.Equal([new PlaceMoved(a, Cases.Id(1), Cases.Id(2))], change.Moved);
        Assert.Equal([c], change.Joined);
        Assert.Equal([b], change.Lost);
    }

    private static List<MemberId> InLocked(RotationCase plan, RotationAnswer answer) =>
        [.. answer.Places.Where(p => plan.Classes.Any(c => c.Locked && c.Id == p.Value)).Select(p => p.Key).OrderBy(m => m.Value)];
}
