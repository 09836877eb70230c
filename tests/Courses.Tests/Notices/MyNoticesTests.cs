using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Plans;

namespace Learning.Courses.Tests.Notices;

public sealed class MyNoticesTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Everybody_sees_only_their_own_notices_until_they_put_them_away(DatabaseProvider provider)
    {
        await using var stage = await AssignStage.SetAsync(provider);
        var li = new Viewer(stage.Li, false, [], AssignStage.Branch);
        var assignment = (await stage.AssignAsync(stage.Input(stage.Li, stage.Wang))).Value!.AssignmentId;
        await using (var db = stage.School.NewDb(stage.Secretary))
        {
            await new SendReminder(db, stage.School.Calendar, stage.Standings(db)).RunAsync(assignment, null, Ct);
        }

        Assert.Equal(0, (await ListAsync(stage, stage.Secretary)).Unread);
        var list = await ListAsync(stage, li);
        var notice = Assert.Single(list.Latest);
        Assert.Equal((1, "Notice.Reminder.Course"), (list.Unread, notice.Kind));
        Assert.Equal([NoticeArgument.Course("history"), NoticeArgument.Day(AssignStage.Due)], notice.Arguments);

        Assert.Equal("Notice.NotFound", (await ReadAsync(stage, stage.Secretary, notice.Id))?.Code);
        Assert.Null(await ReadAsync(stage, li, notice.Id));
        Assert.Null(await ReadAsync(stage, li, notice.Id));
        Assert.Equal(0, (await ListAsync(stage, li)).Unread);
    }

    [Fact]
    public void What_fills_a_sentence_survives_storage()
    {
        NoticeArgument[] arguments = [NoticeArgument.Text("第1期：“强基”"), NoticeArgument.Instant(new DateTime(2026, 3, 2, 1, 0, 0, DateTimeKind.Utc)), NoticeArgument.Text("a:b")];

        Assert.Equal(arguments, NoticeArgument.ReadAll(NoticeArgument.WriteAll(arguments)));
    }

    private static async Task<NoticeList> ListAsync(AssignStage stage, Viewer viewer)
    {
        await using var db = stage.School.NewDb(viewer);
        return await new MyNotices(db).RunAsync(Ct);
    }

    private static async Task<Refusal?> ReadAsync(AssignStage stage, Viewer viewer, Guid notice)
    {
        await using var db = stage.School.NewDb(viewer);
        return await new MarkNoticeRead(db, stage.School.Calendar).RunAsync(notice, Ct);
    }
}
