using Learning.Courses.Notices;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Training;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

public sealed class RemindCohortsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_class_is_announced_three_days_and_one_day_before_however_late_and_often_it_runs(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("李");
        await room.CreateAsync(room.Request((10, 10)));
        Assert.Equal(0, await RemindAsync(room, 6));

        // 7 March is the mark; the site was switched off that day.
        Assert.Equal(1, await RemindAsync(room, 8));
        Assert.Equal(0, await RemindAsync(room, 8));
        Assert.Equal(1, await RemindAsync(room, 9));
        Assert.Equal(0, await RemindAsync(room, 9));
        Assert.Equal(0, await RemindAsync(room, 10));

        await using var db = room.School.NewDb(room.Plain("李"));
        var notices = (await new MyNotices(db).RunAsync(Ct)).Latest;
        Assert.Equal(["Notice.ClassSoon", "Notice.ClassSoon"], notices.Select(n => n.Kind));
        Assert.Equal(["春季轮训", "1", "2026-03-10T00:30:00.0000000Z", "党校"], notices[0].Arguments.Select(a => a.Value));
    }

    [Fact]
    public async Task A_class_planned_for_tomorrow_is_announced_once()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("李");
        await room.MemberAsync("王");
        await room.CreateAsync(room.Request((3, 3)));

        Assert.Equal(2, await RemindAsync(room, 2));
        Assert.Equal(0, await RemindAsync(room, 2));
        await using var db = room.School.NewDb();
        Assert.Equal(2, await db.Outbox.CountAsync(Ct));
    }

    private static async Task<int> RemindAsync(Classroom room, int day)
    {
        room.At(Classroom.March(day), 9, 30);
        await using var db = room.School.NewDb();
        return await new RemindCohorts(db, room.School.Calendar, new CohortsToRemind(db, room.School.Calendar)).RunAsync(Ct);
    }
}
