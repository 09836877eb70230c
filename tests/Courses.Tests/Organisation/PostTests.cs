using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Organisation;

public sealed class PostTests
{
    private static readonly DateOnly Day = new(2026, 3, 2);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(PostKind.TownOrganiser, "d/t1", PostKind.BranchSecretary, "d/t1/b1", null)]
    [InlineData(PostKind.TownOrganiser, "d/t1", PostKind.BranchSecretary, "d/t2/b1", "Post.NotYours")]
    [InlineData(PostKind.TownOrganiser, "d/t1", PostKind.TownOrganiser, "d/t1", "Post.NotYours")]
    [InlineData(PostKind.BranchSecretary, "d/t1/b1", PostKind.CommitteeMember, "d/t1/b1", "Post.NotYours")]
    [InlineData(PostKind.DistrictOrganiser, "d", PostKind.TownOrganiser, "d/t1", null)]
    [InlineData(PostKind.DistrictOrganiser, "d", PostKind.TownOrganiser, "d/t1/b1", "Post.WrongUnit")]
    [InlineData(PostKind.DistrictOrganiser, "d", PostKind.Administrator, "d", "Post.NotYours")]
    [InlineData(PostKind.Administrator, "d", PostKind.Administrator, "d", null)]
    [InlineData(PostKind.Administrator, "d", PostKind.Reviewer, "d/nowhere", "Post.NotYours")]
    public async Task Each_post_is_filled_by_those_above_it(PostKind held, string heldAt, PostKind wanted, string at, string? refusal)
    {
        await using var school = await School.OpenAsync();
        var roster = await Roster.CreateAsync(school);
        var member = await roster.MemberAsync("d/t1/b1");
        var viewer = await roster.AppointAsync(await roster.MemberAsync("d/t1/b2", "在任"), held, heldAt);

        var outcome = await AppointAsync(school, viewer, new PostInput(member, wanted, at, Day));

        Assert.Equal(refusal, outcome.Refusal?.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Rights_begin_and_end_with_the_post(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (roster, member, organiser) = await GivenOrganiserAsync(school);
        await roster.MemberAsync("d/t1/b1", "党员");
        var post = (await AppointAsync(school, organiser, new PostInput(member, PostKind.BranchSecretary, "d/t1/b1", Day))).Value!;
        Assert.Equal(2, await SeenAsync());

        await EndAsync(school, organiser, post.Id, Day);
        Assert.Equal(2, await SeenAsync());
        school.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, await SeenAsync());

        async Task<int> SeenAsync()
        {
            await using var all = school.NewDb();
            await using var own = school.NewDb(await FindViewer.RunAsync(all, member, school.Calendar.Today(), Ct));
            return await own.Members.CountAsync(Ct);
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_clicks_appoint_once_and_end_once(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var (_, member, organiser) = await GivenOrganiserAsync(school);
        var input = new PostInput(member, PostKind.CommitteeMember, "d/t1/b1", Day);

        await using var tab = school.NewDb(organiser);
        Post? first = null;
        Rival.BeforeSaving(tab, async () => first = (await AppointAsync(school, organiser, input)).Value);
        var second = await new AppointToPost(tab, school.Calendar).RunAsync(input, Ct);
        Assert.Equal(first!.Id, second.Value!.Id);

        await using var other = school.NewDb(organiser);
        Post? end = null;
        Rival.BeforeSaving(other, async () => end = (await EndAsync(school, organiser, first.Id, Day)).Value);
        var again = await new EndPost(other, school.Calendar).RunAsync(first.Id, Day, Ct);
        Assert.Equal(end!.Id, again.Value!.Id);
        Assert.Equal("Post.AlreadyEnded", (await EndAsync(school, organiser, first.Id, Day.AddDays(1))).Refusal?.Code);
    }

    [Fact]
    public async Task An_office_does_not_end_before_it_begins()
    {
        await using var school = await School.OpenAsync();
        var (_, member, organiser) = await GivenOrganiserAsync(school);
        var input = new PostInput(member, PostKind.CommitteeMember, "d/t1/b1", Day, Day.AddYears(3));

        Assert.Equal("Post.EndsBeforeItBegins", (await AppointAsync(school, organiser, input with { To = Day.AddDays(-1) })).Refusal?.Code);
        var post = (await AppointAsync(school, organiser, input)).Value!;
        Assert.Equal("Post.EndsBeforeItBegins", (await EndAsync(school, organiser, post.Id, Day.AddDays(-1))).Refusal?.Code);
        Assert.Equal("Post.AlreadyEnded", (await EndAsync(school, organiser, post.Id, Day.AddYears(4))).Refusal?.Code);
    }

    private static async Task<(Roster Roster, MemberId Member, Viewer Organiser)> GivenOrganiserAsync(School school)
    {
        var roster = await Roster.CreateAsync(school);
        var member = await roster.MemberAsync("d/t1/b1", "新书记");
        var organiser = await roster.AppointAsync(await roster.MemberAsync("d/t1/b2", "组织委员"), PostKind.TownOrganiser, "d/t1");
        return (roster, member, organiser);
    }

    private static async Task<Outcome<Post>> AppointAsync(School school, Viewer viewer, PostInput input)
    {
        await using var db = school.NewDb(viewer);
        return await new AppointToPost(db, school.Calendar).RunAsync(input, Ct);
    }

    private static async Task<Outcome<Post>> EndAsync(School school, Viewer viewer, Guid post, DateOnly lastDay)
    {
        await using var db = school.NewDb(viewer);
        return await new EndPost(db, school.Calendar).RunAsync(post, lastDay, Ct);
    }
}
