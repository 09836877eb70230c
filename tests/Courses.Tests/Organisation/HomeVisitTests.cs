using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Organisation;

/// <summary>One person brings study to the door and says so; a second one confirms it, or says it was not so.</summary>
public sealed class HomeVisitTests
{
    private static readonly DateOnly Day = new(2026, 3, 1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_visit_is_one_persons_word_until_a_second_one_confirms_it(DatabaseProvider provider)
    {
        await using var village = await Village.OpenAsync(provider);
        var visit = await village.RecordAsync();

        Assert.Equal(EvidenceClass.C, await village.ClassAsync(visit));
        Assert.Equal("HomeVisit.SecondPerson", (await village.AnswerAsync(village.Secretary, visit, true))?.Code);
        Assert.Equal(EvidenceClass.C, await village.ClassAsync(visit));

        Assert.Null(await village.AnswerAsync(village.Committee, visit, true));
        Assert.Null(await village.AnswerAsync(village.Organiser, visit, true));

        Assert.Equal(EvidenceClass.B, await village.ClassAsync(visit));
        await using var db = village.School.NewDb();
        var confirmation = await db.HomeVisitConfirmations.SingleAsync(Ct);
        Assert.Equal((village.Old, village.Committee.MemberId!.Value), (confirmation.MemberId, confirmation.RecordedBy));
        var bodies = (await db.Evidence.Select(e => e.Body).ToListAsync(Ct)).ConvertAll(System.Text.Encoding.UTF8.GetString);
        Assert.Single(bodies, b => b.Contains("home-visit.confirmed", StringComparison.Ordinal));
        Assert.DoesNotContain(bodies, b => b.Contains("条例", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("old", true)]
    [InlineData("companion", true)]
    [InlineData("committee", true)]
    [InlineData("organiser", true)]
    [InlineData("neighbour", false)]
    [InlineData("stranger", false)]
    public async Task Whoever_was_there_sits_on_the_committee_or_answers_for_the_member_may_confirm(string who, bool may)
    {
        await using var village = await Village.OpenAsync(DatabaseProvider.Sqlite);
        var visit = await village.RecordAsync(alongWith: village.Companion.MemberId);

        var refusal = await village.AnswerAsync(village.Who(who), visit, true);

        Assert.Equal(may ? null : "HomeVisit.NoSuchVisit", refusal?.Code);
        Assert.Equal(may ? EvidenceClass.B : EvidenceClass.C, await village.ClassAsync(visit));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Those_who_can_confirm_are_asked_and_nobody_else(DatabaseProvider provider)
    {
        await using var village = await Village.OpenAsync(provider);
        var visit = await village.RecordAsync(alongWith: village.Companion.MemberId);

        foreach (var (who, asked) in new[] { ("old", 1), ("companion", 1), ("committee", 1), ("secretary", 0), ("neighbour", 0), ("stranger", 0), ("organiser", 0) })
        {
            Assert.Equal((who, asked), (who, (await village.AskedAsync(village.Who(who))).Count));
        }

        var line = (await village.AskedAsync(village.Who("old"))).Single();
        Assert.True(line.IsOwn);
        Assert.Equal(("老党员", "书记", "读《条例》第二十三条"), (line.Name, line.VisitedBy, line.Studied));

        await village.AnswerAsync(village.Who("companion"), visit, true);
        Assert.Empty(await village.AskedAsync(village.Who("old")));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_visit_that_was_not_so_does_not_count_and_one_person_alone_cannot_bring_it_back(DatabaseProvider provider)
    {
        await using var village = await Village.OpenAsync(provider);
        var visit = await village.RecordAsync();

        Assert.Null(await village.AnswerAsync(village.Who("old"), visit, false));
        Assert.Null(await village.AnswerAsync(village.Who("old"), visit, false));

        Assert.Equal(0, await village.StandingAsync());
        Assert.Equal("HomeVisit.AnotherMustRecord", (await village.TryRecordAsync(village.Secretary)).Refusal?.Code);
        Assert.Equal("HomeVisit.Withdrawn", (await village.AnswerAsync(village.Organiser, visit, true))?.Code);
        Assert.Equal(2, (await village.TryRecordAsync(village.Organiser)).Value!.Take);
        Assert.Equal(1, await village.StandingAsync());
    }

    [Fact]
    public async Task What_two_have_said_stands_against_a_third_but_not_against_the_one_who_was_visited()
    {
        await using var village = await Village.OpenAsync(DatabaseProvider.Sqlite);
        var visit = await village.RecordAsync(alongWith: village.Companion.MemberId);
        await village.AnswerAsync(village.Who("companion"), visit, true);

        Assert.Equal("HomeVisit.AlreadyConfirmed", (await village.AnswerAsync(village.Committee, visit, false))?.Code);
        Assert.Null(await village.AnswerAsync(village.Who("old"), visit, false));

        Assert.Equal(0, await village.StandingAsync());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_visit_recorded_by_mistake_is_taken_back_once_and_can_be_recorded_again(DatabaseProvider provider)
    {
        await using var village = await Village.OpenAsync(provider);
        var visit = await village.RecordAsync();

        await using var tab = village.School.NewDb(village.Secretary);
        HomeVisitWithdrawal? first = null;
        Rival.BeforeSaving(tab, async () =>
        {
            await using var other = village.School.NewDb(village.Organiser);
            first = (await new WithdrawHomeVisit(other, village.School.Calendar).RunAsync(visit, Ct)).Value;
        });
        var second = await new WithdrawHomeVisit(tab, village.School.Calendar).RunAsync(visit, Ct);

        Assert.Equal(first!.Id, second.Value!.Id);
        Assert.Equal(0, await village.StandingAsync());
        await using var stranger = village.School.NewDb(village.Who("stranger"));
        Assert.Equal("HomeVisit.NoSuchVisit", (await new WithdrawHomeVisit(stranger, village.School.Calendar).RunAsync(visit, Ct)).Refusal?.Code);
        Assert.Equal(2, (await village.TryRecordAsync(village.Secretary)).Value!.Take);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_who_confirm_at_once_confirm_once(DatabaseProvider provider)
    {
        await using var village = await Village.OpenAsync(provider);
        var visit = await village.RecordAsync();

        await using var tab = village.School.NewDb(village.Committee);
        Rival.BeforeSaving(tab, () => village.AnswerAsync(village.Organiser, visit, true));
        Assert.Null(await new AnswerHomeVisit(tab, village.School.Calendar).RunAsync(visit, true, Ct));

        await using var db = village.School.NewDb();
        Assert.Equal(1, await db.HomeVisitConfirmations.CountAsync(Ct));
    }

    [Fact]
    public async Task What_was_studied_is_said_and_who_went_along_is_of_the_branch()
    {
        await using var village = await Village.OpenAsync(DatabaseProvider.Sqlite);

        Assert.Equal("HomeVisit.SayWhat", (await village.TryRecordAsync(village.Secretary, " ")).Refusal?.Code);
        Assert.Equal("HomeVisit.SayWhat", (await village.TryRecordAsync(village.Secretary, new string('学', 201))).Refusal?.Code);
        foreach (var along in new[] { village.Old, village.Secretary.MemberId!.Value, village.Who("stranger").MemberId!.Value })
        {
            Assert.Equal("HomeVisit.NotAlong", (await village.TryRecordAsync(village.Secretary, alongWith: along)).Refusal?.Code);
        }
    }

    /// <summary>A branch with an old member who is visited, and the people around.</summary>
    private sealed class Village : IAsyncDisposable
    {
        private readonly Dictionary<string, Viewer> people = [];

        private Village(School school) => School = school;

        public School School { get; }
        public MemberId Old => people["old"].MemberId!.Value;
        public Viewer Secretary => people["secretary"];
        public Viewer Committee => people["committee"];
        public Viewer Organiser => people["organiser"];
        public Viewer Companion => people["companion"];

        public static async Task<Village> OpenAsync(DatabaseProvider provider)
        {
            var village = new Village(await School.OpenAsync(provider));
            var roster = await Roster.CreateAsync(village.School);
            var old = await roster.MemberAsync("d/t1/b1", "老党员", 1935);
            await roster.AppointAsync(village.Add("secretary", await roster.MemberAsync("d/t1/b1", "书记")), PostKind.BranchSecretary, "d/t1/b1");
            await roster.AppointAsync(village.Add("committee", await roster.MemberAsync("d/t1/b1", "委员")), PostKind.CommitteeMember, "d/t1/b1");
            await roster.AppointAsync(village.Add("organiser", await roster.MemberAsync("d/t1/b2", "组织委员")), PostKind.TownOrganiser, "d/t1");
            village.Add("old", old);
            village.Add("companion", await roster.MemberAsync("d/t1/b1", "同去"));
            village.Add("neighbour", await roster.MemberAsync("d/t1/b1", "邻居"));
            await roster.AppointAsync(village.Add("stranger", await roster.MemberAsync("d/t2/b1", "外人")), PostKind.BranchSecretary, "d/t2/b1");
            foreach (var name in village.people.Keys.ToList())
            {
                await using var db = village.School.NewDb();
                village.people[name] = await FindViewer.RunAsync(db, village.people[name].MemberId!.Value, village.School.Calendar.Today(), Ct);
            }

            return village;
        }

        public Viewer Who(string name) => people[name];

        public async Task<Guid> RecordAsync(MemberId? alongWith = null) => (await TryRecordAsync(Secretary, alongWith: alongWith)).Value!.Id;

        public async Task<Outcome<HomeVisit>> TryRecordAsync(Viewer by, string studied = "读《条例》第二十三条", MemberId? alongWith = null)
        {
            await using var db = School.NewDb(by);
            return await new RecordHomeVisit(db, School.Calendar).RunAsync(new VisitInput(Old, Day, studied, alongWith), Ct);
        }

        public async Task<Refusal?> AnswerAsync(Viewer by, Guid visit, bool wasSo)
        {
            await using var db = School.NewDb(by);
            return await new AnswerHomeVisit(db, School.Calendar).RunAsync(visit, wasSo, Ct);
        }

        public async Task<IReadOnlyList<VisitToConfirm>> AskedAsync(Viewer by)
        {
            await using var db = School.NewDb(by);
            var asked = new VisitsToConfirm(db, School.Calendar);
            var lines = await asked.RunAsync(Ct);
            Assert.Equal(lines.Count, await asked.CountAsync(Ct));
            return lines;
        }

        public async Task<EvidenceClass?> ClassAsync(Guid visit)
        {
            await using var db = School.NewDb();
            return await new VisitClass(db).RunAsync(visit, Ct);
        }

        public async Task<int> StandingAsync()
        {
            await using var db = School.NewDb();
            return await db.StandingVisits().CountAsync(Ct);
        }

        public ValueTask DisposeAsync() => School.DisposeAsync();

        private MemberId Add(string name, MemberId member)
        {
            people[name] = Viewer.Nobody with { MemberId = member };
            return member;
        }
    }
}
