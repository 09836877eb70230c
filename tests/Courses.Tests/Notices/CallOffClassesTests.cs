using System.Text;
using Learning.Courses.Ledger;
using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Training;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

/// <summary>The rotation of town t1 in March: three classes of four in one hall, planned on 2 March for six members.</summary>
public sealed class CallOffClassesTests
{
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "戊", "己"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Members_of_a_class_called_off_are_placed_anew_and_told_once_and_the_others_stay(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var before = await SeatsAsync(room);
        var off = (await room.CohortsAsync())[0];
        var displaced = before.Where(s => s.StartsWith('1')).Select(s => s[2..]).ToList();

        var shown = (await ConsiderAsync(room, off.Id)).Value!;
        Assert.Equal((displaced.Count, displaced.Count, 0), (shown.Placed, shown.PlacedAnew, shown.LeftOut));
        Assert.Equal((8, 8 - (6 - displaced.Count)), shown.Remaining);
        Assert.Equal(before, await SeatsAsync(room)); // shown, not done

        var done = (await CallOffAsync(room, shown.Fingerprint, off.Id)).Value!;

        Assert.Equal((displaced.Count, 0, displaced.Count), (done.PlacedAnew, done.LeftOut, done.Told));
        var after = await SeatsAsync(room);
        Assert.Equal(6, after.Count);
        Assert.DoesNotContain(after, s => s.StartsWith('1'));
        Assert.All(before.Where(s => !s.StartsWith('1')), s => Assert.Contains(s, after));
        await using var db = room.School.NewDb();
        Assert.Equal(displaced.Count, await db.PlacesGivenUp.CountAsync(g => g.Because == GivenUpBecause.ClassCalledOff, Ct));
        Assert.Equal(displaced.Select(n => room[n]).Order(ById), (await db.Outbox.Where(m => m.Kind == NoticeKinds.ClassCalledOffMoved).Select(m => m.MemberId).ToListAsync(Ct)).Order(ById));

        // The second click, and the tab that was open before.
        Assert.Equal(0, (await CallOffAsync(room, shown.Fingerprint, off.Id)).Value!.Told);
        Assert.Equal("Cohort.CalledOff", (await ConsiderAsync(room, off.Id)).Refusal!.Code);
        Assert.Equal(after, await SeatsAsync(room));
        Assert.Equal(displaced.Count, await db.Outbox.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_room_is_free_for_another_class_and_taken_by_one_only(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var off = (await room.CohortsAsync())[0];
        var again = room.Request((off.OpensOn.Day, off.ClosesOn.Day)) with { Title = "补办" };
        Assert.Equal("Rotation.VenueTaken", (await room.CreateAsync(again)).Refusal!.Code);

        await CallOffAsync(room, (await ConsiderAsync(room, off.Id)).Value!.Fingerprint, off.Id);

        Assert.Null((await room.CreateAsync(again)).Refusal);
        Assert.Equal("Rotation.VenueTaken", (await room.CreateAsync(room.Request((off.OpensOn.Day, off.ClosesOn.Day)))).Refusal!.Code);
        await using var db = room.School.NewDb();
        var sessions = await db.Cohorts.SelectMany(c => c.Sessions).Where(s => s.StartsAt == off.Sessions[0].StartsAt).Select(s => s.CalledOffId != null).ToListAsync(Ct);
        Assert.Equal([false, true], sessions.Order());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_that_call_off_at_once_do_it_once(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var off = (await room.CohortsAsync())[0];
        var shown = (await ConsiderAsync(room, off.Id)).Value!.Fingerprint;
        await using var tab = room.School.NewDb(room.Organiser);
        Rival.BeforeSaving(tab, () => Task.Run(() => CallOffAsync(room, shown, off.Id)));

        var loser = await new CallOffClasses(tab, room.School.Calendar, new ConsiderCallOff(tab, room.School.Calendar)).RunAsync(Input(off.Id), shown, Ct);

        Assert.Equal(0, loser.Value!.Told);
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.CohortsCalledOff.CountAsync(Ct));
        Assert.Equal(await db.PlacesGivenUp.CountAsync(Ct), await db.Outbox.CountAsync(Ct));
        Assert.Equal(6, (await SeatsAsync(room)).Count);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_place_given_while_the_class_is_called_off_is_not_lost_in_it(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var last = (await room.CohortsAsync())[2];
        Assert.Empty(last.Enrolments);
        var shown = (await ConsiderAsync(room, last.Id)).Value!.Fingerprint;
        await ExcuseAsync(room, Names[..1], Classroom.March(9), Classroom.March(17)); // only the last class is left for the first of them
        var plan = (await room.ReplanAsync(last.RotationId)).Value!;
        Assert.Equal(last.Id, Assert.Single(plan.Change.Moved).To);

        // The organiser of the district calls the class off while that of the town fits the plan.
        await using var tab = room.School.NewDb(room.Organiser);
        Rival.BeforeSaving(tab, async () =>
        {
            await using var other = room.School.NewDb();
            var cohort = await other.Cohorts.SingleAsync(c => c.Id == last.Id, Ct);
            other.Add(cohort.CallOff(RowId.At(room.School.Calendar.UtcNow()), CalledOffBecause.Weather, "", room.School.Calendar.Today(), room.School.Calendar.UtcNow(), null).Value!);
            await other.SaveChangesAsync(Ct);
        });
        var outcome = await new ReplanRotation(tab, room.School.Calendar).RunAsync(last.RotationId, plan.Fingerprint, Ct);

        Assert.Equal("Rotation.RosterChanged", outcome.Refusal!.Code);
        Assert.DoesNotContain(await SeatsAsync(room), s => s.StartsWith('3'));
        Assert.NotEqual(shown, (await ConsiderAsync(room, (await room.CohortsAsync())[1].Id)).Value!.Fingerprint);
    }

    [Fact]
    public async Task Whoever_finds_no_other_class_is_counted_named_and_told_so()
    {
        await using var room = await OpenAsync();
        var cohorts = await room.CohortsAsync();
        var ids = cohorts.Select(c => c.Id).ToArray();

        var one = (await ConsiderAsync(room, ids[0], ids[1])).Value!;
        Assert.Equal((6, 4, 2), (one.Placed, one.PlacedAnew, one.LeftOut));
        Assert.NotEmpty(one.Rotations[0].Answer!.Needs);
        var all = (await ConsiderAsync(room, ids)).Value!;
        Assert.Equal((6, 0, 6), (all.Placed, all.PlacedAnew, all.LeftOut));

        Assert.Equal(6, (await CallOffAsync(room, all.Fingerprint, ids)).Value!.Told);
        await using var db = room.School.NewDb();
        Assert.Equal(6, await db.Outbox.CountAsync(m => m.Kind == NoticeKinds.ClassCalledOff, Ct));
        Assert.Equal(6, (await new WaitingMembers(db, room.School.Calendar).RunAsync(cohorts[0].RotationId, Ct)).Count);
        Assert.Equal(CohortState.CalledOff, Assert.Single(await new RotationList(db).RunAsync(Ct)).State);
    }

    [Theory]
    [InlineData(8, null)]
    [InlineData(9, "CallOff.TooNear")] // begins tomorrow
    [InlineData(10, "CallOff.TooNear")]
    [InlineData(11, "CallOff.TooNear")]
    [InlineData(12, "Cohort.AlreadyClosed")]
    public async Task A_class_can_be_called_off_until_two_days_before_it_begins(int day, string? refusal)
    {
        await using var room = await OpenAsync();
        var off = (await room.CohortsAsync())[0];
        room.At(Classroom.March(day), 10);

        Assert.Equal(refusal, (await ConsiderAsync(room, off.Id)).Refusal?.Code);
        Assert.Equal(refusal, (await CallOffAsync(room, "", off.Id)).Refusal?.Code is var code && code == "Rotation.RosterChanged" ? null : code);
    }

    [Fact]
    public async Task Only_who_plans_for_the_unit_calls_off_and_only_as_it_was_shown()
    {
        await using var room = await OpenAsync();
        var off = (await room.CohortsAsync())[0];
        var shown = (await ConsiderAsync(room, off.Id)).Value!.Fingerprint;
        var secretary = await room.Roster.AppointAsync(room["甲"], PostKind.BranchSecretary, "d/t1/b1");

        Assert.Equal("Rotation.NotYourUnit", (await CallOffAsync(room, await room.OrganiserOfAsync("d/t2"), shown, Input(off.Id))).Refusal!.Code);
        Assert.Equal("Rotation.NotYourUnit", (await CallOffAsync(room, secretary, shown, Input(off.Id))).Refusal!.Code);
        Assert.Equal("Rotation.NotYourUnit", (await ConsiderAsync(room)).Refusal!.Code);
        await ExcuseAsync(room, Names, Classroom.March(5), null);
        Assert.Equal("Rotation.RosterChanged", (await CallOffAsync(room, shown, off.Id)).Refusal!.Code);
        Assert.Equal("CallOff.SayWhy", (await CallOffAsync(room, room.Organiser, shown, new CallOffInput([off.Id], CalledOffBecause.Other, " "))).Refusal!.Code);
        await using var db = room.School.NewDb();
        Assert.Equal((0, 0), (await db.CohortsCalledOff.CountAsync(Ct), await db.Outbox.CountAsync(Ct)));
        Assert.Null((await CallOffAsync(room, await room.OrganiserOfAsync("d"), (await ConsiderAsync(room, off.Id)).Value!.Fingerprint, Input(off.Id))).Refusal);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_class_called_off_never_opens_takes_nobody_and_counts_for_nobody(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var off = (await room.CohortsAsync())[0];
        await CallOffAsync(room, (await ConsiderAsync(room, off.Id)).Value!.Fingerprint, off.Id);

        room.At(Classroom.March(10), 9);
        await room.RotateAsync();
        Assert.Equal(CohortState.CalledOff, (await room.CohortsAsync())[0].State);
        Assert.Equal("Cohort.CalledOff", (await room.TickAsync(off.Id, 1, room.Organiser, Names)).Refusal!.Code);
        Assert.Equal("Attendance.NotEnrolled", (await room.CheckInAsync(off.Id, "123456", room.Plain("甲"))).Refusal!.Code);

        room.At(Classroom.March(17), 0, 2);
        await room.RotateAsync();
        Assert.DoesNotContain(await room.RowsAsync(), r => r.StartsWith('1') && !r.Contains("placed", StringComparison.Ordinal));
        await using var db = room.School.NewDb();
        var keys = new LedgerKeyFile(new LedgerSettings(Directory.CreateTempSubdirectory("lunxun-keys-").FullName));
        await new SealLedger(db, room.School.Calendar, keys).RunAsync(Ct);
        Assert.Null((await new CheckLedger(db, keys).RunAsync(null, null, Ct)).Value!.Fault);
    }

    [Fact]
    public async Task The_ledger_tells_the_reason_and_not_the_words()
    {
        await using var room = await OpenAsync();
        var off = (await room.CohortsAsync())[0];
        await CallOffAsync(room, room.Organiser, (await ConsiderAsync(room, off.Id)).Value!.Fingerprint, new CallOffInput([off.Id], CalledOffBecause.NoTrainer, "李老师住院"));

        await using var db = room.School.NewDb();
        var entry = await db.Evidence.SingleAsync(e => e.Kind == "cohort.called-off", Ct);
        Assert.Contains("NoTrainer", Encoding.UTF8.GetString(entry.Body), StringComparison.Ordinal);
        Assert.DoesNotContain("李老师", string.Concat((await db.Evidence.Select(e => e.Body).ToListAsync(Ct)).Select(Encoding.UTF8.GetString)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_member_sees_the_class_as_called_off_and_the_other_one_as_the_next()
    {
        await using var room = await OpenAsync();
        var off = (await room.CohortsAsync())[0];
        var name = Names.First(n => off.Enrolments.Any(e => e.MemberId == room[n]));
        await CallOffAsync(room, (await ConsiderAsync(room, off.Id)).Value!.Fingerprint, off.Id);

        await using var db = room.School.NewDb(room.Plain(name));
        var mine = await new MyClasses(db, room.School.Calendar).RunAsync(Ct);

        Assert.Equal([true, false], mine.Select(c => c.Stands));
        Assert.Equal((off.Id, CohortState.CalledOff, CalledOffBecause.Weather), (mine[1].CohortId, mine[1].State, mine[1].CalledOff!.Because));
        Assert.Null(mine[1].Next);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_venue_that_drops_out_names_ones_own_classes_those_too_near_and_the_days_of_others(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        await room.MemberAsync("邻", "d/t2/b1");
        var neighbour = await room.OrganiserOfAsync("d/t2");
        Assert.Null((await room.CreateAsync(room.Request((25, 26)) with { UnitPath = "d/t2" }, neighbour)).Refusal);
        room.At(Classroom.March(10), 12);

        var mine = await LookAsync(room, room.Organiser, Classroom.March(1));
        Assert.Equal([Classroom.March(15), Classroom.March(20)], mine.ToCallOff.Select(c => c.OpensOn));
        Assert.Equal([Classroom.March(10)], mine.TooNear.Select(c => c.OpensOn));
        Assert.Equal([new ClassDays(Classroom.March(25), Classroom.March(26))], mine.Others);
        Assert.Equal([Classroom.March(20)], (await LookAsync(room, room.Organiser, Classroom.March(17))).ToCallOff.Select(c => c.OpensOn));

        var theirs = await LookAsync(room, neighbour, Classroom.March(1));
        Assert.Equal([Classroom.March(25)], theirs.ToCallOff.Select(c => c.OpensOn));
        Assert.Empty(theirs.TooNear);
    }

    private static IComparer<MemberId> ById { get; } = Comparer<MemberId>.Create((a, b) => a.Value.CompareTo(b.Value));

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in Names)
        {
            await room.MemberAsync(name, name is "戊" or "己" ? "d/t1/b2" : "d/t1/b1");
        }

        Assert.Null((await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (15, 16), (20, 21)), 4))).Refusal);
        return room;
    }

    private static CallOffInput Input(params Guid[] cohorts) => new(cohorts, CalledOffBecause.Weather, "台风");

    private static async Task<Outcome<CallOff>> ConsiderAsync(Classroom room, params Guid[] cohorts)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new ConsiderCallOff(db, room.School.Calendar).RunAsync(cohorts, Ct);
    }

    private static Task<Outcome<ClassesCalledOff>> CallOffAsync(Classroom room, string fingerprint, params Guid[] cohorts) =>
        CallOffAsync(room, room.Organiser, fingerprint, Input(cohorts));

    private static async Task<Outcome<ClassesCalledOff>> CallOffAsync(Classroom room, Viewer viewer, string fingerprint, CallOffInput input)
    {
        await using var db = room.School.NewDb(viewer);
        return await new CallOffClasses(db, room.School.Calendar, new ConsiderCallOff(db, room.School.Calendar)).RunAsync(input, fingerprint, Ct);
    }

    private static async Task<VenueOutlook> LookAsync(Classroom room, Viewer viewer, DateOnly from)
    {
        await using var db = room.School.NewDb(viewer);
        return (await new ClassesInVenue(db, room.School.Calendar).RunAsync(room.VenueId, from, Ct))!;
    }

    /// <summary>"2 乙": a place in the second class.</summary>
    private static async Task<List<string>> SeatsAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        var rows = await db.StandingPlaces()
            .Select(e => new { Number = db.Cohorts.Where(c => c.Id == e.CohortId).Select(c => c.Number).First(), Name = db.Members.Where(m => m.MemberId == e.MemberId).Select(m => m.Name).First() })
            .ToListAsync(Ct);
        return [.. rows.Select(r => $"{r.Number} {r.Name}").Order(StringComparer.Ordinal)];
    }

    private static async Task ExcuseAsync(Classroom room, string[] names, DateOnly from, DateOnly? to)
    {
        var now = room.School.Calendar.UtcNow();
        await using var db = room.School.NewDb();
        db.Exemptions.AddRange(names.Select(n => new Exemption(RowId.At(now), room[n], ExemptionKind.Deferred, "posting", from, to, now, null)));
        await db.SaveChangesAsync(Ct);
    }
}
