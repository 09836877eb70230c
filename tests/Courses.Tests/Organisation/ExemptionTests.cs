using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Organisation;

public sealed class ExemptionTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_organiser_excuses_and_the_branch_itself_does_not(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, organiser, secretary) = await GivenAsync(school);
        var input = new ExemptionInput(member, ExemptionKind.Exempt, "age", Day, null);

        Assert.Equal("Exemption.OrganiserOnly", (await GrantAsync(school, secretary, input)).Refusal?.Code);
        Assert.Equal("Organisation.NoSuchMember", (await GrantAsync(school, organiser, input with { Member = MemberId.New(school.Calendar.UtcNow()) })).Refusal?.Code);
        Assert.Equal("Exemption.Oneself", (await GrantAsync(school, organiser, input with { Member = organiser.MemberId!.Value })).Refusal?.Code);
        Assert.Equal(organiser.MemberId, (await GrantAsync(school, organiser, input)).Value!.RecordedBy);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_clicks_excuse_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, organiser, _) = await GivenAsync(school);
        var input = new ExemptionInput(member, ExemptionKind.Deferred, "posting", Day, Day.AddDays(60));

        await using var tab = school.NewDb(organiser);
        Exemption? first = null;
        Rival.BeforeSaving(tab, async () => first = (await GrantAsync(school, organiser, input)).Value);
        var second = await new GrantExemption(tab, school.Calendar).RunAsync(input, Ct);

        Assert.Equal(first!.Id, second.Value!.Id);
        Assert.Equal("Exemption.Overlaps", (await GrantAsync(school, organiser, input with { From = Day.AddDays(60), To = Day.AddDays(90) })).Refusal?.Code);
        Assert.Null((await GrantAsync(school, organiser, input with { From = Day.AddDays(61), To = Day.AddDays(90) })).Refusal);
    }

    [Theory]
    [InlineData(ExemptionKind.Exempt, "flu", 10, "Exemption.NoSuchReason")]
    [InlineData(ExemptionKind.Exempt, "illness", -1, "Exemption.EndsBeforeItBegins")]
    [InlineData(ExemptionKind.Deferred, "illness", null, "Exemption.DeferralNeedsEnd")]
    [InlineData(ExemptionKind.OutOfContact, "no-contact", null, null)]
    public async Task A_reasoned_exception_needs_a_reason_and_a_deferral_an_end(ExemptionKind kind, string reason, int? days, string? refusal)
    {
        await using var school = await School.OpenAsync();
        var (member, organiser, _) = await GivenAsync(school);

        var outcome = await GrantAsync(school, organiser, new ExemptionInput(member, kind, reason, Day, days is { } d ? Day.AddDays(d) : null));

        Assert.Equal(refusal, outcome.Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_home_visit_is_recorded_once_a_day_by_those_who_answer(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (member, organiser, secretary) = await GivenAsync(school);

        await using var tab = school.NewDb(secretary);
        HomeVisit? first = null;
        Rival.BeforeSaving(tab, async () => first = (await VisitAsync(school, secretary, member, Day)).Value);
        var second = await new RecordHomeVisit(tab, school.Calendar).RunAsync(new VisitInput(member, Day, "读报"), Ct);

        Assert.Equal(first!.Id, second.Value!.Id);
        Assert.Equal(secretary.MemberId, second.Value.VisitedBy);
        Assert.Null((await VisitAsync(school, organiser, member, Day.AddDays(-1))).Refusal);
        Assert.Equal("HomeVisit.InFuture", (await VisitAsync(school, secretary, member, Day.AddDays(1))).Refusal?.Code);
        Assert.Equal("HomeVisit.Oneself", (await VisitAsync(school, secretary, secretary.MemberId!.Value, Day)).Refusal?.Code);
        Assert.Equal("Organisation.NoSuchMember", (await VisitAsync(school, new Viewer(secretary.MemberId, false, [], "d/t1/b1"), member, Day)).Refusal?.Code);
        await using var db = school.NewDb();
        Assert.Equal(2, await db.HomeVisits.CountAsync(Ct));
    }

    private static async Task<(MemberId Member, Viewer Organiser, Viewer Secretary)> GivenAsync(School school)
    {
        var roster = await Roster.CreateAsync(school);
        var member = await roster.MemberAsync("d/t1/b1", "老党员", 1935);
        var organiser = await roster.AppointAsync(await roster.MemberAsync("d/t1/b2", "组织委员"), PostKind.TownOrganiser, "d/t1");
        var secretary = await roster.AppointAsync(await roster.MemberAsync("d/t1/b1", "书记"), PostKind.BranchSecretary, "d/t1/b1");
        return (member, organiser, secretary);
    }

    private static async Task<Outcome<Exemption>> GrantAsync(School school, Viewer viewer, ExemptionInput input)
    {
        await using var db = school.NewDb(viewer);
        return await new GrantExemption(db, school.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<HomeVisit>> VisitAsync(School school, Viewer viewer, MemberId member, DateOnly on)
    {
        await using var db = school.NewDb(viewer);
        return await new RecordHomeVisit(db, school.Calendar).RunAsync(new VisitInput(member, on, "读报"), Ct);
    }
}
