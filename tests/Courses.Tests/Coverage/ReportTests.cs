using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Coverage;

/// <summary>A report stays what it was when it was submitted; what became known since is told beside it.</summary>
public sealed class ReportTests : IDisposable
{
    private static readonly DateOnly June30 = new(2026, 6, 30);
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("report-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private LedgerKeyFile Keys => new(new LedgerSettings(folder.FullName));

    public void Dispose() => folder.Delete(recursive: true);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whatever_changes_beneath_it_a_report_stays_and_the_amendment_lists_exactly_the_changes(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var done = await story.MemberAsync("t1/b1");
        var late = await story.MemberAsync("t1/b1");
        var ill = await story.MemberAsync("t1/b2");
        var leaver = await story.MemberAsync("t2/b1");
        var dead = await story.MemberAsync("t2/b2");
        var same = await story.MemberAsync("t2/b2");
        var first = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), done, late);
        await story.OutcomeAsync(done, first, 4);
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var report = await SubmitAsync(story);
        var body = ReportBody.Read(report.Body).Value!;
        Assert.Equal((6, 1, 1), (body.Total.Total, body.Total.Completed, body.Total.InProgress));

        story.Now = new(2026, 7, 9, 1, 0, 0, DateTimeKind.Utc);
        await story.OutcomeAsync(late, first, 4);
        await story.ExemptAsync(ill, ExemptionKind.Exempt, "illness", new(2026, 5, 1));
        await story.ReceiveAsync(leaver, "t1/b1", new(2026, 6, 1));
        await story.EndAsync(dead, new(2026, 6, 2));
        var arrived = await story.MemberAsync("t1/b2", since: new(2026, 6, 15));

        await using var db = school.NewDb();
        var kept = await db.Reports.AsNoTracking().SingleAsync(Ct);
        Assert.Equal(report.Body, kept.Body);
        Assert.Equal(report.Hash, kept.Hash);

        var amendment = await AmendAsync(story, report.Id);
        Assert.Equal((1, 0), (amendment.Gained, amendment.Lost));
        Assert.Equal(5, amendment.Changes.Count);
        Assert.Equal((Box.InProgress, Box.Completed), BoxesOf(amendment, late));
        Assert.Equal((Box.NotStarted, Box.ExemptNotVisited), BoxesOf(amendment, ill));
        Assert.Equal((Box.NotStarted, Box.NotStarted), BoxesOf(amendment, leaver));
        Assert.Equal((null, Box.NotStarted), BoxesOf(amendment, arrived));
        Assert.Single(amendment.Changes, c => c.After is null && c.Before!.BranchPath == "d/t2/b2");
        Assert.DoesNotContain(amendment.Changes, c => c.Member?.MemberId == same || c.Member?.MemberId == done);
    }

    [Fact]
    public async Task Nothing_has_changed_until_something_changes()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.PassAsync(await story.MemberAsync("t1/b1"), new(2026, 6, 1));
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var report = await SubmitAsync(story, story.RegularKey);

        Assert.Empty((await AmendAsync(story, report.Id)).Changes);
    }

    [Fact]
    public async Task A_second_submission_gives_the_first_report_back()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var first = await SubmitAsync(story);
        await story.MemberAsync("t1/b1");
        var second = await SubmitAsync(story);

        Assert.Equal((first.Id, first.Hash), (second.Id, second.Hash));
    }

    [Fact]
    public async Task A_report_names_nobody_and_every_place_it_names_is_the_entry_it_means()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1", "王小明");
        var cohort = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), member);
        var outcome = await story.OutcomeAsync(member, cohort, 4);
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var report = await SubmitAsync(story);

        var text = System.Text.Encoding.UTF8.GetString(report.Body);
        Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
        Assert.DoesNotContain(member.ToString(), text, StringComparison.Ordinal);
        Assert.DoesNotContain("d0001", text, StringComparison.Ordinal);

        var body = ReportBody.Read(report.Body).Value!;
        var row = Assert.Single(body.Members);
        await using var db = school.NewDb();
        var places = await db.Evidence.Where(e => e.Index != null).ToDictionaryAsync(e => e.Index!.Value, Ct);
        Assert.Equal("membership.recorded", places[row.RosterEntry].Kind);
        Assert.Equal(row.Subject, EvidenceStatement.Read(places[row.RosterEntry].Body).Value!.Subject);
        Assert.Equal([outcome], row.Evidence.Select(e => places[e].SourceId));
        var checkpoint = Checkpoint.Open(body.CheckpointNote, [Keys.FindPublic()!]).Value!;
        Assert.Equal(report.CheckpointSize, checkpoint.Size);
        Assert.All(row.Evidence.Append(row.RosterEntry), place => Assert.InRange(place, 0, checkpoint.Size - 1));
    }

    [Fact]
    public async Task The_figures_of_every_unit_are_those_of_its_members()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        foreach (var branch in new[] { "t1/b1", "t1/b1", "t1/b2", "t2/b1" })
        {
            await story.MemberAsync(branch);
        }

        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var body = ReportBody.Read((await SubmitAsync(story)).Body).Value!;

        Assert.Equal(
            [("d", 4), ("d/t1", 3), ("d/t1/b1", 2), ("d/t1/b2", 1), ("d/t2", 1), ("d/t2/b1", 1), ("d/t2/b2", 0)],
            body.Units.Select(u => (u.Path, u.Counts.Total)));
    }

    [Fact]
    public async Task A_report_that_was_changed_in_the_database_is_found_by_the_check_of_the_ledger()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var report = await SubmitAsync(story);
        var better = System.Text.Encoding.UTF8.GetString(report.Body).Replace("NotStarted", "Completed", StringComparison.Ordinal);
        await using var db = school.NewDb();
        await new SealLedger(db, school.Calendar, Keys).RunAsync(Ct);
        Assert.Null((await new CheckLedger(db, Keys).RunAsync(null, null, Ct)).Value!.Fault);

        await db.Reports.ExecuteUpdateAsync(r => r.SetProperty(x => x.Body, System.Text.Encoding.UTF8.GetBytes(better)), Ct);

        var fault = (await new CheckLedger(db, Keys).RunAsync(null, null, Ct)).Value!.Fault!;
        Assert.Equal(("Ledger.FactChanged", "report.submitted"), (fault.Reason.Code, fault.Kind));
    }

    [Fact]
    public async Task A_changed_byte_is_another_report_or_none()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await story.MemberAsync("t1/b1");
        story.Now = new(2026, 7, 1, 1, 0, 0, DateTimeKind.Utc);
        var report = await SubmitAsync(story);

        Gen.Select(Gen.Int[0, report.Body.Length - 1], Gen.Byte[1, 255], Gen.Int[0, 2]).Sample((place, value, how) =>
        {
            byte[] mutated = how switch
            {
                0 => [.. report.Body[..place], (byte)(report.Body[place] ^ value), .. report.Body[(place + 1)..]],
                1 => [.. report.Body[..place], .. report.Body[(place + 1)..]],
                _ => [.. report.Body[..place], value, .. report.Body[place..]],
            };
            Assert.True(ReportBody.Read(mutated).Value is null || Report.HashOf(mutated) != report.Hash);
        }, iter: 3_000);
    }

    [Fact]
    public async Task A_unit_is_reported_by_those_who_answer_for_it_and_not_before_its_day()
    {
        await using var school = await School.OpenAsync();
        var story = await Story.BeginAsync(school);
        await using var nobody = school.NewDb(Viewer.Nobody);
        await using var db = school.NewDb();

        Assert.Equal("Coverage.NotYours", (await Submit(nobody, school).RunAsync(story.RotatingKey, "d/t1", June30, Ct)).Refusal?.Code);
        Assert.Equal("Report.DayNotOver", (await Submit(db, school).RunAsync(story.RotatingKey, "d/t1", school.Calendar.Today().AddDays(1), Ct)).Refusal?.Code);
    }

    private SubmitReport Submit(CoursesDb db, School school) =>
        new(db, school.Calendar, new CoverageQuery(db, school.Calendar), new SealLedger(db, school.Calendar, Keys));

    private async Task<Report> SubmitAsync(Story story, string? key = null)
    {
        story.School.Clock.SetUtcNow(new DateTimeOffset(story.Now).AddMinutes(1));
        await using var db = story.School.NewDb();
        var outcome = await Submit(db, story.School).RunAsync(key ?? story.RotatingKey, "d", June30, Ct);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static async Task<ReportAmendment> AmendAsync(Story story, Guid report)
    {
        story.School.Clock.SetUtcNow(new DateTimeOffset(story.Now).AddMinutes(2));
        await using var db = story.School.NewDb();
        var outcome = await new AmendReport(db, story.School.Calendar, new CoverageQuery(db, story.School.Calendar)).RunAsync(report, Ct);
        Assert.Null(outcome.Refusal);
        return outcome.Value!;
    }

    private static (Box?, Box?) BoxesOf(ReportAmendment amendment, MemberId member)
    {
        var change = Assert.Single(amendment.Changes, c => c.Member?.MemberId == member);
        return (change.Before?.Box, change.After?.Box);
    }
}
