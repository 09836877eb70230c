using Learning.Courses.Coverage;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage;

/// <summary>
/// A district of twelve members whose figures were counted by hand, as of 30 June 2026, as known on 1 July.
/// <code>
/// who  branch  story                                                     rotating              regular (of 32 or 56 hours)
/// ---  ------  --------------------------------------------------------  --------------------  ----------------------------
///  1   t1/b1   four-day class of May completed (32 hours)                completed             completed 32
///  2   t1/b1   the same class; is the secretary                          completed             in progress 32 of 56
///  3   t1/b1   has a place in September                                  in progress           not started
///  4   t1/b1   exempt for age since January, visited in April            exempt, visited       exempt, visited
///  5   t1/b1   exempt for illness; one course with test (1.5 hours)      exempt, not visited   exempt, not visited
///  6   t1/b2   deferred for maternity until September                    deferred              deferred
///  7   t1/b2   completed the class of May; out of contact since June     completed             completed 32
///  8   t1/b2   transfer to t2/b1 sent on 10 June, not received           not started           not started
///  9   t2/b1   came from t1/b1, received on 15 June; missed May's class  not started (missed)  not started
/// 10   t2/b2   sat in the first day of the class that is running         in progress           not started
/// 11   t2/b2   out of contact since February                             out of contact        out of contact
/// 12   t2/b2   a class of June whose result was recorded on 5 July       not started           not started
///
/// rotating   t1/b1 5: done 2, begun 1, visited 1, not visited 1     t1/b2 3: done 1, not 1, deferred 1
///            t2/b1 1: not 1                                         t2/b2 3: begun 1, not 1, out 1
///            t1 8: done 3, begun 1, not 1, visited 1, not visited 1, deferred 1      t2 4: begun 1, not 2, out 1
///            d 12: done 3 of 8 required (begun 2, not 3); excluded 4
/// regular    t1/b1 5: done 1, begun 1, not 1, visited 1, not visited 1     t1/b2 3: done 1, not 1, deferred 1
///            t2/b1 1: not 1                                                t2/b2 3: not 2, out 1
///            d 12: done 2 of 8 required (begun 1, not 5); excluded 4
/// </code>
/// </summary>
public sealed class PaperDistrictTests
{
    private static readonly DateOnly June30 = new(2026, 6, 30);
    private static readonly DateTime July1 = new(2026, 7, 1, 4, 0, 0, DateTimeKind.Utc);

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_figure_is_the_one_on_paper(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);

        await ExpectAsync(story.RotatingKey, "", new(3, 2, 3, 1, 1, 1, 1, 0));
        await ExpectAsync(story.RotatingKey, "t1", new(3, 1, 1, 1, 1, 1, 0, 0));
        await ExpectAsync(story.RotatingKey, "t2", new(0, 1, 2, 0, 0, 0, 1, 0));
        await ExpectAsync(story.RotatingKey, "t1/b1", new(2, 1, 0, 1, 1, 0, 0, 0));
        await ExpectAsync(story.RotatingKey, "t1/b2", new(1, 0, 1, 0, 0, 1, 0, 0));
        await ExpectAsync(story.RotatingKey, "t2/b1", new(0, 0, 1, 0, 0, 0, 0, 0));
        await ExpectAsync(story.RotatingKey, "t2/b2", new(0, 1, 1, 0, 0, 0, 1, 0));
        await ExpectAsync(story.RegularKey, "", new(2, 1, 5, 1, 1, 1, 1, 0));
        await ExpectAsync(story.RegularKey, "t1/b1", new(1, 1, 1, 1, 1, 0, 0, 0));
        await ExpectAsync(story.RegularKey, "t1/b2", new(1, 0, 1, 0, 0, 1, 0, 0));
        await ExpectAsync(story.RegularKey, "t2/b2", new(0, 0, 2, 0, 0, 0, 1, 0));

        async Task ExpectAsync(string key, string unit, BoxCounts paper)
        {
            var answer = await story.AskAsync(key, unit, June30, July1);
            Assert.Equal(paper, answer.Total);
            Assert.Equal(answer.Unit.Kind == UnitKind.Branch ? BoxCounts.None : paper, answer.Children.Aggregate(BoxCounts.None, (sum, c) => sum + c.Counts));
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Every_name_has_its_reason_and_its_evidence(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);

        var answer = await story.AskAsync(story.RotatingKey, "", June30, July1, withNames: true);

        Assert.Equal(
            [
                ("01", StandingReason.ClassCompleted, 1),
                ("02", StandingReason.ClassCompleted, 1),
                ("03", StandingReason.PlacedInClass, 1),
                ("04", StandingReason.Exempt, 2),
                ("05", StandingReason.Exempt, 1),
                ("06", StandingReason.Deferred, 1),
                ("07", StandingReason.ClassCompleted, 1),
                ("08", StandingReason.NothingYet, 0),
                ("09", StandingReason.ClassMissed, 1),
                ("10", StandingReason.AttendedClass, 1),
                ("11", StandingReason.OutOfContact, 1),
                ("12", StandingReason.NothingYet, 0),
            ],
            answer.Names.OrderBy(n => n.Name).Select(n => (n.Name, n.Standing.Reason, n.Standing.Evidence.Count)));
        Assert.Equal(["age", "illness"], answer.Names.Where(n => n.Standing.Reason == StandingReason.Exempt).Select(n => n.Standing.ExemptionReasonCode));
        Assert.Equal("d/t1/b2", answer.Names.Single(n => n.Name == "08").Branch.Path); // article 25: the sender answers
        Assert.Equal("d/t2/b1", answer.Names.Single(n => n.Name == "09").Branch.Path);
        Assert.Equal([(Box.ExemptVisited, "age", 1), (Box.ExemptNotVisited, "illness", 1), (Box.Deferred, "maternity", 1), (Box.OutOfContact, "no-contact", 1)],
            answer.Excluded.Select(e => (e.Box, e.ReasonCode, e.Members)));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_day_and_the_instant_decide_what_counts(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var story = await TellAsync(school);

        // Number 9 was answered for by t1/b1 until 14 June.
        Assert.Equal(6, (await story.AskAsync(story.RotatingKey, "t1/b1", new(2026, 6, 14), July1)).Total.Total);
        Assert.Equal(5, (await story.AskAsync(story.RotatingKey, "t1/b1", new(2026, 6, 15), July1)).Total.Total);

        // Number 12's class of June was recorded on 5 July: the answer of 1 July does not move, the later one has it.
        Assert.Equal(0, (await story.AskAsync(story.RotatingKey, "t2/b2", June30, July1)).Total.Completed);
        Assert.Equal(1, (await story.AskAsync(story.RotatingKey, "t2/b2", June30)).Total.Completed);

        // After the year: 12 is done, 6 no longer deferred; 3, 6, 8, 9 and 10 are overdue, the excluded are not.
        Assert.Equal(new BoxCounts(4, 2, 3, 1, 1, 0, 1, 5), (await story.AskAsync(story.RotatingKey, "", new(2027, 1, 1))).Total);
    }

    private static async Task<Story> TellAsync(School school)
    {
        var story = await Story.BeginAsync(school);
        var who = new List<MemberId>();
        string[] branches = ["t1/b1", "t1/b1", "t1/b1", "t1/b1", "t1/b1", "t1/b2", "t1/b2", "t1/b2", "t1/b1", "t2/b2", "t2/b2", "t2/b2"];
        foreach (var (branch, i) in branches.Select((b, i) => (b, i)))
        {
            who.Add(await story.MemberAsync(branch, $"{i + 1:00}"));
        }

        MemberId Number(int n) => who[n - 1];
        await story.AppointAsync(Number(2), PostKind.BranchSecretary, "t1/b1", new(2024, 1, 1));
        await story.ExemptAsync(Number(4), ExemptionKind.Exempt, "age", new(2026, 1, 1));
        await story.ExemptAsync(Number(5), ExemptionKind.Exempt, "illness", new(2026, 1, 1), new(2026, 12, 31));
        await story.ExemptAsync(Number(6), ExemptionKind.Deferred, "maternity", new(2026, 1, 1), new(2026, 9, 30));
        await story.ExemptAsync(Number(7), ExemptionKind.OutOfContact, "no-contact", new(2026, 6, 1));
        await story.ExemptAsync(Number(11), ExemptionKind.OutOfContact, "no-contact", new(2026, 2, 1));
        await TellClassesAsync(story, Number);

        story.Now = new(2026, 6, 10, 2, 0, 0, DateTimeKind.Utc);
        await story.VisitAsync(Number(4), new(2026, 4, 20));
        await story.PassAsync(Number(5), new(2026, 6, 2));
        await story.SendAsync(Number(8), "t2/b1", new(2026, 6, 10));
        await story.ReceiveAsync(Number(9), "t2/b1", new(2026, 6, 15));

        story.Now = new(2026, 7, 5, 2, 0, 0, DateTimeKind.Utc);
        await story.OutcomeAsync(Number(12), await story.ClassAsync(new(2026, 6, 20), new(2026, 6, 21), Number(12)), 2);
        return story;
    }

    private static async Task TellClassesAsync(Story story, Func<int, MemberId> number)
    {
        story.Now = new(2026, 4, 1, 2, 0, 0, DateTimeKind.Utc);
        var may = await story.ClassAsync(new(2026, 5, 11), new(2026, 5, 14), number(1), number(2), number(7), number(9));
        var running = await story.ClassAsync(June30, new(2026, 7, 3), number(10));
        await story.ClassAsync(new(2026, 9, 7), new(2026, 9, 10), number(3));

        story.Now = new(2026, 5, 14, 16, 0, 0, DateTimeKind.Utc);
        await story.OutcomeAsync(number(1), may, 4);
        await story.OutcomeAsync(number(2), may, 4);
        await story.OutcomeAsync(number(7), may, 4);
        await story.OutcomeAsync(number(9), may, 0);

        story.Now = new(2026, 6, 30, 2, 0, 0, DateTimeKind.Utc);
        await story.AttendAsync(number(10), running, 1);
    }
}
