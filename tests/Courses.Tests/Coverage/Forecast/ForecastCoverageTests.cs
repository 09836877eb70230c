using System.Diagnostics;
using Learning.Courses.Coverage.Forecast;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Learning.Courses.Training.OpenDays;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Coverage.Forecast;

public sealed class ForecastCoverageTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_branch_gets_the_same_forecast_whoever_asks_and_done_means_what_coverage_says(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TrainedTownAsync(school);

        var own = await AskAsync(story, "t1/b1", "t1/b1");
        var ofTown = await AskAsync(story, "t1", "t1");
        var ofDistrict = await AskAsync(story, "", "");

        var asChild = ofTown.Children.Single(c => c.Unit.Path == "d/t1/b1");
        Assert.Equal(asChild.Interval, own.Unit.Interval);
        Assert.Equal(asChild.AtDeadline.Mean, own.Unit.AtDeadline.Mean, 9);
        Assert.Equal(ofTown.Unit.AtDeadline.Mean, ofDistrict.Children.Single(c => c.Unit.Path == "d/t1").AtDeadline.Mean, 9);
        Assert.Equal(["d", "d/t1"], own.Above.Select(u => u.Path));
        Assert.Empty(own.Children);

        var coverage = await story.AskAsync(story.RotatingKey, "t1", new(2026, 3, 2));
        Assert.Equal((coverage.Total.Completed, coverage.Total.Required), (ofTown.Unit.Done, ofTown.Unit.Required));
        Assert.Equal((12, 16), (ofTown.Unit.Done, ofTown.Unit.Required));
        Assert.Equal(ForecastVerdict.Nobody, ofDistrict.Children.Single(c => c.Unit.Path == "d/t2").Verdict);
        Assert.True(own.Unit.HasHistory);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_cannot_be_forecast_is_refused_in_words(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TrainedTownAsync(school);
        var personal = await story.AddPersonalAsync();

        Assert.Equal("Coverage.NotYours", await RefusalAsync(story.RotatingKey, "t1"));
        Assert.Equal("Coverage.NotYours", await RefusalAsync(story.RotatingKey, "nowhere"));
        Assert.Equal("Coverage.NoSuchRequirement", await RefusalAsync("nothing", "t1/b1"));
        Assert.Equal("Forecast.OwnPeriods", await RefusalAsync(personal[0].Key, "t1/b1"));
        Assert.Null(await RefusalAsync(story.RegularKey, "t1/b1"));
        school.Clock.SetUtcNow(new(2027, 1, 2, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(ForecastVerdict.Over, (await AskAsync(story, "t1/b1", "t1/b1")).Unit.Verdict);

        async Task<string?> RefusalAsync(string key, string unit)
        {
            await using var db = school.NewDb(story.As("d/t1/b1"));
            return (await new ForecastCoverage(db, school.Calendar).RunAsync(key, story.Path(unit), Ct)).Refusal?.Code;
        }
    }

    [Fact]
    public async Task More_branches_and_members_ask_no_more_questions()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        var few = await QueriesAsync();

        foreach (var branch in new[] { "t1/b1", "t1/b2", "t2/b1", "t2/b2" })
        {
            var cohort = await story.ClassAsync(new(2026, 2, 2), new(2026, 2, 3), await story.MemberAsync(branch), await story.MemberAsync(branch));
            await story.OutcomeAsync(cohort.Enrolments[0].MemberId, cohort, 2);
        }

        Assert.Equal(few, await QueriesAsync());
        Assert.InRange(few, 5, 12);

        async Task<int> QueriesAsync()
        {
            await using var db = school.NewDb();
            var count = 0;
            using var listening = DiagnosticListener.AllListeners.Subscribe(new Observer<DiagnosticListener>(listener =>
            {
                if (string.Equals(listener.Name, DbLoggerCategory.Name, StringComparison.Ordinal))
                {
                    listener.Subscribe(new Observer<KeyValuePair<string, object?>>(e =>
                        count += e.Key == RelationalEventId.CommandExecuted.Name && e.Value is CommandEventData data && ReferenceEquals(data.Context, db) ? 1 : 0));
                }
            }));
            Assert.NotNull((await new ForecastCoverage(db, school.Calendar).RunAsync(story.RotatingKey, "d", Ct)).Value);
            return count;
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_fewest_classes_seat_everybody_who_waits_and_nobody_else(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TrainedTownAsync(school);
        var placed = await story.MemberAsync("t1/b1", "有班期");
        await story.ClassAsync(new(2026, 6, 1), new(2026, 6, 4), placed);

        var proposed = await ProposeAsync("t1", "t1");

        // Four of a branch of eleven wait, half of it may be away at once: one class is enough.
        Assert.Equal((4, 4), (proposed.Waiting, proposed.ClassDays));
        var only = Assert.Single(proposed.Classes);
        Assert.True(proposed.IsFewest);
        Assert.Empty(proposed.OutOfReach);
        Assert.Equal(4, only.Members.Select(m => m.MemberId).Distinct().Count());
        Assert.DoesNotContain(placed, only.Members.Select(m => m.MemberId));
        Assert.InRange(only.Days.OpensOn, new DateOnly(2026, 3, 4), new DateOnly(2026, 12, 28));
        Assert.All(Enumerable.Range(0, 4).Select(only.Days.OpensOn.AddDays), day => Assert.True(PublicHolidays.On(day) is null && day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday)));

        // A secretary gets the same for the own branch, and nothing of others.
        Assert.Equal(4, (await ProposeAsync("t1/b1", "t1/b1")).Waiting);
        await using (var db = school.NewDb(story.As("d/t1/b2")))
        {
            Assert.Equal("Coverage.NotYours", (await Propose(db).RunAsync(story.RotatingKey, "d/t1/b1", Ct)).Refusal?.Code);
            Assert.Equal("Forecast.NoClasses", (await Propose(db).RunAsync(story.RegularKey, "d/t1/b2", Ct)).Refusal?.Code);
            Assert.Equal(0, (await Propose(db).RunAsync(story.RotatingKey, "d/t1/b2", Ct)).Value!.Waiting);
        }

        school.Clock.SetUtcNow(new(2026, 12, 30, 0, 0, 0, TimeSpan.Zero));
        var late = await ProposeAsync("t1", "t1");
        Assert.Empty(late.Classes);
        Assert.Equal(late.Waiting, late.OutOfReach.Count);
        Assert.All(late.OutOfReach, o => Assert.Equal("Forecast.NoDayLeft", o.Why.Code));

        async Task<ProposedClasses> ProposeAsync(string unit, string viewer)
        {
            await using var db = school.NewDb(story.As(story.Path(viewer)));
            return (await Propose(db).RunAsync(story.RotatingKey, story.Path(unit), Ct)).Value!;
        }

        ProposeClasses Propose(CoursesDb db) => new(db, school.Calendar, new OfferClasses(db, school.Calendar));
    }

    /// <summary>In March, b1 has six who are trained and four who wait; b2 has six, all trained.</summary>
    private static async Task<Story> TrainedTownAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        foreach (var (branch, week) in new[] { ("t1/b1", 2), ("t1/b2", 9) })
        {
            var members = new List<MemberId>();
            for (var i = 0; i < 6; i++)
            {
                members.Add(await story.MemberAsync(branch));
            }

            var cohort = await story.ClassAsync(new(2026, 2, week), new(2026, 2, week + 3), [.. members]);
            foreach (var member in members)
            {
                await story.OutcomeAsync(member, cohort, 4);
            }
        }

        for (var i = 0; i < 4; i++)
        {
            await story.MemberAsync("t1/b1");
        }

        return story;
    }

    private static async Task<CoverageForecast> AskAsync(Story story, string unit, string viewer)
    {
        await using var db = story.School.NewDb(story.As(story.Path(viewer)));
        return (await new ForecastCoverage(db, story.School.Calendar).RunAsync(story.RotatingKey, story.Path(unit), Ct)).Value!;
    }

    private sealed class Observer<T>(Action<T> next) : IObserver<T>
    {
        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void OnNext(T value) => next(value);
    }
}
