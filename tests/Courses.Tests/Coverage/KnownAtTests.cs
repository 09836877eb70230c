using System.Text.Json;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Coverage;

/// <summary>One case for each kind of fact: written down late, it changes later answers and no earlier one.</summary>
public sealed class KnownAtTests
{
    private static readonly DateOnly June30 = new(2026, 6, 30);

    public static TheoryData<string, DatabaseProvider> Facts()
    {
        var cases = new TheoryData<string, DatabaseProvider>();
        foreach (var provider in School.Providers)
        {
            foreach (var fact in Late.Keys)
            {
                cases.Add(fact, provider.Data);
            }
        }

        return cases;
    }

    private static readonly Dictionary<string, Func<Story, MemberId, Cohort, Task>> Late = new(StringComparer.Ordinal)
    {
        ["place"] = (s, m, _) => s.ClassAsync(new(2026, 6, 1), new(2026, 9, 2), m),
        ["place given up"] = async (s, m, running) =>
        {
            await using var db = s.School.NewDb();
            var place = await db.Enrolments.SingleAsync(e => e.MemberId == m && e.CohortId == running.Id);
            await s.SaveAsync(new PlaceGivenUp(RowId.At(s.Now), place, GivenUpBecause.ClassCalledOff, s.Now, null));
        },
        ["session"] = (s, m, running) => s.AttendAsync(m, running, 1),
        ["withdrawal"] = async (s, m, _) =>
        {
            await using var db = s.School.NewDb();
            await s.WithdrawAsync(await db.Attendances.SingleAsync(a => a.MemberId == m));
        },
        ["class"] = (s, m, running) => s.OutcomeAsync(m, running, 3),
        ["course"] = (s, m, _) => s.PassAsync(m, new(2026, 6, 1)),
        ["course withdrawn"] = async (s, m, _) =>
        {
            await using var db = s.School.NewDb();
            await s.WithdrawAsync(m, (await db.CoursePasses.SingleAsync(p => p.MemberId == m)).Id);
        },
        ["post"] = (s, m, _) => s.AppointAsync(m, PostKind.CommitteeMember, "t1/b1", new(2026, 1, 1)),
        ["exemption"] = (s, m, _) => s.ExemptAsync(m, ExemptionKind.Exempt, "illness", new(2026, 1, 1)),
        ["visit"] = (s, m, _) => s.VisitAsync(m, new(2026, 5, 1)),
        ["membership"] = (s, m, _) => s.ReceiveAsync(m, "t2/b2", new(2026, 2, 1)),
        ["new member"] = (s, _, _) => s.MemberAsync("t1/b1"),
    };

    [Theory, MemberData(nameof(Facts))]
    public async Task What_is_written_down_late_changes_later_answers_and_no_earlier_one(string fact, DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await Story.BeginAsync(school);
        var member = await story.MemberAsync("t1/b1");
        var running = await story.ClassAsync(new(2026, 6, 28), June30, member);
        await (fact switch
        {
            "visit" => story.ExemptAsync(member, ExemptionKind.Exempt, "age", new(2026, 1, 1)),
            "withdrawal" => story.AttendAsync(member, running, 1),
            "course withdrawn" => story.PassAsync(member, new(2026, 6, 1)),
            _ => Task.CompletedTask,
        });

        story.Now = new(2026, 7, 10, 0, 0, 0, DateTimeKind.Utc);
        var before = story.Now;
        var earlier = await AnswersAsync(story, before);

        story.Now = story.Now.AddDays(1);
        await Late[fact](story, member, running);

        Assert.Equal(earlier, await AnswersAsync(story, before));
        Assert.NotEqual(earlier, await AnswersAsync(story, story.Now));
    }

    private static async Task<string> AnswersAsync(Story story, DateTime knownAt)
    {
        var rotating = await story.AskAsync(story.RotatingKey, "", June30, knownAt, withNames: true);
        var regular = await story.AskAsync(story.RegularKey, "", June30, knownAt, withNames: true);
        return JsonSerializer.Serialize(new[] { rotating.Names, regular.Names });
    }
}
