using Learning.Courses.Coverage;
using Learning.Courses.Credits;
using Learning.Courses.Organisation;
using Learning.Courses.Quizzes;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage;

/// <summary>On what each box rests: the best class of evidence with which the member would still be in it.</summary>
public sealed class EvidenceClassTests
{
    private static readonly DateOnly Day = new(2026, 11, 1);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_class_counts_with_the_best_evidence_that_still_completes_it(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var people = new Dictionary<string, MemberId>();
        foreach (var name in new[] { "A", "B", "C", "enough A", "own word", "nothing on record" })
        {
            people[name] = await story.MemberAsync("t1/b1", name);
        }

        var second = await story.MemberAsync("t1/b2", "第二人");

        // Seven days, of which one may be missed.
        var cohort = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 8), [.. people.Values]);
        for (var session = 1; session <= 7; session++)
        {
            await story.CheckInAsync(people["A"], cohort, session);
            await story.ConfirmAsync(await story.AttendAsync(people["B"], cohort, session), second);
            var said = await story.AttendAsync(people["C"], cohort, session);
            if (session <= 5)
            {
                await story.ConfirmAsync(said, second);
            }

            if (session <= 6)
            {
                await story.CheckInAsync(people["enough A"], cohort, session);
            }

            await story.ConfirmAsync(await story.AttendAsync(people["own word"], cohort, session), people["own word"]);
        }

        await story.AttendAsync(people["enough A"], cohort, 7);
        foreach (var member in people.Values)
        {
            await story.OutcomeAsync(member, cohort, 7);
        }

        var answer = await story.AskAsync(story.RotatingKey, "t1", Day, withNames: true, withEvidence: true);

        var rests = answer.Names.ToDictionary(n => n.Name, n => n.Standing.Class);
        Assert.Equal(EvidenceClass.A, rests["A"]);
        Assert.Equal(EvidenceClass.B, rests["B"]);
        Assert.Equal(EvidenceClass.C, rests["C"]);
        Assert.Equal(EvidenceClass.A, rests["enough A"]);
        Assert.Equal(EvidenceClass.C, rests["own word"]);
        Assert.Equal(EvidenceClass.C, rests["nothing on record"]);
        Assert.Null(rests["第二人"]);
        Assert.Equal(new ClassCounts(2, 1, 3), answer.Evidence!.Done);
        Assert.Equal(answer.Total.Completed, answer.Evidence.Done.A + answer.Evidence.Done.B + answer.Evidence.Done.C);
        Assert.Equal(new ClassCounts(2, 1, 3), answer.Children.Single(c => c.Unit.Path == story.Path("t1/b1")).Evidence!.Done);
        Assert.All((await story.AskAsync(story.RotatingKey, "t1", Day, withNames: true)).Names, n => Assert.Null(n.Standing.Class));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_visit_rests_on_one_word_or_two_and_one_taken_back_on_none(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var secretary = await story.MemberAsync("t1/b1", "书记");
        var committee = await story.MemberAsync("t1/b1", "委员");
        var old = new List<MemberId>();
        foreach (var name in new[] { "一", "二", "三" })
        {
            old.Add(await story.MemberAsync("t1/b1", name));
            await story.ExemptAsync(old[^1], ExemptionKind.Exempt, "age", new(2026, 1, 1));
        }

        await story.VisitAsync(old[0], new(2026, 2, 1), secretary);
        await story.VisitAsync(old[1], new(2026, 2, 1), secretary, committee);
        var mistaken = await story.VisitAsync(old[2], new(2026, 2, 1), secretary, committee);
        var before = story.Now;
        story.Now = before.AddDays(1);
        await story.WithdrawAsync(mistaken);

        var answer = await story.AskAsync(story.RotatingKey, "t1/b1", Day, withEvidence: true);

        Assert.Equal((2, 1), (answer.Total.ExemptVisited, answer.Total.ExemptNotVisited));
        Assert.Equal(new ClassCounts(0, 1, 1), answer.Evidence!.Visited);

        // As it was known before it was taken back.
        var then = await story.AskAsync(story.RotatingKey, "t1/b1", Day, before, withEvidence: true);
        Assert.Equal((3, new ClassCounts(0, 2, 1)), (then.Total.ExemptVisited, then.Evidence!.Visited));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Hours_rest_on_the_site_unless_a_class_or_a_paper_is_needed_for_them(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var second = await story.MemberAsync("t1/b2", "第二人");
        var site = await story.MemberAsync("t1/b1", "网上");
        var paper = await story.MemberAsync("t1/b1", "笔试");
        var hall = await story.MemberAsync("t1/b1", "班上");
        for (var i = 0; i < 22; i++)
        {
            await story.PassAsync(site, new(2026, 2, 1)); // 22 times 1.5 hours: 33.
            if (i > 0)
            {
                await story.PassAsync(paper, new(2026, 2, 1));
            }
        }

        await PassOnPaperAsync(story, paper, "on-paper");
        var cohort = await story.ClassAsync(new(2026, 3, 2), new(2026, 3, 5), hall, site);
        for (var session = 1; session <= 4; session++)
        {
            await story.ConfirmAsync(await story.AttendAsync(hall, cohort, session), second);
            await story.AttendAsync(site, cohort, session);
        }

        await story.OutcomeAsync(hall, cohort, 4);
        await story.OutcomeAsync(site, cohort, 4);

        var answer = await story.AskAsync(story.RegularKey, "t1/b1", Day, withEvidence: true);

        var rests = answer.Names.ToDictionary(n => n.Name, n => (n.Standing.Box, n.Standing.Class));
        Assert.Equal((Box.Completed, (EvidenceClass?)EvidenceClass.A), rests["网上"]);
        Assert.Equal((Box.Completed, (EvidenceClass?)EvidenceClass.B), rests["笔试"]);
        Assert.Equal((Box.Completed, (EvidenceClass?)EvidenceClass.B), rests["班上"]);
    }

    /// <summary>As <see cref="ConfirmPaper"/> leaves it: an attempt that names its sheet, passed, and the course with it.</summary>
    private static async Task PassOnPaperAsync(Story story, MemberId member, string course)
    {
        var now = story.Now;
        var attempt = new Attempt(
            RowId.At(now), member, course, new string('e', 64), 1, 60, 1, now, now.AddMinutes(10), [new PaperSlot(1, new string('f', 64), "0,1")], sheetId: RowId.At(now));
        attempt.Finish(now);
        await story.SaveAsync(
            attempt,
            new AttemptResult(RowId.At(now), attempt, 1, 1, true, now),
            new CoursePass(RowId.At(now), member, course, new string('a', 64), 30, true, new(2026, 2, 1), now));
    }
}
