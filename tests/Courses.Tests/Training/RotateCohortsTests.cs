using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

public sealed class RotateCohortsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_rotating_class_opens_takes_attendance_and_closes_by_the_schedule(DatabaseProvider provider)
    {
        await using var room = await RoomAsync(provider, "到场", "半勤", "缺席");
        await room.CreateAsync(room.Request((10, 11), (20, 21)));
        var first = (await room.CohortsAsync())[0];

        room.At(Classroom.March(9), 23, 59);
        Assert.Equal(0, await room.RotateAsync());
        room.At(Classroom.March(10), 0, 1);
        Assert.Equal(1, await room.RotateAsync());

        room.At(Classroom.March(10), 8, 20);
        Assert.Equal(2, (await room.TickAsync(first.Id, 1, room.Organiser, "到场", "半勤")).Value!.Recorded.Count);
        room.At(Classroom.March(11), 18);
        foreach (var session in new[] { 2, 3, 4 })
        {
            await room.TickAsync(first.Id, session, room.Organiser, "到场");
        }

        room.At(Classroom.March(12), 0, 1);
        Assert.Equal(1, await room.RotateAsync());

        Assert.Equal(
            [
                "1 Closed", "1 Open", "1 到场 completed 64/64", "1 到场 placed", "1 半勤 missed 16/64", "1 半勤 placed", "1 缺席 missed 0/64", "1 缺席 placed",
                "2 半勤 placed after 1", "2 缺席 placed after 1",
            ],
            (await room.RowsAsync()).Order(StringComparer.Ordinal));
        await using var db = room.School.NewDb();
        var kinds = await db.Evidence.Where(e => e.Kind.StartsWith("cohort.")).GroupBy(e => e.Kind).ToDictionaryAsync(e => e.Key, e => e.Count(), Ct);
        Assert.Equal((1, 1, 1, 2, 5), (kinds["cohort.opened"], kinds["cohort.closed"], kinds["cohort.completed"], kinds["cohort.missed"], kinds["cohort.placed"]));
    }

    [Theory]
    [InlineData("2026-03-09T15:59:59Z", CohortState.Planned)] // 23:59:59 on 9 March in Shanghai
    [InlineData("2026-03-09T16:00:00Z", CohortState.Open)] // 00:00 on 10 March in Shanghai
    [InlineData("2026-03-11T15:59:59Z", CohortState.Open)] // the last second of the last day
    [InlineData("2026-03-11T16:00:00Z", CohortState.Closed)] // 00:00 on 12 March
    public async Task A_cohort_follows_the_local_calendar(string now, CohortState expected)
    {
        await using var room = await RoomAsync(DatabaseProvider.Sqlite, "张三");
        await room.CreateAsync(room.Request((10, 11)));

        room.School.Clock.AdjustTime(DateTimeOffset.Parse(now, null));
        await room.RotateAsync();

        Assert.Equal(expected, (await room.CohortsAsync())[0].State);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whenever_the_job_ran_the_rows_are_the_same(DatabaseProvider provider)
    {
        var everyDay = Enumerable.Range(3, 29).ToArray();
        var onTime = await RowsAfterRunsAsync(provider, everyDay);

        Assert.Equal(onTime, await RowsAfterRunsAsync(provider, [.. everyDay.SelectMany(d => new[] { d, d })]));
        Assert.Equal(onTime, await RowsAfterRunsAsync(provider, [5, 8, 11, 16, 31]));
        Assert.Equal(onTime, await RowsAfterRunsAsync(provider, [5, 19, 31]));
        Assert.Equal(onTime, await RowsAfterRunsAsync(provider, [31]));
        Assert.Equal(
            ["2 甲 placed after 1", "3 丙 placed after 1", "3 乙 placed after 1", "3 甲 placed after 2", "4 乙 placed after 3", "4 戊 placed after 2", "4 甲 placed after 3"],
            onTime.Where(r => r.Contains("after", StringComparison.Ordinal)));
        Assert.Contains("2 丁 completed 32/32", onTime);
    }

    [Fact]
    public async Task A_cohort_that_was_never_seen_open_still_gets_both_turns()
    {
        await using var room = await RoomAsync(DatabaseProvider.Sqlite, "张三");
        await room.CreateAsync(room.Request((10, 11)));

        room.At(Classroom.March(25), 7);
        Assert.Equal(2, await room.RotateAsync());

        Assert.Equal(["1 Closed", "1 Open"], (await room.RowsAsync()).Where(r => !r.Contains("张三", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_clock_that_jumps_back_reopens_nothing()
    {
        await using var room = await RoomAsync(DatabaseProvider.Sqlite, "张三");
        await room.CreateAsync(room.Request((10, 11)));
        room.At(Classroom.March(12), 1);
        await room.RotateAsync();

        room.At(Classroom.March(10), 9);
        Assert.Equal(0, await room.RotateAsync());

        Assert.Equal(CohortState.Closed, (await room.CohortsAsync())[0].State);
        var cohort = (await room.CohortsAsync())[0];
        Assert.Equal("Cohort.AlreadyClosed", (await room.TickAsync(cohort.Id, 1, room.Organiser, "张三")).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_crash_between_two_cohorts_is_made_up_for_by_the_next_run(DatabaseProvider provider)
    {
        await using var room = await RoomAsync(provider, "张三", "李四");
        await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (14, 15), (20, 21)), 1));
        room.At(Classroom.March(31), 1);

        await using (var db = room.School.NewDb())
        {
            var saves = 0;
            db.SavingChanges += (_, _) => _ = ++saves == 4 ? throw new IOException("The power fails.") : 0;
            await Assert.ThrowsAsync<IOException>(() => new RotateCohorts(db, room.School.Calendar).RunAsync(_ => new LeaveShare(1, 7), Ct));
        }

        Assert.Equal([CohortState.Closed, CohortState.Open, CohortState.Planned], (await room.CohortsAsync()).Select(c => c.State));
        await room.RotateAsync();
        var rows = await room.RowsAsync();
        await using var other = await RoomAsync(provider, "张三", "李四");
        await other.CreateAsync(Classroom.Seating(other.Request((10, 11), (14, 15), (20, 21)), 1));
        other.At(Classroom.March(31), 1);
        await other.RotateAsync();
        Assert.Equal(await other.RowsAsync(), rows);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_servers_that_run_at_once_turn_each_cohort_once(DatabaseProvider provider)
    {
        await using var room = await RoomAsync(provider, "张三");
        await room.CreateAsync(room.Request((10, 11), (20, 21)));
        room.At(Classroom.March(12), 1);

        await using var db = room.School.NewDb();
        var rival = true;
        db.SavingChanges += (_, _) =>
        {
            if (rival)
            {
                rival = false;
                Task.Run(room.RotateAsync).GetAwaiter().GetResult();
            }
        };
        await new RotateCohorts(db, room.School.Calendar).RunAsync(_ => new LeaveShare(1, 7), Ct);

        Assert.Equal(["1 Closed", "1 Open", "1 张三 missed 0/64", "1 张三 placed", "2 张三 placed after 1"], await room.RowsAsync());
    }

    [Theory]
    [InlineData(7, 6, true)] // one seventh missed: not above the limit
    [InlineData(7, 5, false)]
    [InlineData(4, 4, true)]
    [InlineData(4, 3, false)] // one quarter is above one seventh
    [InlineData(0, 0, false)] // a class without hours teaches nobody
    public void Leave_above_the_share_means_not_completed(int total, int attended, bool completed) =>
        Assert.Equal(completed, new LeaveShare(1, 7).Allows(attended * 16, total * 16));

    [Fact]
    public async Task The_rule_of_the_last_day_of_class_decides_and_not_that_of_the_day_on_which_the_job_runs()
    {
        await using var room = await RoomAsync(DatabaseProvider.Sqlite, "张三");
        await room.CreateAsync(room.Request((10, 11)));
        room.At(Classroom.March(30), 9);
        var asked = new List<DateOnly>();

        await using var db = room.School.NewDb();
        await new RotateCohorts(db, room.School.Calendar).RunAsync(
            day =>
            {
                asked.Add(day);
                return new LeaveShare(1, 7);
            },
            Ct);

        Assert.Equal([Classroom.March(11)], asked);
    }

    [Fact]
    public async Task Who_is_exempt_by_now_is_not_moved_and_does_not_wait()
    {
        await using var room = await RoomAsync(DatabaseProvider.Sqlite, "病人", "缺席");
        var rotation = (await room.CreateAsync(room.Request((10, 11), (20, 21)))).Value!;
        await using (var db = room.School.NewDb())
        {
            db.Exemptions.Add(new Exemption(
                RowId.At(room.School.Calendar.UtcNow()), room["病人"], ExemptionKind.Exempt, "illness", Classroom.March(11), null, room.School.Calendar.UtcNow(), null));
            await db.SaveChangesAsync(Ct);
        }

        room.At(Classroom.March(12), 1);
        await room.RotateAsync();

        Assert.Equal(["缺席"], (await room.CohortsAsync())[1].Enrolments.Select(e => e.MemberId == room["缺席"] ? "缺席" : "病人"));
        await using var read = room.School.NewDb();
        Assert.Empty(await new WaitingMembers(read, room.School.Calendar).RunAsync(rotation.Id, Ct));
    }

    /// <summary>Four classes of three seats, the second tightly after the first; of five members only one ever comes.</summary>
    private static async Task<List<string>> RowsAfterRunsAsync(DatabaseProvider provider, int[] days)
    {
        await using var room = await RoomAsync(provider, "甲", "乙", "丙", "丁", "戊");
        await room.CreateAsync(Classroom.Seating(room.Request((5, 5), (7, 7), (12, 13), (20, 20)), 3));
        await using (var db = room.School.NewDb())
        {
            // As if ticked in time. Written directly, because the runs that are compared put the server to sleep at other times.
            var second = await db.Cohorts.SingleAsync(c => c.Number == 2, Ct);
            db.Attendances.AddRange(new[] { 1, 2 }.Select(s => new Attendance(
                RowId.At(room.School.Calendar.UtcNow()), room["丁"], second.Id, s, 1, AttendanceSource.List, room.School.Calendar.UtcNow(), null)));
            await db.SaveChangesAsync(Ct);
        }

        foreach (var day in days)
        {
            room.At(Classroom.March(day), 0, 1);
            await room.RotateAsync();
        }

        return await room.RowsAsync();
    }

    private static async Task<Classroom> RoomAsync(DatabaseProvider provider, params string[] names)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in names)
        {
            await room.MemberAsync(name);
        }

        return room;
    }
}
