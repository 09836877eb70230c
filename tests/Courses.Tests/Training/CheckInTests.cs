using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;

namespace Learning.Courses.Tests.Training;

public sealed class CheckInTests
{
    private static readonly DateTime Now = new(2026, 3, 10, 0, 30, 15, DateTimeKind.Utc);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_code_on_the_wall_makes_a_member_present_once(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        var cohort = await ClassAsync(room);
        room.At(Classroom.March(10), 8, 29, 40);
        var code = (await WallAsync(room, cohort, 1, room.Organiser)).Value!.Code;

        room.At(Classroom.March(10), 8, 30, 20); // the next window: people need time to type
        var first = await room.CheckInAsync(cohort, code, room.Plain("甲"));
        room.At(Classroom.March(10), 9, 0);
        var second = await room.CheckInAsync(cohort, code, room.Plain("甲")); // the second click, late

        Assert.Equal((AttendanceSource.Code, 1), (first.Value!.Source, first.Value.Session));
        Assert.Equal(first.Value.Id, second.Value!.Id);
        Assert.Equal(1, (await WallAsync(room, cohort, 1, room.Organiser)).Value!.Present);
    }

    [Fact]
    public async Task A_code_of_a_minute_ago_another_session_or_another_class_is_wrong()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassAsync(room);
        room.At(Classroom.March(10), 8, 29, 0);
        var old = (await WallAsync(room, cohort, 1, room.Organiser)).Value!.Code;
        room.At(Classroom.March(10), 8, 30, 0);
        var session = (await room.CohortsAsync())[0].Sessions;

        Assert.Equal("Attendance.WrongCode", (await room.CheckInAsync(cohort, old, room.Plain("甲"))).Refusal!.Code);
        var now = room.School.Calendar.UtcNow();
        Assert.Equal("Attendance.WrongCode", (await room.CheckInAsync(cohort, CheckInCode.At(cohort, session[1], now), room.Plain("甲"))).Refusal!.Code);
        Assert.Equal("Attendance.WrongCode", (await room.CheckInAsync(cohort, CheckInCode.At(Guid.Empty, session[0], now), room.Plain("甲"))).Refusal!.Code);
        Assert.Equal("Attendance.WrongCode", (await room.CheckInAsync(cohort, "", room.Plain("甲"))).Refusal!.Code);
    }

    [Theory]
    [InlineData(10, 7, 59, 59, false)]
    [InlineData(10, 8, 0, 0, true)]
    [InlineData(10, 11, 30, 0, true)]
    [InlineData(10, 11, 30, 1, false)]
    [InlineData(9, 8, 30, 0, false)]
    public async Task A_code_is_taken_from_half_an_hour_before_the_session_until_its_end(int day, int hour, int minute, int second, bool taken)
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassAsync(room);
        room.At(Classroom.March(day), hour, minute, second);
        var code = CheckInCode.At(cohort, (await room.CohortsAsync())[0].Sessions[0], room.School.Calendar.UtcNow());

        var outcome = await room.CheckInAsync(cohort, code, room.Plain("甲"));

        Assert.Equal(taken ? null : "Attendance.NotNow", outcome.Refusal?.Code);
        Assert.Equal(taken ? null : "Attendance.NotNow", (await WallAsync(room, cohort, 1, room.Organiser)).Refusal?.Code);
    }

    [Fact]
    public async Task Who_has_no_place_in_the_class_cannot_check_in()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassAsync(room);
        await room.MemberAsync("后来的");
        room.At(Classroom.March(10), 9);
        var code = (await WallAsync(room, cohort, 1, room.Organiser)).Value!.Code;

        Assert.Equal("Attendance.NotEnrolled", (await room.CheckInAsync(cohort, code, room.Plain("后来的"))).Refusal!.Code);
        Assert.Equal("Attendance.NotEnrolled", (await room.CheckInAsync(Guid.Empty, code, room.Plain("甲"))).Refusal!.Code);
        Assert.Equal("Attendance.NotEnrolled", (await room.CheckInAsync(cohort, code, Viewer.Nobody)).Refusal!.Code);
    }

    [Fact]
    public async Task A_place_stays_ones_own_after_a_transfer_to_another_town()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassAsync(room);
        room.At(Classroom.March(10), 9);
        var code = (await WallAsync(room, cohort, 1, room.Organiser)).Value!.Code;

        Assert.Null((await room.CheckInAsync(cohort, code, room.Plain("甲", "d/t2/b1"))).Refusal);
    }

    [Fact]
    public async Task Only_those_who_answer_for_the_unit_of_the_class_see_its_code()
    {
        await using var room = await Classroom.OpenAsync();
        var cohort = await ClassAsync(room);
        var secretary = await room.Roster.AppointAsync(room["甲"], PostKind.BranchSecretary, "d/t1/b1");
        room.At(Classroom.March(10), 9);

        Assert.Equal("Attendance.NoSuchSession", (await WallAsync(room, cohort, 1, room.Plain("甲"))).Refusal!.Code);
        Assert.Equal("Attendance.NoSuchSession", (await WallAsync(room, cohort, 1, secretary)).Refusal!.Code);
        Assert.Equal("Attendance.NoSuchSession", (await WallAsync(room, cohort, 9, room.Organiser)).Refusal!.Code);
        var wall = (await WallAsync(room, cohort, 1, await room.OrganiserOfAsync("d"))).Value!;
        Assert.Equal((0, 1, TimeSpan.FromSeconds(30)), (wall.Present, wall.Placed, wall.ChangesAt - wall.Now));
    }

    [Theory]
    [InlineData("{0}")]
    [InlineData(" {0} ")]
    [InlineData("{1} {2}")]
    public void The_digits_may_be_typed_as_people_type_them(string pattern)
    {
        var session = NewSession();
        var code = CheckInCode.At(Guid.Empty, session, Now);
        var wide = string.Concat(code.Select(c => (char)(c - '0' + '０')));

        Assert.True(CheckInCode.Accepts(Guid.Empty, session, string.Format(pattern, code, code[..3], code[3..]), Now));
        Assert.True(CheckInCode.Accepts(Guid.Empty, session, string.Format(pattern, wide, wide[..3], wide[3..]), Now));
        Assert.False(CheckInCode.Accepts(Guid.Empty, session, code + "0", Now));
    }

    [Fact]
    public void A_code_has_six_digits_and_changes_every_half_minute()
    {
        var session = NewSession();
        var codes = Enumerable.Range(0, 200).Select(i => CheckInCode.At(Guid.Empty, session, Now.AddSeconds(30 * i))).ToList();

        Assert.All(codes, c => Assert.Matches("^[0-9]{6}$", c));
        Assert.True(codes.Distinct().Count() > 190);
        Assert.Equal(Now.AddSeconds(15), CheckInCode.ChangesAt(Now));
        Assert.Equal(CheckInCode.At(Guid.Empty, session, Now), CheckInCode.At(Guid.Empty, session, Now.AddSeconds(14)));
    }

    private static Session NewSession() => new(1, Guid.Empty, Now, Now.AddHours(3), 16, new byte[32]);

    private static async Task<Guid> ClassAsync(Classroom room)
    {
        await room.MemberAsync("甲");
        await room.CreateAsync(room.Request((10, 11)));
        return (await room.CohortsAsync())[0].Id;
    }

    private static async Task<Outcome<CodeOnTheWall>> WallAsync(Classroom room, Guid cohort, int session, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new ShownCode(db, room.School.Calendar).RunAsync(cohort, session, Ct);
    }
}
