using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

public sealed class AttendanceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Ticking_the_same_list_twice_changes_nothing(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        var cohort = await ClassOfAsync(room, "甲", "乙");
        room.At(Classroom.March(10), 8, 0);

        Assert.Equal([room["甲"]], (await room.TickAsync(cohort, 1, room.Organiser, "甲")).Value!.Recorded);
        var second = (await room.TickAsync(cohort, 1, room.Organiser, "甲", "乙")).Value!;

        Assert.Equal([room["乙"]], second.Recorded);
        Assert.Equal([room["甲"]], second.Already);
        await using var db = room.School.NewDb();
        Assert.Equal(2, await db.Attendances.CountAsync(Ct));
        Assert.Equal(2, await db.Evidence.CountAsync(e => e.Kind == "attendance.recorded", Ct));
    }

    [Theory]
    [InlineData(10, 7, 59, "Attendance.TooEarly")] // doors open at eight
    [InlineData(10, 8, 0, null)]
    [InlineData(11, 23, 59, null)] // the last minute of the class's last day
    [InlineData(12, 0, 0, "Cohort.AlreadyClosed")] // before the job has run
    public async Task A_list_is_open_from_half_an_hour_before_the_session_until_the_class_is_over(int day, int hour, int minute, string? refusal)
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassOfAsync(room, "甲");
        room.At(Classroom.March(day), hour, minute);

        Assert.Equal(refusal, (await room.TickAsync(cohort, 1, room.Organiser, "甲")).Refusal?.Code);
    }

    [Fact]
    public async Task Those_one_does_not_answer_for_are_refused_by_name_and_the_others_ticked()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("不在班");
        await room.MemberAsync("邻支部", "d/t1/b2");
        var cohort = await ClassOfAsync(room, "书记", "甲");
        var secretary = await room.Roster.AppointAsync(room["书记"], PostKind.BranchSecretary, "d/t1/b1");
        room.At(Classroom.March(10), 9);
        await MoveOutAsync(room, cohort, "不在班");

        var taken = (await room.TickAsync(cohort, 1, secretary, "甲", "邻支部", "不在班")).Value!;

        Assert.Equal([room["甲"]], taken.Recorded);
        Assert.Equal([room["邻支部"], room["不在班"]], taken.Refused.Select(r => r.MemberId));
        Assert.All(taken.Refused, r => Assert.Equal("Attendance.NotOnYourList", r.Why.Code));
    }

    [Fact]
    public async Task A_member_without_a_post_ticks_nobody_not_even_oneself()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassOfAsync(room, "甲", "乙");
        room.At(Classroom.March(10), 9);

        var taken = (await room.TickAsync(cohort, 1, room.Plain("甲"), "甲", "乙")).Value!;

        Assert.Empty(taken.Recorded);
        Assert.Equal(2, taken.Refused.Count);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_wrong_tick_is_struck_out_and_can_be_set_again(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        var cohort = await ClassOfAsync(room, "甲");
        room.At(Classroom.March(10), 9);
        await room.TickAsync(cohort, 1, room.Organiser, "甲");
        var attendance = Assert.Single(await StandingAsync(room));

        Assert.Equal("Attendance.NotOnYourList", (await WithdrawAsync(room, attendance, room.Plain("甲"))).Refusal!.Code);
        var first = await WithdrawAsync(room, attendance, room.Organiser);
        var second = await WithdrawAsync(room, attendance, room.Organiser);
        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Empty(await StandingAsync(room));

        Assert.Single((await room.TickAsync(cohort, 1, room.Organiser, "甲")).Value!.Recorded);
        Assert.NotEqual(attendance, Assert.Single(await StandingAsync(room)));
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "attendance.withdrawn", Ct));
    }

    [Fact]
    public async Task Nothing_is_struck_out_once_the_class_is_over_and_what_was_struck_out_does_not_count()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassOfAsync(room, "甲", "乙");
        await room.AttendAsync(cohort, "甲", "乙");
        await using (var db = room.School.NewDb())
        {
            var wrong = await db.Attendances.Where(a => a.MemberId == room["乙"] && a.Session == 1).Select(a => a.Id).SingleAsync(Ct);
            Assert.Null((await WithdrawAsync(room, wrong, room.Organiser)).Refusal);
        }

        room.At(Classroom.March(12), 0);
        Assert.Equal("Attendance.TooLateToWithdraw", (await WithdrawAsync(room, (await StandingAsync(room))[0], room.Organiser)).Refusal!.Code);
        await room.RotateAsync();

        var rows = await room.RowsAsync();
        Assert.Contains("1 甲 completed 64/64", rows);
        Assert.Contains("1 乙 missed 48/64", rows);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_member_who_checks_in_while_the_trainer_ticks_is_present_once(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        var cohort = await ClassOfAsync(room, "甲", "乙");
        room.At(Classroom.March(10), 9);

        await using var tab = room.School.NewDb(room.Organiser);
        var first = true;
        tab.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                Task.Run(() => room.TickAsync(cohort, 1, room.Organiser, "甲")).GetAwaiter().GetResult();
            }
        };
        var taken = await new TakeAttendance(tab, room.School.Calendar).RunAsync(cohort, 1, [room["甲"], room["乙"]], Ct);

        Assert.Equal([room["乙"]], taken.Value!.Recorded);
        Assert.Equal([room["甲"]], taken.Value!.Already);
        Assert.Equal(2, (await StandingAsync(room)).Count);
    }

    private static async Task<Guid> ClassOfAsync(Classroom room, params string[] names)
    {
        foreach (var name in names)
        {
            await room.MemberAsync(name);
        }

        await room.CreateAsync(room.Request((10, 11)));
        return (await room.CohortsAsync())[0].Id;
    }

    /// <summary>Takes the place away again, as if the member had never been required.</summary>
    private static async Task MoveOutAsync(Classroom room, Guid cohort, string name)
    {
        var member = room[name];
        await using var db = room.School.NewDb();
        await db.Enrolments.Where(e => e.CohortId == cohort && e.MemberId == member).ExecuteDeleteAsync(Ct);
    }

    private static async Task<List<Guid>> StandingAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        return await db.StandingAttendances().OrderBy(a => a.Id).Select(a => a.Id).ToListAsync(Ct);
    }

    private static async Task<Outcome<AttendanceWithdrawal>> WithdrawAsync(Classroom room, Guid attendance, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new WithdrawAttendance(db, room.School.Calendar).RunAsync(attendance, Ct);
    }
}
