using CsCheck;
using Learning.Courses.Credits;
using Learning.Courses.Plans;

namespace Learning.Courses.Tests.Credits;

public sealed class CreditHoursTests
{
    private static readonly MemberId Member = MemberId.New(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
    private static readonly DateOnly YearStart = new(2026, 1, 1);
    private static readonly DateOnly YearEnd = new(2026, 12, 31);

    /// <summary>Golden: the tariffs in use in the district (article 20 leaves the granting of hours to the county), in quarters of a credit hour.</summary>
    [Theory]
    [InlineData(0, false, 1)]
    [InlineData(14, false, 1)] // below 15 minutes: 0.25
    [InlineData(15, false, 2)] // from 15 minutes: 0.5
    [InlineData(29, false, 2)]
    [InlineData(30, false, 4)] // from 30 minutes: 1
    [InlineData(600, false, 4)]
    [InlineData(14, true, 3)] // a passed test adds 0.5
    [InlineData(15, true, 4)]
    [InlineData(30, true, 6)]
    public void A_course_is_worth_its_step_and_its_test(int minutes, bool quizPassed, int quarters)
    {
        var sum = Hours([Course(minutes, quizPassed, new(2026, 5, 1))], []);

        Assert.Equal(quarters, sum.Quarters);
    }

    /// <summary>Golden: a full day is 8 credit hours, a half day or lecture 4.</summary>
    [Fact]
    public void A_class_day_is_worth_eight_hours_and_a_half_day_four()
    {
        var tariff = RulePacks.For(YearStart).Tariff;

        Assert.Equal((32, 16), (tariff.FullDay, tariff.HalfDay));
    }

    [Theory]
    [InlineData(true, 128, 128, 128)] // four full days
    [InlineData(true, 112, 128, 112)] // what was attended counts, not what was planned
    [InlineData(false, 64, 128, 0)] // a class that was not completed gives nothing under this pack
    public void A_class_is_worth_the_sessions_attended(bool completed, int attended, int total, int quarters)
    {
        var sum = Hours([], [Class(completed, attended, total, new(2026, 6, 30))]);

        Assert.Equal(quarters, sum.Quarters);
    }

    [Theory]
    [InlineData("2025-12-31", 0)]
    [InlineData("2026-01-01", 4)]
    [InlineData("2026-12-31", 4)] // the last day counts
    [InlineData("2027-01-01", 0)]
    public void Only_what_was_done_within_the_period_counts(string on, int quarters)
    {
        var sum = Hours([Course(40, false, DateOnly.Parse(on, null))], []);

        Assert.Equal(quarters, sum.Quarters);
    }

    [Fact]
    public void Every_line_names_its_fact_and_the_lines_make_the_sum()
    {
        var course = Course(40, true, new(2026, 2, 1));
        var attended = Class(true, 32, 32, new(2026, 1, 9));
        var missed = Class(false, 0, 32, new(2026, 3, 9));

        var sum = Hours([course], [attended, missed]);

        Assert.Equal(
            [
                (CreditLineKind.Class, attended.SourceId, 32),
                (CreditLineKind.Course, course.SourceId, 4),
                (CreditLineKind.Test, course.SourceId, 2),
                (CreditLineKind.ClassNotCompleted, missed.SourceId, 0),
            ],
            sum.Lines.Select(l => (l.Kind, l.SourceId, l.Quarters)));
        Assert.Equal(38, sum.Quarters);
    }

    [Fact]
    public void What_does_not_count_is_shown_with_how_much_it_would_have_been()
    {
        var capped = RulePacks.For(YearStart).Tariff with { Caps = [new CreditCap([CreditLineKind.Course, CreditLineKind.Test], 8)] };

        var sum = CreditHours.Of(
            [Course(40, true, new(2026, 2, 1)), Course(40, true, new(2026, 2, 2))], [Class(false, 12, 32, new(2026, 3, 9))], capped, YearStart, YearEnd);

        Assert.Equal(8, sum.Quarters);
        Assert.Equal(
            [(CreditLineKind.Course, 4, 0), (CreditLineKind.Test, 2, 0), (CreditLineKind.Course, 2, 2), (CreditLineKind.Test, 0, 2), (CreditLineKind.ClassNotCompleted, 0, 12)],
            sum.Lines.Select(l => (l.Kind, l.Quarters, l.Withheld)));
    }

    [Fact]
    public void Whatever_was_done_in_whatever_order_a_cap_counts_the_smaller_of_it_and_the_kind()
    {
        var facts = Gen.Select(Gen.Int[0, 60], Gen.Bool, Gen.Int[0, 364], Gen.Int[0, 40], (minutes, test, day, attended) => (minutes, test, day, attended)).List[0, 12];
        Gen.Select(facts, Gen.Int[0, 30]).Sample((done, cap) =>
        {
            var tariff = RulePacks.For(YearStart).Tariff;
            var courses = done.Select(d => Course(d.minutes, d.test, YearStart.AddDays(d.day))).ToList();
            var classes = done.Select(d => Class(d.attended > 20, d.attended, 40, YearStart.AddDays(d.day))).ToList();
            var free = CreditHours.Of(courses, classes, tariff, YearStart, YearEnd);
            var capped = CreditHours.Of(courses, classes, tariff with { Caps = [new CreditCap([CreditLineKind.Course, CreditLineKind.Test], cap)] }, YearStart, YearEnd);

            var online = free.Lines.Where(l => l.CourseKey is not null).Sum(l => l.Quarters);
            Assert.Equal(free.Quarters - online + Math.Min(online, cap), capped.Quarters);
            Assert.Equal(free.Lines.Sum(l => l.Quarters + l.Withheld), capped.Lines.Sum(l => l.Quarters + l.Withheld));
            Assert.Equal(capped.Quarters, capped.Lines.Sum(l => l.Quarters));
        });
    }

    private static CreditSum Hours(IEnumerable<PassedCourse> courses, IEnumerable<FinishedClass> classes) =>
        CreditHours.Of(courses, classes, RulePacks.For(YearStart).Tariff, YearStart, YearEnd);

    private static PassedCourse Course(int minutes, bool quizPassed, DateOnly on) =>
        new(Id(), Member, "party-history", minutes, quizPassed, on);

    private static FinishedClass Class(bool completed, int attended, int total, DateOnly on) =>
        new(Id(), Member, Id(), completed, attended, total, on);

    private static Guid Id() => RowId.At(new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
}
