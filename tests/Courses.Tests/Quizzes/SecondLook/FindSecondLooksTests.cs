using Learning.Courses.Organisation;
using Learning.Courses.Quizzes.SecondLook;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Quizzes.Revisions;

namespace Learning.Courses.Tests.Quizzes.SecondLook;

/// <summary>The list, as an organiser asks for it.</summary>
public sealed class FindSecondLooksTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_organiser_sees_the_sittings_of_the_members_he_answers_for_and_no_others(DatabaseProvider provider)
    {
        await using var room = await RevisionRoom.OpenAsync(provider);
        var ours = await room.MemberAsync("d/t1/b1");
        var theirs = await room.MemberAsync("d/t2/b1");
        foreach (var member in new[] { ours, theirs })
        {
            // All at one instant: faster than anybody reads.
            await room.SitAsync(member, "1919年", others: 5);
        }

        var town = await room.Room.Roster.AppointAsync(await room.Room.Roster.MemberAsync("d/t1/b2"), PostKind.TownOrganiser, "d/t1");
        var list = await ListAsync(room, town);

        Assert.Equal(1, list.Sittings);
        Assert.Equal(ours, Assert.Single(list.Quick).Member.MemberId);
        Assert.Equal((6, 0), (list.Quick[0].Answers, list.Quick[0].Seconds));
        Assert.Empty(list.Alike);
        Assert.Empty(list.Devices);
        Assert.Empty((await ListAsync(room, new Viewer(ours, false, [], "d/t1/b1"))).Quick); // One's own sitting is not one's own to judge.
    }

    private static async Task<SecondLookList> ListAsync(RevisionRoom room, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new FindSecondLooks(db, room.School.Calendar).RunAsync(RevisionRoom.Course, Ct);
    }
}
