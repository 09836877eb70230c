using CsCheck;
using Learning.Courses.Ledger.Recounts;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Ledger.Recounts;

public sealed class RecountTests
{
    private static readonly Gen<List<Day>> Histories =
        Gen.Select(Gen.Int[0, 15], Gen.Int[0, 15], Gen.Int[0, 4], Gen.Bool, Gen.Int[0, 15], Gen.Int[0, 15], (learn, sit, right, outage, tick, strike) => new Day(learn, sit, right, outage, tick, strike))
            .List[4, 14];

    /// <summary>A history in which the first member has a result, a pass, time given back and a completed class, and others have missed one.</summary>
    private static readonly Day[] Full =
        [new(15, 3, 4, true, 0, 0), new(15, 3, 1, false, 0, 0), new(15, 7, 4, false, 5, 0), new(0, 0, 0, false, 5, 4), new(1, 0, 1, false, 0, 0), new(0, 0, 0, false, 15, 0), new(0, 0, 0, false, 15, 2)];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whatever_happens_every_stored_number_follows_from_the_facts(DatabaseProvider provider) =>
        await Histories.SampleAsync(
            async days =>
            {
                await using var district = await District.OpenAsync(provider);
                await district.LiveAsync(days);

                var outcome = await district.RecountAsync();

                Assert.Empty(outcome.Failures);
                Assert.Empty(outcome.Found.Select(d => $"{d.Kind}: {d.Stored} | {d.Counted}"));
                Assert.True(outcome.Run.Numbers > 50);
            },
            iter: provider == DatabaseProvider.Sqlite ? 8 : 3,
            threads: 1);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_number_changed_behind_the_back_of_the_program_is_named_once_and_settles_when_it_is_right_again(DatabaseProvider provider)
    {
        await using var district = await District.OpenAsync(provider);
        await district.LiveAsync(Full);
        Assert.Equal(0, (await district.RecountAsync()).Run.Open);

        foreach (var damage in await DamagesAsync(district))
        {
            Assert.True(await district.SqlAsync(damage.Do) > 0, damage.Do);

            var found = (await district.RecountAsync()).Found.Where(d => d.Kind != "ledger").ToList();
            Assert.Single(found, d => d.Kind == damage.Kind);
            Assert.All(found, d => Assert.Equal(damage.Whom ?? default, d.MemberId));
            Assert.DoesNotContain(found, d => d.Kind != damage.Kind && !(damage.IsReported is not null && d.Kind == "report-member"));
            Assert.True(damage.IsReported != true || found.Exists(d => d.Kind == "report-member"));
            Assert.NotEqual(found[0].Stored, found[0].Counted);

            // The next night: nothing new, and nothing is forgotten.
            Assert.Empty((await district.RecountAsync()).Found);
            Assert.Contains(found[0].Id, await OpenAsync(district));

            await district.SqlAsync(damage.Undo);
            Assert.InRange((await district.RecountAsync()).Settled, found.Count, found.Count + 1);
            Assert.Empty(await OpenAsync(district));
        }

        // Of everything that was found, nothing was deleted; and the alarms themselves are on record.
        await using var db = district.School.NewDb();
        Assert.Equal(await db.CountDifferences.CountAsync(Ct), await db.DifferencesSettled.CountAsync(Ct));
        Assert.Equal(await db.CountDifferences.CountAsync(Ct), await db.Evidence.CountAsync(e => e.Kind == "recount.differs", Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_difference_that_becomes_another_is_found_anew(DatabaseProvider provider)
    {
        await using var district = await District.OpenAsync(provider);
        await district.LiveAsync([new(0, 1, 2, false, 0, 0)]);
        await district.SqlAsync("UPDATE attempts SET \"StepCount\" = 7");
        var first = Assert.Single((await district.RecountAsync()).Found);
        await district.SqlAsync("UPDATE attempts SET \"StepCount\" = 8");

        var outcome = await district.RecountAsync();

        var second = Assert.Single(outcome.Found);
        Assert.Equal((1, "7", "8", 2), (outcome.Settled, first.Stored, second.Stored, second.Take));
        Assert.Equal([second.Id], await OpenAsync(district));
    }

    [Fact]
    public async Task A_row_that_cannot_be_read_stops_its_kind_and_no_other()
    {
        await using var district = await District.OpenAsync(DatabaseProvider.Sqlite);
        await district.LiveAsync([new(0, 1, 2, false, 0, 0)]);
        await district.SqlAsync("UPDATE course_editions SET \"Manifest\" = 'no JSON'");
        await district.SqlAsync("UPDATE attempts SET \"StepCount\" = 9");

        var outcome = await district.RecountAsync();

        Assert.Equal(("course-pass", "course-pass"), (outcome.Run.Failed, outcome.Failures.Single().Key));
        Assert.Equal("attempt-steps", Assert.Single(outcome.Found).Kind);
    }

    [Fact]
    public async Task Somebody_erased_is_not_named()
    {
        await using var district = await District.OpenAsync(DatabaseProvider.Sqlite);
        await district.LiveAsync([new(0, 1, 2, false, 0, 0)]);
        await district.WithAsync(db => db.MemberKeys.ExecuteDeleteAsync(Ct));
        await district.SqlAsync("UPDATE attempts SET \"SecondsGiven\" = 9");

        var found = (await district.RecountAsync()).Found;
        Assert.Contains("attempt-time-given", found.Select(d => d.Kind));
        Assert.All(found, d => Assert.Equal(default, d.MemberId));
    }

    [Fact]
    public async Task A_reader_who_sees_only_a_part_may_not_count()
    {
        await using var school = await School.OpenAsync();
        await using var db = school.NewDb(Courses.Organisation.Viewer.Nobody);

        await Assert.ThrowsAsync<InvalidOperationException>(() => new RecountNumbers(db, school.Calendar, []).RunAsync(Ct));
    }

    [Fact]
    public async Task A_night_switched_off_is_made_up_for_and_a_day_has_one_recount()
    {
        await using var district = await District.OpenAsync(DatabaseProvider.Sqlite);
        Assert.False(await DueAsync(district)); // Nothing has been signed yet.
        await district.LiveAsync([]);
        Assert.False(await DueAsync(district)); // Before its first night.
        district.School.Clock.Advance(TimeSpan.FromDays(1));
        Assert.True(await DueAsync(district));

        await district.RecountAsync();

        Assert.False(await DueAsync(district));
        district.School.Clock.Advance(TimeSpan.FromDays(3));
        Assert.True(await DueAsync(district));
    }

    [Fact]
    public async Task The_list_names_who_it_is_about()
    {
        await using var district = await District.OpenAsync(DatabaseProvider.Sqlite);
        await district.LiveAsync([new(0, 2, 2, false, 0, 0)]);
        await district.SqlAsync("UPDATE attempts SET \"StepCount\" = 9");
        await district.RecountAsync();

        var sheet = await district.WithAsync(db => new DifferenceList(db).RunAsync(Ct));

        Assert.Equal(("党员1", 1, 0), (Assert.Single(sheet.Open).Name, sheet.OpenCount, sheet.Settled.Count));
        await district.SqlAsync("UPDATE attempts SET \"StepCount\" = 2");
        await district.RecountAsync();
        sheet = await district.WithAsync(db => new DifferenceList(db).RunAsync(Ct));
        Assert.Equal(("党员1", 0, 0), (Assert.Single(sheet.Settled).Name, sheet.OpenCount, sheet.Last!.Open));
    }

    private static Task<bool> DueAsync(District district) => district.WithAsync(db => new NextRecount(db, district.School.Calendar).RunAsync(Ct));

    private static Task<List<Guid>> OpenAsync(District district) => district.WithAsync(db => db.OpenDifferences().Select(d => d.Id).ToListAsync(Ct));

    /// <summary>One for every kind but the ledger, which has tests of its own and notices most of these too.</summary>
    private static async Task<IReadOnlyList<Damage>> DamagesAsync(District district)
    {
        await using var db = district.School.NewDb();
        var attempt = await db.Attempts.Where(a => a.SecondsGiven > 0 && a.FinishedAt != null).OrderBy(a => a.Id).Select(a => new { a.Id, a.MemberId, a.StepCount, a.SecondsGiven }).FirstAsync(Ct);
        var result = await db.AttemptResults.Where(r => r.AttemptId == attempt.Id).SingleAsync(Ct);
        var outcome = await db.CohortOutcomes.OrderBy(o => o.Id).FirstAsync(Ct);
        var pass = await db.CoursePasses.OrderBy(p => p.Id).FirstAsync(Ct);
        var certificate = await db.Certificates.SingleAsync(c => c.SourceId == pass.Id, Ct);
        var membership = await db.Memberships.OrderBy(m => m.Id).FirstAsync(Ct);
        var post = await db.Posts.SingleAsync(Ct);
        var off = await db.CohortsCalledOff.SingleAsync(Ct);
        var closed = await db.Cohorts.Where(c => c.State == Courses.Training.CohortState.Closed).OrderBy(c => c.Id).FirstAsync(Ct);
        var report = await db.Reports.OrderBy(r => r.Id).FirstAsync(Ct);
        var other = district.Members.First(m => m != pass.MemberId);
        return
        [
            Set("attempt-steps", attempt.MemberId, "attempts", "StepCount", "99", $"{attempt.StepCount}", attempt.Id),
            Set("attempt-time-given", attempt.MemberId, "attempts", "SecondsGiven", "0", $"{attempt.SecondsGiven}", attempt.Id),
            Set("attempt-end", attempt.MemberId, "attempts", "FinishedAt", "'2026-01-01 00:00:00'", null, attempt.Id),
            Set("quiz-result", attempt.MemberId, "attempt_results", "Points", "0", $"{result.Points}", result.Id),
            Set("cohort-state", null, "cohorts", "State", "'Open'", "'Closed'", closed.Id),
            Set("cohort-changes", null, "cohorts", "Changes", "77", $"{closed.Changes}", closed.Id),
            new("session-called-off", null, $"UPDATE sessions SET \"CalledOffId\" = NULL WHERE \"CohortId\" = {Id(off.CohortId)}", $"UPDATE sessions SET \"CalledOffId\" = {Id(off.Id)} WHERE \"CohortId\" = {Id(off.CohortId)}"),
            Set("membership-path", membership.MemberId, "memberships", "BranchPath", "'d/t2/b2'", $"'{membership.BranchPath}'", membership.Id) with { IsReported = true },
            Set("post-path", post.MemberId, "posts", "UnitPath", "'d'", $"'{post.UnitPath}'", post.Id),
            Set("class-outcome", outcome.MemberId, "cohort_outcomes", "AttendedQuarters", "63", $"{outcome.AttendedQuarters}", outcome.Id) with { IsReported = false },
            new(
                "assignment-share", other, $"UPDATE assignees SET \"DueOn\" = '2026-05-01' WHERE \"MemberId\" = {Id(other.Value)}", $"UPDATE assignees SET \"DueOn\" = '2026-06-30' WHERE \"MemberId\" = {Id(other.Value)}"),
            Set("course-pass", pass.MemberId, "course_passes", "Minutes", "900", $"{pass.Minutes}", pass.Id) with { IsReported = false },
            Set("certificate", other, "certificates", "MemberId", Id(other.Value), Id(certificate.MemberId.Value), certificate.Id),
            Set("report-figures", null, "reports", "Completed", "4444", $"{report.Completed}", report.Id),
        ];

        Damage Set(string kind, MemberId? whom, string table, string column, string wrong, string? right, Guid id)
        {
            // An instant is written otherwise in each database; it is put back from another row that holds the same one.
            right ??= $"(SELECT r.\"{column}\" FROM attempt_results r WHERE r.\"AttemptId\" = {Id(id)} LIMIT 1)";
            return new Damage(kind, whom, $"UPDATE {table} SET \"{column}\" = {wrong} WHERE \"Id\" = {Id(id)}", $"UPDATE {table} SET \"{column}\" = {right} WHERE \"Id\" = {Id(id)}");
        }

        // SQLite keeps ids as upper-case text, PostgreSQL reads any spelling.
        string Id(Guid id) => $"'{id.ToString().ToUpperInvariant()}'";
    }

    private sealed record Damage(string Kind, MemberId? Whom, string Do, string Undo)
    {
        /// <summary>A frozen report rests on it, and so says something else of the member than would be counted now; false where that depends on the member's hours, null for no report.</summary>
        public bool? IsReported { get; init; }
    }
}
