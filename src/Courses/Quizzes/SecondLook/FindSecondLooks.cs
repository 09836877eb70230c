using Learning.Courses.Organisation;
using Learning.Courses.Questions;
using Learning.Courses.Questions.FillIn;
using Learning.Courses.Quizzes.Revisions;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Quizzes.SecondLook;

/// <summary>
/// Sittings that somebody who answers for their members may want to look at again, each with its evidence. A list and nothing
/// more: nobody is told, nothing is stored, no mark changes, and whoever reads it decides.
/// </summary>
public sealed class FindSecondLooks(CoursesDb db, SchoolCalendar calendar)
{
    /// <summary>What was sat longer ago nobody asks about any more.</summary>
    private const int MonthsBack = 12;

    public async Task<SecondLookList> RunAsync(string courseKey, CancellationToken ct)
    {
        var (all, wrong) = await SittingsAsync(courseKey, ct);
        var members = await MembersAsync(ct);

        // Only of members whom the viewer answers for; those who know nothing of each other are counted over everybody.
        var mine = all.Where(s => members.ContainsKey(s.MemberId)).ToList();
        var branches = mine.GroupBy(s => members[s.MemberId].BranchPath, StringComparer.Ordinal).Select(g => (IReadOnlyList<LookedAt>)[.. g]).ToList();
        return new SecondLookList(
            courseKey,
            mine.Count,
            [.. SecondLookRules.Alike(branches, wrong).Select(p => new AlikePair(Named(p.First), Named(p.Second), p.BothWrong, p.Same, p.Expected, p.OneIn))],
            [.. SecondLookRules.Quick(mine).OrderByDescending(s => s.StartedAt).Select(s => new QuickSitting(Named(s), s.Answers.Count, (int)(s.FinishedAt - s.StartedAt).TotalSeconds))],
            [.. SecondLookRules.Devices(mine).Select(chain => new SharedDevice([.. chain.Select(Named)])).OrderByDescending(d => d.Members[0].StartedAt)]);

        LookedAtMember Named(LookedAt sitting)
        {
            var member = members[sitting.MemberId];
            return new LookedAtMember(sitting.AttemptId, sitting.MemberId, member.Name, member.Number, member.BranchName, sitting.StartedAt, sitting.FinishedAt);
        }
    }

    /// <summary>First sittings only: who sits again has seen the answers, and wrong ones are remembered too.</summary>
    private async Task<(List<LookedAt> Sittings, WrongAnswers Wrong)> SittingsAsync(string courseKey, CancellationToken ct)
    {
        var since = calendar.UtcNow().AddMonths(-MonthsBack);
        var finished = new FinishedSittings(db);
        var (sittings, wrong) = (new List<LookedAt>(), new WrongAnswers());
        foreach (var batch in (await finished.FirstAsync(courseKey, ct)).Chunk(FinishedSittings.ReadAtOnce))
        {
            var loaded = await finished.LoadAsync(batch, ct);
            var questions = await PaperQuestions.LoadAsync(db, loaded.SelectMany(s => s.Attempt.Slots), ct);
            foreach (var sitting in loaded.Where(s => s.Result.FinishedAt >= since))
            {
                var looked = Look(sitting, questions);
                wrong.Add(looked);
                sittings.Add(looked);
            }
        }

        return (sittings, wrong);
    }

    private static LookedAt Look(FinishedSitting sitting, PaperQuestions questions)
    {
        var attempt = sitting.Attempt;
        var last = attempt.LastSteps();
        var slots = attempt.Slots.Where(s => !KindRoles.Of(questions[s].Kind).IsMarkedByPerson).DistinctBy(s => s.QuestionHash).ToList();
        var answers = slots.Where(s => last.TryGetValue(s.Slot, out var step) && step.Response.Length > 0).ToDictionary(s => s.QuestionHash, s => Folded(last[s.Slot].Response), StringComparer.Ordinal);
        var wrong = slots
            .Where(s => answers.ContainsKey(s.QuestionHash) && KindRoles.Of(questions[s].Kind).Mark(questions[s], last[s.Slot].Response) == Fraction.Zero)
            .Select(s => s.QuestionHash)
            .ToHashSet(StringComparer.Ordinal);
        return new LookedAt(
            attempt.Id, attempt.MemberId, attempt.RecordedAt, attempt.FinishedAt!.Value, attempt.Device, attempt.SheetId is not null, attempt.Slots.Count, answers, wrong);
    }

    /// <summary>Width and spaces make no other answer of a typed one.</summary>
    private static string Folded(string response) => FillInText.IsText(response) ? FillInText.Normal(response) : response;

    private async Task<Dictionary<MemberId, (string Name, string Number, string BranchPath, string BranchName)>> MembersAsync(CancellationToken ct)
    {
        // Through the scope; and oneself only where one answers for oneself too.
        var rows = await db.Memberships.InForce(calendar.Today())
            .Join(db.Members, m => m.MemberId, m => m.MemberId, (m, member) => new { m.MemberId, m.BranchPath, m.BranchId, member.Name, member.Number })
            .Join(db.Units, m => m.BranchId, u => u.UnitId, (m, u) => new { m.MemberId, m.BranchPath, m.Name, m.Number, BranchName = u.Name })
            .ToListAsync(ct);
        return rows.Where(r => db.Viewer.Covers(r.BranchPath)).DistinctBy(r => r.MemberId).ToDictionary(r => r.MemberId, r => (r.Name, r.Number, r.BranchPath, r.BranchName));
    }
}
