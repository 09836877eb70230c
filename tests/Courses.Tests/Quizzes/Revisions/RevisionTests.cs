using System.Data.Common;
using Learning.Courses.Credits;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Learning.Courses.Tests.Quizzes.Revisions;

/// <summary>A key was wrong. What that means for those who sat, from the proposal to the certificate.</summary>
public sealed class RevisionTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Who_was_right_after_all_gets_the_point_the_pass_and_the_certificate(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var sitting = await room.SitAsync(member, "1919年", others: 3);
        Assert.Equal((3, false), await room.ResultAsync(sitting));
        var sat = room.School.Calendar.Today();
        room.School.Clock.Advance(TimeSpan.FromDays(5));
        room.Correct("1921年", "1919年");

        var input = room.Input(await room.YearAsync(), RevisionRule.InFavour);
        var plan = (await room.PlanAsync(input)).Value!;
        Assert.Equal((1, 1, 0, 0), (plan.Sittings, plan.Passing, plan.Failing, plan.PassesWithdrawn));
        Assert.Equal(new RevisedSitting(sat, 1, 3, 4, 6, false, true), Assert.Single(plan.Changes));
        Assert.Equal((3, false), await room.ResultAsync(sitting)); // To look is not to do.

        var before = await room.RowsAsync();
        await room.ReviseAsync(input);

        Assert.Equal((4, true), await room.ResultAsync(sitting));
        var pass = (await room.PassAsync(member))!;
        Assert.Equal(sat, pass.PassedOn); // The day of the sitting: our mistake costs nobody a year.
        Assert.Equal(pass.Id, (await room.CertificateAsync(pass.Id)).SourceId);
        Assert.Empty(before.Except(await room.RowsAsync(), StringComparer.Ordinal)); // Nothing that stood there has changed.
        await AssertOneChainAsync(room, sitting, 2);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task By_a_revision_both_ways_a_pass_is_withdrawn_and_taken_back_it_holds_again(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var sitting = await room.SitAsync(member, "1921年", others: 3);
        var pass = (await room.PassAsync(member))!;
        var paper = await room.CertificateAsync(pass.Id);
        var wrong = await room.YearAsync();
        room.Correct("1921年", "1919年");
        var before = await room.RowsAsync();

        var plan = (await room.PlanAsync(room.Input(wrong))).Value!;
        Assert.Equal((0, 1, 1), (plan.Passing, plan.Failing, plan.PassesWithdrawn));
        var revision = await room.ReviseAsync(room.Input(wrong));

        Assert.Equal((3, false), await room.ResultAsync(sitting));
        Assert.Null(await room.PassAsync(member));
        Assert.Empty(before.Except(await room.RowsAsync(), StringComparer.Ordinal)); // Nothing that stood there has changed.
        var withdrawn = (await VerifyAsync(room, paper.Number)).Subject.Withdrawn!;
        Assert.Equal((revision.Id, "wrong-key", false), (withdrawn.RevisionId, withdrawn.ReasonCode, withdrawn.PassedAgain));
        await using (var db = room.School.NewDb())
        {
            Assert.Equal("corrects", (await db.Evidence.SingleAsync(e => e.Kind == "course.withdrawn", Ct)).Body.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes($"\"corrects\":\"{pass.Id}\"")) >= 0 ? "corrects" : "nothing");
        }

        var right = room.YearNow();
        room.Correct("1919年", "1921年");
        await room.ReviseAsync(room.Input(right));

        Assert.Equal((4, true), await room.ResultAsync(sitting));
        var again = (await room.PassAsync(member))!;
        Assert.Equal((pass.Id, pass.PassedOn, pass.Minutes, pass.EditionHash), (again.ReplacesId, again.PassedOn, again.Minutes, again.EditionHash));
        Assert.True((await VerifyAsync(room, paper.Number)).Subject.Withdrawn!.PassedAgain);
        Assert.Null((await VerifyAsync(room, (await room.CertificateAsync(again.Id)).Number)).Subject.Withdrawn);
        await AssertOneChainAsync(room, sitting, 3);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task In_favour_nobody_loses_a_point_and_the_review_says_so(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var (lucky, right) = (await room.MemberAsync(), await room.MemberAsync());
        var (first, second) = (await room.SitAsync(lucky, "1921年", others: 3), await room.SitAsync(right, "1919年", others: 5));
        room.Correct("1921年", "1919年");

        var input = room.Input(await room.YearAsync(), RevisionRule.InFavour);
        var plan = (await room.PlanAsync(input)).Value!;
        Assert.Equal((2, 1, 1, 0), (plan.Sittings, plan.Changes.Count, plan.KeptInFavour, plan.Failing));
        await room.ReviseAsync(input);

        Assert.Equal((4, true), await room.ResultAsync(first));
        Assert.NotNull(await room.PassAsync(lucky));
        Assert.Equal((6, true), await room.ResultAsync(second));
        var kept = (await room.Room.ReviewAsync(first, lucky)).Value!;
        Assert.Empty(kept.Corrections);
        Assert.Equal(RevisionEffect.KeptInFavour, Assert.Single(kept.Questions.SelectMany(q => q.Corrections)).Effect);
        var raised = (await room.Room.ReviewAsync(second, right)).Value!;
        Assert.Equal(("wrong-key", 5, 6), (raised.Corrections[0].ReasonCode, raised.Corrections[0].Before, raised.Corrections[0].After));
        var shown = raised.Questions.Single(q => q.Corrections.Count > 0);
        Assert.Equal((true, RevisionEffect.Marked), (shown.IsRight, shown.Corrections[0].Effect));
        Assert.Equal("1919年", shown.Choices.Single(c => c.IsRight).Text);
        Assert.True(shown.Choices.Single(c => c.Text == "1919年").IsChosen);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_void_question_gives_everybody_the_point(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var sitting = await room.SitAsync(member, "1927年", others: 3);

        var revision = await room.ReviseAsync(room.Input(await room.YearAsync(), RevisionRule.InFavour, makesVoid: true));

        Assert.Equal((4, true), await room.ResultAsync(sitting));
        Assert.NotNull(await room.PassAsync(member));
        Assert.True((await room.Room.ReviewAsync(sitting, member)).Value!.Questions.Single(q => q.IsVoid).IsRight);
        Assert.Equal("Revision.NothingChanges", (await room.PlanAsync(room.Input(revision.To, makesVoid: true))).Refusal!.Code);

        // Taken back: the question of the bank marks again.
        await room.ReviseAsync(room.Input(revision.To));
        Assert.Equal((3, false), await room.ResultAsync(sitting));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_answer_that_nobody_can_carry_over_keeps_its_mark_and_is_counted_with_the_reason(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var sitting = await room.SitAsync(member, "1927年", others: 3);
        var other = await room.SitAsync(await room.MemberAsync(), "1919年", others: 3);
        var wrong = await room.YearAsync();
        room.Room.Files.Replace("history/questions.md", "1927年", "1937年");
        room.Correct("1921年", "1919年");

        var plan = (await room.PlanAsync(room.Input(wrong))).Value!;
        Assert.Equal((2, 1), (plan.Sittings, plan.Changes.Count));
        Assert.Equal(("Carry.OptionGone", 1), (Assert.Single(plan.NotCarried).Refusal.Code, plan.NotCarried[0].Answers));
        await room.ReviseAsync(room.Input(wrong));

        Assert.Equal((3, false), await room.ResultAsync(sitting));
        Assert.Equal((4, true), await room.ResultAsync(other));
        Assert.Equal("Carry.OptionGone", (await room.Room.ReviewAsync(sitting, member)).Value!.Questions.SelectMany(q => q.Corrections).Single().Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_paper_still_open_at_the_decision_is_marked_by_it_from_the_first(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var attempt = await room.BeginAsync(member, "1919年", others: 3);
        room.Correct("1921年", "1919年");
        var revision = (await room.ProposeAsync(room.Input(await room.YearAsync()))).Value!;
        await room.DecideAsync(revision.Id);

        await room.HandInAsync(member, attempt.Id);

        Assert.Equal((4, true), await room.ResultAsync(attempt.Id));
        await room.CarryOutAsync();
        await AssertOneChainAsync(room, attempt.Id, 1);
        Assert.NotNull(await room.PassAsync(member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_second_sitting_that_passes_keeps_the_pass(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var member = await room.MemberAsync();
        var first = await room.SitAsync(member, "1921年", others: 3);
        await room.SitAsync(member, "1919年", others: 5);
        var wrong = await room.YearAsync();
        room.Correct("1921年", "1919年");

        var plan = (await room.PlanAsync(room.Input(wrong))).Value!;
        Assert.Equal((1, 0), (plan.Failing, plan.PassesWithdrawn));
        await room.ReviseAsync(room.Input(wrong));

        Assert.False((await room.ResultAsync(first)).Passed);
        Assert.NotNull(await room.PassAsync(member));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task One_person_proposes_and_another_who_reviews_decides_once(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        await room.SitAsync(await room.MemberAsync(), "1919年", others: 3);
        room.Correct("1921年", "1919年");
        var input = room.Input(await room.YearAsync());
        var member = new Viewer(room.Room.Member, false, []);

        Assert.Equal("Revision.NotAnAuthor", (await room.ProposeAsync(input, member)).Refusal!.Code);
        Assert.Equal("Revision.NotAnAuthor", (await room.PlanAsync(input, member)).Refusal!.Code);
        var revision = (await room.ProposeAsync(input)).Value!;
        Assert.Equal(revision.Id, (await room.ProposeAsync(input)).Value!.Id);
        Assert.Equal("Revision.NotAReviewer", (await room.DecideAsync(revision.Id, who: room.Author)).Refusal!.Code);
        Assert.Equal(0, await room.CarryOutAsync());

        var own = (await room.ProposeAsync(room.Input(await room.YearAsync()), room.Reviewer)).Value!;
        Assert.Equal("Revision.OwnProposal", (await room.DecideAsync(own.Id)).Refusal!.Code);

        var decision = (await room.DecideAsync(revision.Id)).Value!;
        Assert.Equal(decision.Id, (await room.DecideAsync(revision.Id)).Value!.Id);
        Assert.Equal("Revision.AppliedBefore", (await room.DecideAsync(revision.Id, applies: false)).Refusal!.Code);
        Assert.Equal("Revision.NotFound", (await room.DecideAsync(Guid.CreateVersion7())).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task What_cannot_be_revised_is_said_before_anything_is_asked(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        await room.SitAsync(await room.MemberAsync(), "1919年", others: 3);
        var year = await room.YearAsync();

        Assert.Equal("Revision.NothingChanges", (await room.PlanAsync(room.Input(year))).Refusal!.Code);
        Assert.Equal("Revision.NoSuchQuestion", (await room.PlanAsync(room.Input(new MarkedBy(new string('0', 64), false)))).Refusal!.Code);
        Assert.Equal("Revision.NoSuchReason", (await room.PlanAsync(room.Input(year) with { ReasonCode = "because" })).Refusal!.Code);
        room.Room.Files.Replace("history/questions.md", "## h-1 {.single", "## h-9 {.single");
        room.Room.Content.Reload();
        Assert.Equal("Revision.NotInBank", (await room.PlanAsync(room.Input(year))).Refusal!.Code);
        room.Room.Files.Replace("history/questions.md", "## h-9 {.single", "## h-1 {.multiple");
        room.Room.Files.Replace("history/questions.md", "- [ ] 1919年", "- [x] 1919年");
        room.Room.Content.Reload();
        Assert.Equal("Carry.KindDiffers", (await room.PlanAsync(room.Input(year))).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Killed_in_the_middle_it_goes_on_and_done_twice_it_changes_nothing(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var sittings = await room.ManyAsync(FinishedSittings.AtOnce + 20);

        room.Correct("1921年", "1919年");
        var revision = (await room.ProposeAsync(room.Input(await room.YearAsync()))).Value!;
        await room.DecideAsync(revision.Id);

        // The power fails within the second batch, after its results were written and before they were committed.
        await Assert.ThrowsAsync<PowerCutException>(() => room.CarryOutAsync(new PowerCut(commits: 1)));
        await using (var db = room.School.NewDb())
        {
            Assert.Equal(FinishedSittings.AtOnce, await db.AttemptResults.CountAsync(r => r.RevisionId != null, Ct));
        }

        Assert.Equal(20, await room.CarryOutAsync());
        var rows = await room.RowsAsync();
        room.School.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(0, await room.CarryOutAsync());
        Assert.Equal(rows.Order(StringComparer.Ordinal), (await room.RowsAsync()).Order(StringComparer.Ordinal));
        for (var i = 0; i < sittings.Count; i++)
        {
            Assert.Equal(i % 2 == 0 ? (4, true) : (3, false), await room.ResultAsync(sittings[i]));
        }

        await using var last = room.School.NewDb();
        Assert.NotNull((await last.RevisionDecisions.SingleAsync(Ct)).ClosedAt);
        Assert.Equal(sittings.Count, await last.Outbox.CountAsync(m => m.Once.StartsWith("corrected/"), Ct)); // Each is told, and once.
        Assert.Equal(sittings.Count / 2, await last.CoursePassWithdrawals.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_click_and_the_job_at_once_correct_each_result_once(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var sitting = await room.SitAsync(await room.MemberAsync(), "1919年", others: 3);
        room.Correct("1921年", "1919年");
        var revision = (await room.ProposeAsync(room.Input(await room.YearAsync()))).Value!;
        await room.DecideAsync(revision.Id);
        room.School.Clock.Advance(TimeSpan.FromSeconds(1));

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => room.CarryOutAsync(), Ct)));

        await AssertOneChainAsync(room, sitting, 2);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_ledger_is_sound_afterwards(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var folder = Directory.CreateTempSubdirectory("revised-");
        await room.SitAsync(await room.MemberAsync(), "1921年", others: 3);
        var wrong = await room.YearAsync();
        room.Correct("1921年", "1919年");
        await room.ReviseAsync(room.Input(wrong));
        await room.DecideAsync((await room.ProposeAsync(room.Input(room.YearNow(), makesVoid: true))).Value!.Id, applies: false);
        var right = room.YearNow();
        room.Correct("1919年", "1921年");
        await room.ReviseAsync(room.Input(right));

        await using var db = room.School.NewDb();
        var keys = new LedgerKeyFile(new LedgerSettings(folder.FullName));
        await new SealLedger(db, room.School.Calendar, keys).RunAsync(Ct);
        Assert.Null((await new CheckLedger(db, keys).RunAsync(null, null, Ct)).Value!.Fault);
        folder.Delete(recursive: true);
    }

    private static async Task<VerifiedCertificate> VerifyAsync(RevisionRoom room, string number)
    {
        await using var visitor = room.School.NewDb(Viewer.Nobody);
        return (await new VerifyCertificate(visitor).RunAsync(number, Ct)).Value!;
    }

    /// <summary>One first result, and each of the others names the one before.</summary>
    private static async Task AssertOneChainAsync(RevisionRoom room, Guid attempt, int length)
    {
        await using var db = room.School.NewDb();
        var results = await db.AttemptResults.Where(r => r.AttemptId == attempt).OrderBy(r => r.RecordedAt).ToListAsync(Ct);
        Assert.Equal(length, results.Count);
        Assert.Equal([null, .. results.SkipLast(1).Select(r => (Guid?)r.Id)], results.Select(r => r.CorrectsId));
        Assert.Equal(results.Skip(1).Select(r => r.Id), results.Where(r => r.RevisionId is not null).Select(r => r.Id));
    }

    private sealed class PowerCutException() : Exception("The power failed.");

    /// <summary>Lets so many transactions through and none after them.</summary>
    private sealed class PowerCut(int commits) : DbTransactionInterceptor
    {
        private int left = commits;

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(
            DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            left-- > 0 ? ValueTask.FromResult(result) : throw new PowerCutException();
    }
}
