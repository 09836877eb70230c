using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;

namespace Learning.Courses.Tests.Coverage;

public sealed class StandingTests
{
    private static readonly DateTime Now = new(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly MemberId Member = MemberId.New(Now);
    private static readonly DateOnly June = new(2026, 6, 30);
    private static readonly DateOnly Due = new(2026, 12, 31);
    private static readonly RulePack Pack = RulePacks.For(June);

    [Fact]
    public void Who_has_done_nothing_has_not_started()
    {
        var standing = Rotating(MemberFacts.None, June);

        Assert.Equal((Box.NotStarted, StandingReason.NothingYet, false), (standing.Box, standing.Reason, standing.IsOverdue));
        Assert.Empty(standing.Evidence);
    }

    [Theory]
    [InlineData("2025-12-31", Box.NotStarted)] // a class of last year's
    [InlineData("2026-01-01", Box.Completed)]
    [InlineData("2026-06-30", Box.Completed)]
    [InlineData("2026-07-01", Box.NotStarted)] // not yet on the day asked about
    public void Article_20_asks_for_a_class_within_the_year_by_the_day(string endedOn, Box box)
    {
        var ended = Class(DateOnly.Parse(endedOn, null));

        var standing = Rotating(MemberFacts.None with { Classes = [ended] }, June);

        Assert.Equal(box, standing.Box);
        Assert.Equal(box == Box.Completed ? [ended.SourceId] : [], standing.Evidence);
    }

    [Fact]
    public void After_the_due_day_the_undone_is_overdue_and_nothing_later_counts()
    {
        var late = MemberFacts.None with { Classes = [Class(new(2027, 1, 5))] };

        Assert.False(Rotating(late, Due).IsOverdue);
        Assert.Equal((Box.NotStarted, true), (Rotating(late, new(2027, 1, 10)).Box, Rotating(late, new(2027, 1, 10)).IsOverdue));
        Assert.False(Rotating(MemberFacts.None with { Classes = [Class(Due)] }, new(2027, 1, 10)).IsOverdue);
    }

    [Fact]
    public void A_place_or_a_session_is_a_beginning()
    {
        var cohort = Id();
        var place = new Placement(Id(), Member, cohort, new(2026, 6, 1), new(2026, 7, 3), Attended: false);
        var session = place with { SourceId = Id(), On = June, Attended = true };

        var placed = Rotating(MemberFacts.None with { Placements = [place] }, June);
        var attended = Rotating(MemberFacts.None with { Placements = [place, session] }, June);
        var before = Rotating(MemberFacts.None with { Placements = [place, session] }, new(2026, 5, 31));

        Assert.Equal((Box.InProgress, StandingReason.PlacedInClass), (placed.Box, placed.Reason));
        Assert.Equal((Box.InProgress, StandingReason.AttendedClass), (attended.Box, attended.Reason));
        Assert.Equal([session.SourceId], attended.Evidence);
        Assert.Equal(Box.NotStarted, before.Box);
    }

    [Theory]
    [InlineData(0, Box.NotStarted, StandingReason.ClassMissed)]
    [InlineData(32, Box.InProgress, StandingReason.ClassNotCompleted)]
    public void A_class_that_was_not_completed_says_how_far_it_went(int attended, Box box, StandingReason reason)
    {
        var missed = Class(new(2026, 5, 1)) with { Completed = false, AttendedQuarters = attended };
        var place = new Placement(Id(), Member, missed.CohortId, new(2026, 4, 1), missed.On, Attended: false);

        var standing = Rotating(MemberFacts.None with { Classes = [missed], Placements = [place] }, June);

        Assert.Equal((box, reason), (standing.Box, standing.Reason));
        Assert.Equal([missed.SourceId], standing.Evidence);
    }

    [Fact]
    public void A_new_place_after_a_missed_class_is_a_new_beginning()
    {
        var missed = Class(new(2026, 5, 1)) with { Completed = false, AttendedQuarters = 0 };
        var again = new Placement(Id(), Member, Id(), new(2026, 5, 2), new(2026, 9, 1), Attended: false);

        Assert.Equal(StandingReason.PlacedInClass, Rotating(MemberFacts.None with { Classes = [missed], Placements = [again] }, June).Reason);
    }

    [Theory]
    [InlineData(ExemptionKind.Exempt, "age", Box.ExemptNotVisited)] // article 23
    [InlineData(ExemptionKind.Deferred, "posting", Box.Deferred)] // article 20
    [InlineData(ExemptionKind.OutOfContact, "no-contact", Box.OutOfContact)] // article 24
    public void A_reasoned_exception_has_its_own_box_while_it_holds(ExemptionKind kind, string reason, Box box)
    {
        var held = Held(kind, reason) with { From = new(2026, 3, 1), To = June };
        var facts = MemberFacts.None with { Exemptions = [held] };

        var standing = Rotating(facts, June);

        Assert.Equal((box, reason), (standing.Box, standing.ExemptionReasonCode));
        Assert.Equal([held.SourceId], standing.Evidence);
        Assert.Equal(Box.NotStarted, Rotating(facts, new(2026, 2, 28)).Box);
        Assert.Equal(Box.NotStarted, Rotating(facts, new(2026, 7, 1)).Box);
    }

    [Theory]
    [InlineData("2025-12-31", Box.ExemptNotVisited)]
    [InlineData("2026-01-01", Box.ExemptVisited)]
    [InlineData("2026-06-30", Box.ExemptVisited)]
    [InlineData("2026-07-01", Box.ExemptNotVisited)]
    public void Article_23_brings_study_to_the_door_within_the_period(string visitedOn, Box box)
    {
        var visit = new VisitPaid(Id(), Member, DateOnly.Parse(visitedOn, null));
        var facts = MemberFacts.None with { Exemptions = [Held(ExemptionKind.Exempt, "age")], Visits = [visit] };

        Assert.Equal(box, Rotating(facts, June).Box);
    }

    [Fact]
    public void What_is_done_stays_done_and_suspension_comes_before_exemption_before_deferral()
    {
        var deferral = Held(ExemptionKind.Deferred, "illness");
        var exemption = Held(ExemptionKind.Exempt, "illness");
        var suspension = Held(ExemptionKind.OutOfContact, "no-contact");
        var done = MemberFacts.None with { Exemptions = [deferral, exemption, suspension], Classes = [Class(June)] };

        Assert.Equal(Box.Completed, Rotating(done, June).Box);
        Assert.Equal(Box.OutOfContact, Rotating(done with { Classes = [] }, June).Box);
        Assert.Equal(Box.ExemptNotVisited, Rotating(MemberFacts.None with { Exemptions = [deferral, exemption] }, June).Box);
    }

    [Fact]
    public void An_exemption_outside_the_rules_excuses_nobody_and_is_named()
    {
        var busy = Held(ExemptionKind.Exempt, "busy");

        var standing = Rotating(MemberFacts.None with { Exemptions = [busy] }, new(2027, 1, 1));

        Assert.Equal((Box.NotStarted, StandingReason.ExemptionNotInRules, true), (standing.Box, standing.Reason, standing.IsOverdue));
        Assert.Equal([busy.SourceId], standing.Evidence);
    }

    [Fact]
    public void A_year_that_is_over_keeps_the_exemptions_of_its_last_day()
    {
        var facts = MemberFacts.None with { Exemptions = [Held(ExemptionKind.Deferred, "maternity") with { To = Due }] };

        Assert.Equal((Box.Deferred, false), (Rotating(facts, new(2027, 3, 1)).Box, Rotating(facts, new(2027, 3, 1)).IsOverdue));
    }

    [Theory]
    [InlineData(0, Box.NotStarted, StandingReason.NothingYet)]
    [InlineData(1, Box.InProgress, StandingReason.HoursBegun)]
    [InlineData(127, Box.InProgress, StandingReason.HoursBegun)]
    [InlineData(128, Box.Completed, StandingReason.HoursReached)] // article 20: 32 credit hours
    public void Article_20_asks_members_for_32_hours(int quarters, Box box, StandingReason reason)
    {
        var standing = Regular(WithHours(quarters), June);

        Assert.Equal((box, reason, quarters, 128), (standing.Box, standing.Reason, standing.Hours!.Quarters, standing.Threshold!.Quarters));
    }

    [Theory]
    [InlineData(PostKind.BranchSecretary, 223, Box.InProgress)]
    [InlineData(PostKind.BranchSecretary, 224, Box.Completed)] // national plan: 56 credit hours
    [InlineData(PostKind.CommitteeMember, 128, Box.InProgress)]
    [InlineData(PostKind.TownOrganiser, 128, Box.Completed)]
    public void The_national_plan_asks_secretaries_and_committees_for_56(PostKind kind, int quarters, Box box)
    {
        var post = new PostHeld(Id(), Member, kind, new(2024, 1, 1), null);

        var standing = Regular(WithHours(quarters) with { Posts = [post] }, June);

        Assert.Equal(box, standing.Box);
        Assert.Equal(kind != PostKind.TownOrganiser, standing.Evidence.Contains(post.SourceId));
    }

    [Fact]
    public void Who_has_laid_the_post_down_owes_what_members_owe()
    {
        var post = new PostHeld(Id(), Member, PostKind.BranchSecretary, new(2024, 1, 1), new(2026, 6, 29));

        Assert.Equal(128, Regular(MemberFacts.None with { Posts = [post] }, June).Threshold!.Quarters);
        Assert.Equal(224, Regular(MemberFacts.None with { Posts = [post] }, new(2026, 6, 29)).Threshold!.Quarters);
    }

    private static Standing Rotating(MemberFacts facts, DateOnly day) => Standing.Of(Requirement(RequirementKind.RotatingTraining), Pack, facts, day);

    private static Standing Regular(MemberFacts facts, DateOnly day) => Standing.Of(Requirement(RequirementKind.RegularEducation), Pack, facts, day);

    private static MemberFacts WithHours(int quarters) => quarters == 0
        ? MemberFacts.None
        : MemberFacts.None with { Classes = [Class(new(2026, 3, 1)) with { AttendedQuarters = quarters, TotalQuarters = quarters }] };

    private static FinishedClass Class(DateOnly on) => new(Id(), Member, Id(), true, 128, 128, on);

    private static ExemptionHeld Held(ExemptionKind kind, string reason) => new(Id(), Member, kind, reason, new(2026, 1, 1), null);

    private static Requirement Requirement(RequirementKind kind)
    {
        var district = new Unit(UnitId.New(Now), null, UnitKind.District, "d", "区", Now);
        return new(Id(), "key", kind, "要求", "Requirement", district, new(2026, 1, 1), Due, Pack.Key, Now);
    }

    private static Guid Id() => RowId.At(Now);
}
