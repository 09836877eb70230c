using System.Text.Json;
using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;

namespace Learning.Courses.Tests.Coverage;

/// <summary>
/// Histories nobody thought of: members join, transfers are sent and perhaps received, people leave, are exempted, study, and
/// much of it is written down late. A model that shares nothing with the query says who is where.
/// </summary>
public sealed class RandomHistoryTests
{
    private static readonly string[] Branches = ["t1/b1", "t1/b2", "t2/b1", "t2/b2"];
    private static readonly DateOnly NewYear = new(2026, 1, 1);

    /// <summary>The last is one that the rules do not know.</summary>
    private static readonly (ExemptionKind Kind, string Reason)[] Reasons =
        [(ExemptionKind.Exempt, "age"), (ExemptionKind.Deferred, "illness"), (ExemptionKind.OutOfContact, "no-contact"), (ExemptionKind.Exempt, "busy")];

    private enum Event
    {
        Join,
        Send,
        Receive,
        Leave,
        Exempt,
        Visit,
        Enrol,
        Attend,
        Complete,
        Miss,
        Pass,
        Withdraw,
        Appoint,
    }

    /// <param name="Who">Taken modulo the number of members.</param>
    /// <param name="Where">Taken modulo the number of branches.</param>
    /// <param name="Day">Day of the year on which the fact is true; it is written down in the order of the list.</param>
    private sealed record Step(Event Event, int Who, int Where, int Day);

    private static readonly Gen<List<Step>> Histories =
        Gen.Select(Gen.Enum<Event>(), Gen.Int[0, 9], Gen.Int[0, 3], Gen.Int[0, 400], (e, who, where, day) => new Step(e, who, where, day))
            .List[1, 25];

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Boxes_partition_the_roster_children_add_up_and_past_answers_never_move(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var districts = 0;
        await Histories.SampleAsync(
            async steps =>
            {
                var story = await Story.BeginAsync(school, $"d{++districts}");
                var model = new Model(story);
                await model.JoinAsync(Branches[0], NewYear.AddYears(-1));
                var answers = new List<(CoverageQuestion Question, string Answer)>();
                foreach (var step in steps)
                {
                    story.Now = story.Now.AddHours(7);
                    await model.PlayAsync(step);
                    if (step.Who < 3)
                    {
                        answers.AddRange(await AskEverywhereAsync(story, model, NewYear.AddDays(step.Day)));
                    }
                }

                story.Now = story.Now.AddHours(7);
                answers.AddRange(await AskEverywhereAsync(story, model, NewYear.AddDays(180)));
                foreach (var (question, answer) in answers)
                {
                    Assert.Equal(answer, await AnswerAsync(story, question));
                }
            },
            iter: provider == DatabaseProvider.Sqlite ? 25 : 10,
            threads: 1);
    }

    [Fact]
    public async Task A_report_of_any_history_is_counted_again_by_a_stranger_with_the_same_result()
    {
        await using var school = await School.OpenAsync();
        var folder = Directory.CreateTempSubdirectory("histories-");
        var keys = new LedgerKeyFile(new LedgerSettings(folder.FullName));
        var districts = 0;
        await Gen.Select(Histories, Gen.Int[0, 420]).SampleAsync(
            async (steps, day) =>
            {
                var story = await Story.BeginAsync(school, $"d{++districts}");
                var model = new Model(story);
                await model.JoinAsync(Branches[0], NewYear.AddYears(-1));
                foreach (var step in steps)
                {
                    story.Now = story.Now.AddHours(7);
                    await model.PlayAsync(step);
                }

                story.Now = NewYear.AddDays(421).ToDateTime(default, DateTimeKind.Utc);
                school.Clock.SetUtcNow(new DateTimeOffset(story.Now));
                foreach (var (key, unit) in new[] { (story.RotatingKey, "d" + districts), (story.RegularKey, $"d{districts}/t1") })
                {
                    Assert.Null((await BundleOf(key, unit)).FirstBad?.Refusal);
                }

                async Task<Verification> BundleOf(string key, string unit)
                {
                    await using var db = school.NewDb();
                    var seal = new SealLedger(db, school.Calendar, keys);
                    var report = await new SubmitReport(db, school.Calendar, new CoverageQuery(db, school.Calendar), seal).RunAsync(key, unit, NewYear.AddDays(day), CancellationToken.None);
                    await seal.RunAsync(CancellationToken.None);
                    using var file = new MemoryStream();
                    await new ProveReport(db).RunAsync(report.Value!.Id, file, CancellationToken.None);
                    file.Position = 0;
                    return VerifyFile.Run(file, [keys.FindPublic()!]).Value!;
                }
            },
            iter: 30,
            threads: 1);
        folder.Delete(recursive: true);
    }

    /// <summary>Both requirements at every node of the tree, against the model and against each other.</summary>
    private static async Task<List<(CoverageQuestion, string)>> AskEverywhereAsync(Story story, Model model, DateOnly day)
    {
        var asked = new List<(CoverageQuestion, string)>();
        foreach (var key in new[] { story.RotatingKey, story.RegularKey })
        {
            var totals = new Dictionary<string, BoxCounts>();
            foreach (var unit in (string[])["", "t1", "t2", .. Branches])
            {
                var answer = await story.AskAsync(key, unit, day, withNames: true);
                var members = answer.Names.Select(n => (n.MemberId, n.Branch.Path)).OrderBy(m => m.MemberId.Value).ToList();
                Assert.Equal(model.AnsweredFor(story.Path(unit), day), members);
                Assert.Equal(members.Count, Boxes.All.Sum(box => answer.Total[box]));
                Assert.Equal(answer.Total, BoxCounts.Of(answer.Names.Select(n => n.Standing)));
                totals.Add(answer.Unit.Path, answer.Total);
                asked.Add((answer.Question, Written(answer)));
            }

            Assert.Equal(totals[story.Path("")], totals[story.Path("t1")] + totals[story.Path("t2")]);
            Assert.Equal(totals[story.Path("t1")], totals[story.Path("t1/b1")] + totals[story.Path("t1/b2")]);
            Assert.Equal(totals[story.Path("t2")], totals[story.Path("t2/b1")] + totals[story.Path("t2/b2")]);
        }

        return asked;
    }

    private static async Task<string> AnswerAsync(Story story, CoverageQuestion question)
    {
        var unit = question.UnitPath == story.Root ? "" : question.UnitPath[(story.Root.Length + 1)..];
        return Written(await story.AskAsync(question.RequirementKey, unit, question.Day, question.KnownAt, question.WithNames));
    }

    private static string Written(CoverageAnswer answer) => JsonSerializer.Serialize(new { answer.Total, answer.Children, answer.Excluded, answer.Names });

    /// <summary>Who is where on which day, kept the plain way: a list of moves per member, in which the last that applies wins.</summary>
    private sealed class Model(Story story)
    {
        private readonly HashSet<(MemberId, DateOnly)> visited = [];
        private readonly List<(MemberId Member, Guid Pass)> passed = [];
        private readonly HashSet<(MemberId, DateOnly)> appointed = [];
        private readonly List<(MemberId Member, List<(DateOnly From, string? Branch)> Moves)> people = [];

        public List<(MemberId, string)> AnsweredFor(string unitPath, DateOnly day) => people
            .Select(p => (p.Member, Branch: p.Moves.Where(m => m.From <= day).Select(m => m.Branch).LastOrDefault()))
            .Where(p => p.Branch is not null)
            .Select(p => (p.Member, Path: story.Path(p.Branch!)))
            .Where(p => p.Path == unitPath || p.Path.StartsWith(unitPath + "/", StringComparison.Ordinal))
            .OrderBy(p => p.Member.Value)
            .ToList();

        public async Task JoinAsync(string branch, DateOnly since) =>
            people.Add((await story.MemberAsync(branch, since: since), [(since, branch)]));

        public async Task PlayAsync(Step step)
        {
            var (member, moves) = people[step.Who % people.Count];
            var day = NewYear.AddDays(step.Day);
            var branch = Branches[step.Where];
            switch (step.Event)
            {
                case Event.Join:
                    await JoinAsync(branch, day);
                    break;
                case Event.Send when Home(moves) is { } home && home != branch:
                    await story.SendAsync(member, branch, day);
                    break;
                case Event.Receive when Home(moves) is { } home && home != branch && day > moves[^1].From:
                    await story.ReceiveAsync(member, branch, day);
                    moves.Add((day, branch));
                    break;
                case Event.Leave when Home(moves) is not null && day > moves[^1].From:
                    await story.EndAsync(member, day.AddDays(-1));
                    moves.Add((day, null));
                    break;
                default:
                    await StudyAsync(step, member, day);
                    break;
            }
        }

        private async Task StudyAsync(Step step, MemberId member, DateOnly day)
        {
            switch (step.Event)
            {
                case Event.Exempt:
                    var (kind, reason) = Reasons[step.Where];
                    await story.ExemptAsync(member, kind, reason, day, day.AddDays(90));
                    break;
                case Event.Visit when visited.Add((member, day)):
                    await story.VisitAsync(member, day);
                    break;
                case Event.Enrol:
                    await story.ClassAsync(day, day.AddDays(step.Where), member);
                    break;
                case Event.Attend:
                    await story.AttendAsync(member, await story.ClassAsync(day, day.AddDays(step.Where), member), 1);
                    break;
                case Event.Complete:
                    await story.OutcomeAsync(member, await story.ClassAsync(day, day.AddDays(step.Where), member), step.Where + 1);
                    break;
                case Event.Miss:
                    await story.OutcomeAsync(member, await story.ClassAsync(day, day.AddDays(1), member), step.Where / 2);
                    break;
                case Event.Pass:
                    passed.Add((member, await story.PassAsync(member, day, minutes: 10 * (step.Where + 1))));
                    break;
                case Event.Withdraw when passed.Count > 0:
                    var (holder, pass) = passed[step.Day % passed.Count];
                    passed.RemoveAt(step.Day % passed.Count);
                    await story.WithdrawAsync(holder, pass);
                    break;
                case Event.Appoint when appointed.Add((member, day)):
                    await story.AppointAsync(member, PostKind.CommitteeMember, "t1", day, day.AddDays(60));
                    break;
            }
        }

        private static string? Home(List<(DateOnly From, string? Branch)> moves) => moves[^1].Branch;
    }
}
