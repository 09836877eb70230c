using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Storage;

public sealed class ScopeTests
{
    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Everybody_sees_just_the_members_their_posts_cover(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        var secretary = await roster.MemberAsync("d/t1/b1", "书记");
        await roster.MemberAsync("d/t1/b1", "同支部");
        await roster.MemberAsync("d/t1/b2", "同镇");
        await roster.MemberAsync("d/t2/b1", "外镇");
        var plain = await roster.MemberAsync("d/t2/b2", "党员");

        Assert.Equal(["书记", "同支部"], await NamesAsync(await roster.AppointAsync(secretary, PostKind.BranchSecretary, "d/t1/b1")));
        Assert.Equal(["书记", "同支部", "同镇"], await NamesAsync(await roster.AppointAsync(secretary, PostKind.TownOrganiser, "d/t1")));
        Assert.Equal(5, (await NamesAsync(await roster.AppointAsync(secretary, PostKind.DistrictOrganiser, "d"))).Count);
        Assert.Equal(["党员"], await NamesAsync(await roster.AppointAsync(plain, PostKind.Author, "d")));
        Assert.Empty(await NamesAsync(Viewer.Nobody));

        async Task<List<string>> NamesAsync(Viewer viewer)
        {
            await using var db = school.NewDb(viewer);
            return await db.Members.OrderBy(m => m.Number).Select(m => m.Name).ToListAsync(TestContext.Current.CancellationToken);
        }
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_fact_and_its_evidence_are_stored_together(DatabaseProvider provider)
    {
        await using var school = await School.OpenAsync(provider);
        var roster = await Roster.CreateAsync(school);
        var member = await roster.MemberAsync("d/t1/b1");

        await using var db = school.NewDb();
        var entry = await db.Evidence.SingleAsync(e => e.SourceId == member.Value, TestContext.Current.CancellationToken);
        Assert.Equal("member.registered", entry.Kind);
        Assert.DoesNotContain("张三", System.Text.Encoding.UTF8.GetString(entry.Body), StringComparison.Ordinal);
    }
}
