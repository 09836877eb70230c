using System.Diagnostics;
using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Coverage;

public sealed class CoverageQueryTests
{
    private static readonly DateOnly June30 = new(2026, 6, 30);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_secretary_gets_the_own_branch_and_nothing_else(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var secretary = await story.MemberAsync("t1/b1", "书记");
        var gone = await story.MemberAsync("t1/b1", "已转出");
        await story.AppointAsync(secretary, PostKind.BranchSecretary, "t1/b1", new(2020, 1, 1));
        await story.ReceiveAsync(gone, "t2/b1", new(2026, 6, 1));
        school.Clock.SetUtcNow(new(2026, 7, 1, 0, 0, 0, TimeSpan.Zero));

        // The member who left in June is out of sight today, and counted for the day in May all the same.
        Assert.Equal(["书记", "已转出"], await NamesAsync("t1/b1", new(2026, 5, 31)));
        Assert.Equal(["书记"], await NamesAsync("t1/b1", June30));
        Assert.Equal("Coverage.NotYours", await RefusalAsync("t1/b2"));
        Assert.Equal("Coverage.NotYours", await RefusalAsync("t1"));
        Assert.Equal("Coverage.NotYours", await RefusalAsync("d"));
        Assert.Equal("Coverage.NotYours", await RefusalAsync("nowhere"));

        async Task<Outcome<CoverageAnswer>> AskAsync(string unit, DateOnly day)
        {
            await using var system = school.NewDb();
            await using var db = school.NewDb(await FindViewer.RunAsync(system, secretary, school.Calendar.Today(), Ct));
            var path = unit.StartsWith('t') ? story.Path(unit) : unit;
            return await new CoverageQuery(db, school.Calendar).RunAsync(new(story.RotatingKey, path, day, school.Calendar.UtcNow()), Ct);
        }

        async Task<List<string>> NamesAsync(string unit, DateOnly day) => [.. (await AskAsync(unit, day)).Value!.Names.Select(n => n.Name)];
        async Task<string?> RefusalAsync(string unit) => (await AskAsync(unit, June30)).Refusal?.Code;
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_question_that_has_no_answer_is_refused_in_words(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        await Story.BeginAsync(school, "other");

        Assert.Equal("Coverage.NoSuchRequirement", await RefusalAsync(new("nothing", "d", June30, school.Calendar.UtcNow())));
        Assert.Equal("Coverage.NoSuchUnit", await RefusalAsync(new(story.RotatingKey, "d/t9", June30, school.Calendar.UtcNow())));
        Assert.Equal("Coverage.OutsideRequirement", await RefusalAsync(new(story.RotatingKey, "other", June30, school.Calendar.UtcNow())));
        Assert.Equal("Coverage.NotKnownYet", await RefusalAsync(new(story.RotatingKey, "d", June30, school.Calendar.UtcNow().AddSeconds(1))));

        async Task<string?> RefusalAsync(CoverageQuestion question)
        {
            await using var db = school.NewDb();
            return (await new CoverageQuery(db, school.Calendar).RunAsync(question, Ct)).Refusal?.Code;
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_member_claimed_by_two_branches_is_counted_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");
        await story.ClaimAsync(member, "t2/b1", new(2026, 3, 1));

        var totals = new Dictionary<string, int>();
        foreach (var unit in new[] { "", "t1", "t1/b1", "t2", "t2/b1" })
        {
            totals[unit] = (await story.AskAsync(story.RotatingKey, unit, June30)).Total.Total;
        }

        Assert.Equal(new Dictionary<string, int> { [""] = 1, ["t1"] = 0, ["t1/b1"] = 0, ["t2"] = 1, ["t2/b1"] = 1 }, totals);
    }

    [Fact]
    public async Task More_members_and_units_ask_no_more_questions()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        var few = await QueriesAsync();

        foreach (var branch in new[] { "t1/b1", "t1/b2", "t2/b1", "t2/b2" })
        {
            var cohort = await story.ClassAsync(new(2026, 6, 1), new(2026, 6, 2), await story.MemberAsync(branch), await story.MemberAsync(branch));
            await story.AttendAsync(cohort.Enrolments[0].MemberId, cohort, 1);
            await story.ExemptAsync(cohort.Enrolments[1].MemberId, ExemptionKind.Exempt, "age", new(2026, 1, 1));
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
                    // Other tests run at the same time: only the queries of this context are counted.
                    listener.Subscribe(new Observer<KeyValuePair<string, object?>>(e =>
                        count += e.Key == RelationalEventId.CommandExecuted.Name && e.Value is CommandEventData data && ReferenceEquals(data.Context, db) ? 1 : 0));
                }
            }));
            var question = new CoverageQuestion(story.RotatingKey, "d", June30, school.Calendar.UtcNow(), WithNames: true);
            Assert.NotNull((await new CoverageQuery(db, school.Calendar).RunAsync(question, Ct)).Value);
            return count;
        }
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
