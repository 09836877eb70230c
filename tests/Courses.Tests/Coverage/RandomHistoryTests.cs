using System.Text.Json;
using CsCheck;
using Learning.Courses.Coverage;
using Learning.Courses.Coverage.Statistics;
using Learning.Courses.Ledger;
using Learning.Courses.Organisation;
using Learning.Courses.Plans;
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
        Float,
        Describe,
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
                var personal = await story.AddPersonalAsync();
                var model = new Model(story);
                await model.JoinAsync(Branches[0], NewYear.AddYears(-1), new(2000, 7, 1));
                var answers = new List<(CoverageQuestion Question, string Answer)>();
                foreach (var step in steps)
                {
                    story.Now = story.Now.AddHours(7);
                    await model.PlayAsync(step);
                    if (step.Who < 3)
                    {
                        answers.AddRange(await AskEverywhereAsync(story, personal, model, NewYear.AddDays(step.Day)));
                    }
                }

                story.Now = story.Now.AddHours(7);
                answers.AddRange(await AskEverywhereAsync(story, personal, model, NewYear.AddDays(180)));
                foreach (var (question, answer) in answers)
                {
                    Assert.Equal(answer, await AnswerAsync(story, question));
                }
            },
            iter: provider == DatabaseProvider.Sqlite ? 25 : 10,
            threads: 1);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_statistics_sheet_counts_what_it_opens_to_adds_up_and_never_moves(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var districts = 0;
        await Histories.SampleAsync(
            async steps =>
            {
                var story = await Story.BeginAsync(school, $"d{++districts}");
                var model = new Model(story);
                await model.JoinAsync(Branches[0], NewYear.AddYears(-1), new(2000, 7, 1));
                var answers = new List<StatisticsSheet>();
                foreach (var step in steps)
                {
                    story.Now = story.Now.AddHours(7);
                    await model.PlayAsync(step);
                    if (step.Who < 2)
                    {
                        answers.AddRange(await FillEverywhereAsync(story, model, NewYear.AddDays(step.Day)));
                    }
                }

                story.Now = story.Now.AddHours(7);
                answers.AddRange(await FillEverywhereAsync(story, model, NewYear.AddDays(300)));
                foreach (var sheet in answers)
                {
                    var again = await story.FillAsync(Below(story, sheet.Question.UnitPath), sheet.Question.Day, sheet.Question.KnownAt);
                    Assert.Equal(Written(sheet), Written(again));
                }
            },
            iter: provider == DatabaseProvider.Sqlite ? 12 : 4,
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
                await model.JoinAsync(Branches[0], NewYear.AddYears(-1), new(2000, 7, 1));
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

    /// <summary>All requirements at every node of the tree, against the model and against each other.</summary>
    private static async Task<List<(CoverageQuestion, string)>> AskEverywhereAsync(Story story, IReadOnlyList<Requirement> personal, Model model, DateOnly day)
    {
        var asked = new List<(CoverageQuestion, string)>();
        foreach (var (key, kind) in personal.Select(r => (r.Key, r.Kind)).Concat([(story.RotatingKey, RequirementKind.RotatingTraining), (story.RegularKey, RequirementKind.RegularEducation)]))
        {
            var totals = new Dictionary<string, BoxCounts>();
            foreach (var unit in (string[])["", "t1", "t2", .. Branches])
            {
                var answer = await story.AskAsync(key, unit, day, withNames: true);
                var members = answer.Names.Select(n => (n.MemberId, n.Branch.Path)).OrderBy(m => m.MemberId.Value).ToList();
                Assert.Equal(model.AnsweredFor(story.Path(unit), day).Where(m => model.Concerned(kind, m.Member, day)), members);
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

    /// <summary>The sheet at every node of the tree, against the model, against its own lists and against each other.</summary>
    private static async Task<List<StatisticsSheet>> FillEverywhereAsync(Story story, Model model, DateOnly day)
    {
        var sheets = new Dictionary<string, StatisticsSheet>();
        foreach (var unit in (string[])["", "t1", "t2", .. Branches])
        {
            var sheet = await story.FillAsync(unit, day);
            sheets.Add(unit, sheet);
            foreach (var (row, count) in sheet.Rules.Rows.Zip(sheet.Total.Rows))
            {
                var lines = sheet.LinesOf(row).ToList();
                Assert.Equal(model.Attended(row.Key, story.Path(unit), sheet.Question.Day), lines.Select(l => l.SourceId).Order());
                Assert.Equal((lines.Count, lines.Select(l => l.MemberId).Distinct().Count()), (count.Times, count.Persons));
                Assert.True(count.Persons <= count.Times);
                Assert.True(count.Times <= sheet.Total.Rows[0].Times);
            }

            foreach (var (standard, count) in sheet.Rules.Standards.Zip(sheet.Total.Standards))
            {
                var branches = sheet.BranchesOf(standard).ToList();
                Assert.Equal((branches.Count(b => b.Reached), branches.Count(b => b.Required > 0), branches.Count), (count.Reached, count.Asked, count.Branches));
                Assert.All(branches, b => Assert.Equal(b.Asked.Count, b.Required + b.Excluded));
            }

            // The first standard asks everybody: it must agree with the coverage of the same day.
            var coverage = await story.AskAsync(story.RegularKey, unit, sheet.Question.Day, sheet.Question.KnownAt);
            Assert.Equal((coverage.Total.Completed, coverage.Total.Required), (sheet.BranchesOf(sheet.Rules.Standards[0]).Sum(b => b.Completed), sheet.BranchesOf(sheet.Rules.Standards[0]).Sum(b => b.Required)));
        }

        foreach (var (parent, children) in new[] { ("", new[] { "t1", "t2" }), ("t1", ["t1/b1", "t1/b2"]), ("t2", ["t2/b1", "t2/b2"]) })
        {
            AssertAddsUp(sheets[parent], [.. children.Select(c => sheets[c])]);
        }

        return [.. sheets.Values];
    }

    /// <summary>Attendances and branches add up; of persons, a parent has each once and so never more than its children together.</summary>
    private static void AssertAddsUp(StatisticsSheet parent, List<StatisticsSheet> children)
    {
        Assert.Equal(children.Select(c => Numbers(c.Total)), parent.Children.Select(Numbers));
        Assert.Equal(parent.Lines.Select(l => l.SourceId).Order(), children.SelectMany(c => c.Lines).Select(l => l.SourceId).Order());
        for (var i = 0; i < parent.Rules.Rows.Count; i++)
        {
            Assert.Equal(parent.Total.Rows[i].Times, children.Sum(c => c.Total.Rows[i].Times));
            Assert.InRange(parent.Total.Rows[i].Persons, children.Max(c => c.Total.Rows[i].Persons), children.Sum(c => c.Total.Rows[i].Persons));
        }

        for (var i = 0; i < parent.Rules.Standards.Count; i++)
        {
            Assert.Equal(parent.Total.Standards[i].Reached, children.Sum(c => c.Total.Standards[i].Reached));
            Assert.Equal(parent.Total.Standards[i].Asked, children.Sum(c => c.Total.Standards[i].Asked));
        }
    }

    private static string Numbers(StatisticsUnit unit) => JsonSerializer.Serialize(unit);

    private static string Written(StatisticsSheet sheet) => JsonSerializer.Serialize(new { sheet.Total, sheet.Children, sheet.Lines, sheet.Branches });

    private static string Below(Story story, string path) => path == story.Root ? "" : path[(story.Root.Length + 1)..];

    private static async Task<string> AnswerAsync(Story story, CoverageQuestion question) =>
        Written(await story.AskAsync(question.RequirementKey, Below(story, question.UnitPath), question.Day, question.KnownAt, question.WithNames));

    private static string Written(CoverageAnswer answer) => JsonSerializer.Serialize(new { answer.Total, answer.Children, answer.Excluded, answer.Names });

    /// <summary>Who is where on which day, kept the plain way: a list of moves per member, in which the last that applies wins.</summary>
    private sealed class Model(Story story)
    {
        private readonly HashSet<(MemberId, DateOnly)> visited = [];
        private readonly List<(MemberId Member, Guid Pass)> passed = [];
        private readonly HashSet<(MemberId, DateOnly)> appointed = [];
        private readonly List<(MemberId Member, List<(DateOnly From, string? Branch)> Moves)> people = [];
        private readonly List<(MemberId Member, DateOnly On, Guid Source, bool IsCourse)> attended = [];
        private readonly List<(MemberId Member, DateOnly From, DateOnly To)> floating = [];
        private readonly List<(string Branch, DateOnly From, BranchSettingKind Kind)> described = [];
        private readonly Dictionary<MemberId, DateOnly> admitted = [];
        private readonly List<(MemberId Member, DateOnly From, DateOnly To)> secretaries = [];

        /// <summary>What a row of the sheet must open to, worked out the plain way.</summary>
        public List<Guid> Attended(string row, string unitPath, DateOnly until) => attended
            .Where(a => a.On >= NewYear && a.On <= until)
            .Select(a => (a.Member, a.On, a.Source, a.IsCourse, Branch: people.Single(p => p.Member == a.Member).Moves.Where(m => m.From <= a.On).Select(m => m.Branch).LastOrDefault()))
            .Where(a => a.Branch is not null && (story.Path(a.Branch) + "/").StartsWith(unitPath + "/", StringComparison.Ordinal))
            .Where(a => row switch
            {
                "total" => true,
                "branch-secretaries" => IsSecretary(a.Member, a.On),
                "rural-distance" => a.IsCourse && Setting(a.Branch!, a.On) == BranchSettingKind.Village,
                "new-organisations" => Setting(a.Branch!, a.On) == BranchSettingKind.NewOrganisation,
                "new-members" => a.On >= admitted[a.Member] && a.On < admitted[a.Member].AddYears(1),
                "floating-members" => floating.Exists(f => f.Member == a.Member && f.From <= a.On && a.On <= f.To),
                _ => throw new ArgumentOutOfRangeException(nameof(row), row, "No row of the sheet."),
            })
            .Select(a => a.Source).Order().ToList();

        private BranchSettingKind? Setting(string branch, DateOnly day) =>
            described.Where(d => d.Branch == branch && d.From <= day).OrderBy(d => d.From).Select(d => (BranchSettingKind?)d.Kind).LastOrDefault();

        public List<(MemberId Member, string Path)> AnsweredFor(string unitPath, DateOnly day) => people
            .Select(p => (p.Member, Branch: p.Moves.Where(m => m.From <= day).Select(m => m.Branch).LastOrDefault()))
            .Where(p => p.Branch is not null)
            .Select(p => (p.Member, Path: story.Path(p.Branch!)))
            .Where(p => p.Path == unitPath || p.Path.StartsWith(unitPath + "/", StringComparison.Ordinal))
            .OrderBy(p => p.Member.Value)
            .ToList();

        public async Task JoinAsync(string branch, DateOnly since, DateOnly joinedOn)
        {
            var member = await story.MemberAsync(branch, since: since, admitted: joinedOn);
            people.Add((member, [(since, branch)]));
            admitted.Add(member, joinedOn);
        }

        /// <summary>Whose period a requirement with personal periods speaks of; the others speak of everybody.</summary>
        public bool Concerned(RequirementKind kind, MemberId member, DateOnly day)
        {
            if (kind == RequirementKind.AfterAdmission)
            {
                return admitted[member].Year == NewYear.Year && admitted[member] <= day;
            }

            if (kind != RequirementKind.AfterAppointment)
            {
                return true;
            }

            var begun = secretaries.Where(s => s.Member == member && s.From.Year == NewYear.Year && !IsSecretary(member, s.From.AddDays(-1))).Select(s => s.From).Order().ToList();
            return begun.Count > 0 && begun[0] <= day && IsSecretary(member, day < begun[0].AddMonths(6) ? day : begun[0].AddMonths(6).AddDays(-1));
        }

        private bool IsSecretary(MemberId member, DateOnly day) => secretaries.Exists(s => s.Member == member && s.From <= day && day <= s.To);

        public async Task PlayAsync(Step step)
        {
            var (member, moves) = people[step.Who % people.Count];
            var day = NewYear.AddDays(step.Day);
            var branch = Branches[step.Where];
            switch (step.Event)
            {
                case Event.Join:
                    await JoinAsync(branch, day, day.AddDays(-30 * step.Who));
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
                    var whole = await story.OutcomeAsync(member, await story.ClassAsync(day, day.AddDays(step.Where), member), step.Where + 1);
                    attended.Add((member, day.AddDays(step.Where), whole, false));
                    break;
                case Event.Miss:
                    var part = await story.OutcomeAsync(member, await story.ClassAsync(day, day.AddDays(1), member), step.Where / 2);
                    if (step.Where >= 2)
                    {
                        attended.Add((member, day.AddDays(1), part, false));
                    }

                    break;
                case Event.Pass:
                    passed.Add((member, await story.PassAsync(member, day, minutes: 10 * (step.Where + 1))));
                    attended.Add((member, day, passed[^1].Pass, true));
                    break;
                case Event.Float:
                    await story.FloatAsync(member, day, day.AddDays(40));
                    floating.Add((member, day, day.AddDays(40)));
                    break;
                case Event.Describe:
                    described.Add((Branches[step.Where], day, step.Who % 2 == 0 ? BranchSettingKind.Village : BranchSettingKind.NewOrganisation));
                    await story.DescribeAsync(described[^1].Branch, described[^1].Kind, day);
                    break;
                case Event.Withdraw when passed.Count > 0:
                    var (holder, pass) = passed[step.Day % passed.Count];
                    passed.RemoveAt(step.Day % passed.Count);
                    attended.RemoveAll(a => a.Source == pass);
                    await story.WithdrawAsync(holder, pass);
                    break;
                case Event.Appoint when appointed.Add((member, day)):
                    var secretary = step.Where >= 2;
                    var until = day.AddDays(secretary ? 60 * step.Where : 60);
                    await story.AppointAsync(member, secretary ? PostKind.BranchSecretary : PostKind.CommitteeMember, "t1", day, until);
                    if (secretary)
                    {
                        secretaries.Add((member, day, until));
                    }

                    break;
            }
        }

        private static string? Home(List<(DateOnly From, string? Branch)> moves) => moves[^1].Branch;
    }
}
