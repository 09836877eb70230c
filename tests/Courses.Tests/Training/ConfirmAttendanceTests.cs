using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>A class of three members of branch b1, the first of whom is its secretary; the organiser of the town keys the paper.</summary>
public sealed class ConfirmAttendanceTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task One_persons_list_is_c_a_second_person_makes_it_b_and_the_code_is_a(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (cohort, secretary) = await ClassAsync(room);
        await room.TickAsync(cohort.Id, 1, room.Organiser, "甲");
        Assert.NotNull((await room.CheckInAsync(cohort.Id, CheckInCode.At(cohort.Id, cohort.Sessions[0], room.School.Calendar.UtcNow()), room.Plain("乙"))).Value);
        Assert.Equal(["乙 A", "甲 C"], await ClassesAsync(room));

        Assert.Equal((1, 0), Counts(await ConfirmAsync(room, cohort.Id, secretary, await LinesAsync(room, "甲"))));
        Assert.Equal(["乙 A", "甲 B"], await ClassesAsync(room));

        // Again, and by a third person.
        Assert.Equal((0, 1), Counts(await ConfirmAsync(room, cohort.Id, secretary, await LinesAsync(room, "甲"))));
        Assert.Equal((0, 1), Counts(await ConfirmAsync(room, cohort.Id, await room.OrganiserOfAsync("d"), await LinesAsync(room, "甲"))));
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.Evidence.CountAsync(e => e.Kind == "attendance.confirmed", Ct));
    }

    [Fact]
    public async Task Nobody_confirms_what_they_keyed_or_their_own_presence()
    {
        await using var room = await OpenAsync();
        var (cohort, secretary) = await ClassAsync(room);
        await room.TickAsync(cohort.Id, 1, room.Organiser, "甲", "书记");

        Assert.Equal("Attendance.SecondPerson", (await ConfirmAsync(room, cohort.Id, room.Organiser, await LinesAsync(room, "甲"))).Refusal!.Code);
        Assert.Equal("Attendance.SecondPerson", (await ConfirmAsync(room, cohort.Id, secretary, await LinesAsync(room, "书记"))).Refusal!.Code);
        Assert.Equal("Attendance.NotOnYourList", (await ConfirmAsync(room, cohort.Id, room.Plain("甲"), await LinesAsync(room, "甲"))).Refusal!.Code);
        Assert.Equal("Attendance.NoSuchSession", (await ConfirmAsync(room, cohort.Id, await room.OrganiserOfAsync("d/t2"), await LinesAsync(room, "甲"))).Refusal!.Code);
        Assert.Equal(["书记 C", "甲 C"], await ClassesAsync(room));
    }

    [Fact]
    public async Task A_line_put_right_after_the_confirmation_needs_a_new_one_and_an_old_page_confirms_nothing()
    {
        await using var room = await OpenAsync();
        var (cohort, secretary) = await ClassAsync(room);
        await room.TickAsync(cohort.Id, 1, room.Organiser, "甲", "乙");
        var page = await LinesAsync(room, "甲", "乙");
        await ConfirmAsync(room, cohort.Id, secretary, page);
        await using (var db = room.School.NewDb(room.Organiser))
        {
            await new WithdrawAttendance(db, room.School.Calendar).RunAsync((await LinesAsync(room, "甲"))[0], Ct);
        }

        await room.TickAsync(cohort.Id, 1, room.Organiser, "甲");

        Assert.Equal(["乙 B", "甲 C"], await ClassesAsync(room));
        Assert.Equal("Attendance.ListChanged", (await ConfirmAsync(room, cohort.Id, secretary, page)).Refusal!.Code);
        room.At(Classroom.March(14), 9); // the class is over; the paper is still there
        await room.RotateAsync();
        Assert.Equal((1, 1), Counts(await ConfirmAsync(room, cohort.Id, secretary, await LinesAsync(room, "甲", "乙"))));
        Assert.Equal(["乙 B", "甲 B"], await ClassesAsync(room));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_people_who_confirm_at_once_leave_one_row(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (cohort, secretary) = await ClassAsync(room);
        await room.TickAsync(cohort.Id, 1, room.Organiser, "甲", "乙");
        var page = await LinesAsync(room, "甲", "乙");
        var district = await room.OrganiserOfAsync("d");
        await using var tab = room.School.NewDb(secretary);
        Rival.BeforeSaving(tab, () => Task.Run(() => ConfirmAsync(room, cohort.Id, district, page)));

        Assert.Equal((0, 2), Counts(await new ConfirmAttendance(tab, room.School.Calendar).RunAsync(cohort.Id, 1, page, Ct)));
        await using var db = room.School.NewDb();
        Assert.Equal(2, await db.AttendanceConfirmations.CountAsync(Ct));
    }

    private static (int New, int Already) Counts(Outcome<AttendanceConfirmed> outcome) => (outcome.Value!.New, outcome.Value.Already);

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in new[] { "书记", "甲", "乙" })
        {
            await room.MemberAsync(name);
        }

        Assert.Null((await room.CreateAsync(room.Request((10, 11)))).Refusal);
        return room;
    }

    /// <summary>The class on its first morning, opened.</summary>
    private static async Task<(Cohort Cohort, Viewer Secretary)> ClassAsync(Classroom room)
    {
        var secretary = await room.Roster.AppointAsync(room["书记"], PostKind.BranchSecretary, "d/t1/b1");
        room.At(Classroom.March(10), 9);
        await room.RotateAsync();
        return ((await room.CohortsAsync())[0], secretary);
    }

    private static async Task<List<Guid>> LinesAsync(Classroom room, params string[] names)
    {
        var members = names.Select(n => room[n]).ToList();
        await using var db = room.School.NewDb();
        return await db.StandingAttendances().Where(a => members.Contains(a.MemberId)).Select(a => a.Id).ToListAsync(Ct);
    }

    private static async Task<Outcome<AttendanceConfirmed>> ConfirmAsync(Classroom room, Guid cohort, Viewer viewer, List<Guid> lines)
    {
        await using var db = room.School.NewDb(viewer);
        return await new ConfirmAttendance(db, room.School.Calendar).RunAsync(cohort, 1, lines, Ct);
    }

    /// <summary>"甲 C": what each standing attendance of the first session rests on, as the page of the class says.</summary>
    private static async Task<List<string>> ClassesAsync(Classroom room)
    {
        var cohort = (await room.CohortsAsync())[0].Id;
        await using var db = room.School.NewDb(room.Organiser);
        var people = (await new CohortDetail(db, room.School.Calendar).RunAsync(cohort, Ct))!.People;
        return [.. people.Where(p => p.Present.ContainsKey(1)).Select(p => $"{p.Name} {p.Present[1].Class}").Order(StringComparer.Ordinal)];
    }
}
