using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;

namespace Learning.Courses.Tests.Training;

public sealed class TrainingReadsTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_overview_counts_and_names_those_who_wait(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        foreach (var name in new[] { "甲", "乙", "丙" })
        {
            await room.MemberAsync(name);
        }

        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 10)), 2))).Value!.Id;
        var cohort = (await room.CohortsAsync())[0].Id;
        Assert.Equal((CohortState.Planned, 2, 0), Of(Assert.Single(await ListAsync(room, room.Organiser))));
        Assert.Equal([("丙", WaitingReason.NeverPlaced)], await WaitingAsync(room, rotation));

        await room.AttendAsync(cohort, "甲");
        await room.RotateAsync();
        Assert.Equal((2, 1, 0, 1), Of(Assert.Single((await OverviewAsync(room, rotation, room.Organiser))!.Cohorts)));
        await room.TickAsync(cohort, 2, room.Organiser, "乙");
        Assert.Equal((2, 2, 0, 0), Of(Assert.Single((await OverviewAsync(room, rotation, room.Organiser))!.Cohorts)));

        room.At(Classroom.March(11), 1);
        await room.RotateAsync();

        var page = (await OverviewAsync(room, rotation, room.Organiser))!;
        Assert.True(page.IsOurs);
        Assert.Equal((2, 2, 1, 1), Of(Assert.Single(page.Cohorts)));
        Assert.Equal([("乙", WaitingReason.Missed), ("丙", WaitingReason.NeverPlaced)], page.Waiting.Select(w => (w.Member.Name, w.Reason)));
        Assert.Equal((CohortState.Closed, 2, 1), Of(Assert.Single(await ListAsync(room, room.Organiser))));
        Assert.Null(await OverviewAsync(room, rotation, await room.OrganiserOfAsync("d/t2")));
        Assert.Empty(await ListAsync(room, await room.OrganiserOfAsync("d/t2")));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_class_shows_its_people_and_who_was_seen_when(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        await room.MemberAsync("乙", "d/t1/b2");
        await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 2));
        var cohorts = await room.CohortsAsync();
        room.At(Classroom.March(10), 8, 10);
        await room.TickAsync(cohorts[0].Id, 1, room.Organiser, "甲");

        var page = (await DetailAsync(room, cohorts[0].Id, room.Organiser))!;
        Assert.Equal([(1, true, true), (2, false, false), (3, false, false), (4, false, false)], page.Sessions.Select(s => (s.Number, s.TakesAttendance, s.TakesCodes)));
        Assert.Equal([("甲", "Branch b1", false), ("乙", "Branch b2", false)], page.People.Select(p => (p.Name, p.BranchName, p.Moved)));
        Assert.Equal([AttendanceSource.List], page.People[0].Present.Values.Select(p => p.Source));

        var secretary = await room.Roster.AppointAsync(room["乙"], PostKind.BranchSecretary, "d/t1/b2");
        var theirs = (await DetailAsync(room, cohorts[0].Id, secretary))!;
        Assert.Equal((false, "乙"), (theirs.IsOurs, Assert.Single(theirs.People).Name));

        room.At(Classroom.March(12), 1);
        await room.RotateAsync();
        Assert.Equal([false, false], (await DetailAsync(room, cohorts[0].Id, room.Organiser))!.People.Select(p => p.Completed));
        Assert.Equal([true, true], (await DetailAsync(room, cohorts[1].Id, room.Organiser))!.People.Select(p => p.Moved));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_member_sees_the_own_classes_with_place_and_time(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        await room.MemberAsync("乙");
        await room.CreateAsync(room.Request((10, 10), (20, 20)));
        var first = (await room.CohortsAsync())[0].Id;

        var planned = Assert.Single(await MineAsync(room, "甲"));
        Assert.Equal(("春季轮训", "党校", CohortState.Planned, 1, null), (planned.Title, planned.VenueName, planned.State, planned.Next!.Number, planned.CheckIn));

        room.At(Classroom.March(10), 14, 10);
        await room.TickAsync(first, 1, room.Organiser, "甲");
        var open = Assert.Single(await MineAsync(room, "甲"));
        Assert.Equal((2, 2), (open.CheckIn!.Number, open.Next!.Number));
        Assert.Equal([true, false], open.Sessions.Select(s => s.Present));
        await room.TickAsync(first, 2, room.Organiser, "甲");
        Assert.Null(Assert.Single(await MineAsync(room, "甲")).CheckIn);

        room.At(Classroom.March(11), 1);
        await room.RotateAsync();
        Assert.Equal([(1, true)], (await MineAsync(room, "甲")).Select(c => (c.Number, c.Completed!.Value)));
        Assert.Equal([(2, null), (1, false)], (await MineAsync(room, "乙")).Select(c => (c.Number, c.Completed)));
        Assert.True((await MineAsync(room, "乙", "d/t2/b1"))[0].Moved);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Those_whose_class_begins_tomorrow_are_to_be_reminded(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        await room.MemberAsync("乙");
        await room.CreateAsync(Classroom.Seating(room.Request((10, 10), (11, 11)), 1));

        room.At(Classroom.March(8), 12);
        Assert.Empty(await RemindAsync(room, 1));
        room.At(Classroom.March(9), 0);
        var coming = Assert.Single(await RemindAsync(room, 1));
        Assert.Equal((room["甲"], "党校", room.School.Calendar.ToUtc(Classroom.March(10), new TimeOnly(8, 30))), (coming.MemberId, coming.VenueName, coming.FirstSessionAt));
        Assert.Equal([room["甲"], room["乙"]], (await RemindAsync(room, 2)).Select(c => c.MemberId));
        room.At(Classroom.March(10), 0);
        Assert.Equal([room["乙"]], (await RemindAsync(room, 1)).Select(c => c.MemberId));
    }

    [Fact]
    public async Task A_venue_is_recorded_once_by_those_who_plan_for_its_unit()
    {
        await using var room = await Classroom.OpenAsync();
        var request = new NewVenue(RowId.At(room.School.Calendar.UtcNow()), " 登塘党群服务中心 ", VenueKind.ServiceCentre, "d/t1", 40, null);

        Assert.Equal("登塘党群服务中心", (await RecordAsync(room, request)).Value!.Name);
        Assert.Equal(request.Id, (await RecordAsync(room, request)).Value!.Id);
        Assert.Equal("Venue.NotYourUnit", (await RecordAsync(room, request with { Id = Guid.Empty, UnitPath = "d/t2" })).Refusal!.Code);
        Assert.Equal("Venue.NameLength", (await RecordAsync(room, request with { Id = Guid.Empty, Name = "" })).Refusal!.Code);
        Assert.Equal("Venue.SeatsRange", (await RecordAsync(room, request with { Id = Guid.Empty, Seats = 0 })).Refusal!.Code);
        Assert.Equal("Venue.StarsRange", (await RecordAsync(room, request with { Id = Guid.Empty, Stars = 6 })).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_further_room_of_a_venue_has_seats_and_days_of_its_own_and_closes_with_the_whole(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        var request = new NewVenue(RowId.At(room.School.Calendar.UtcNow()), "二楼会议室", VenueKind.ServiceCentre, "", 30, 5) { WithinId = room.VenueId, Open = Weekdays.Monday | Weekdays.Tuesday };
        var upstairs = (await RecordAsync(room, request)).Value!;
        Assert.Equal(("党校·二楼会议室", VenueKind.PartySchool, null), (upstairs.Name, upstairs.Kind, upstairs.Stars));
        Assert.Equal("Venue.RoomInRoom", (await RecordAsync(room, request with { Id = Guid.Empty, WithinId = upstairs.Id })).Refusal!.Code);
        Assert.Equal("Venue.NeverOpen", (await RecordAsync(room, request with { Id = Guid.Empty, Open = Weekdays.None })).Refusal!.Code);
        Assert.Equal("Venue.NotYourUnit", (await RecordAsync(room, request with { Id = Guid.Empty, WithinId = Guid.Empty })).Refusal!.Code);

        // Both rooms on one day; the room upstairs on no Wednesday (11 March 2026).
        var plan = room.Request((9, 10), (16, 17));
        var both = plan with { Classes = [.. plan.Classes, .. plan.Classes.Select(c => c with { VenueId = upstairs.Id })] };
        Assert.NotNull((await room.PlanAsync(both)).Value);
        var wednesday = plan with { Classes = [new CandidateClass(upstairs.Id, new ClassDays(Classroom.March(10), Classroom.March(11)), 10)] };
        Assert.Equal("Rotation.VenueNotOpen", (await room.PlanAsync(wednesday)).Refusal!.Code);

        await using var db = room.School.NewDb(room.Organiser);
        var closure = new NewClosure(RowId.At(room.School.Calendar.UtcNow()), room.VenueId, "", Classroom.March(16), Classroom.March(16), "停电");
        Assert.NotNull((await new CloseVenue(db, room.School.Calendar).RunAsync(closure, Ct)).Value);
        Assert.Equal("Rotation.VenueClosed", (await room.PlanAsync(both with { Classes = [.. both.Classes.Where(c => c.VenueId == upstairs.Id)] })).Refusal!.Code);
        var offered = (await new OfferClasses(db, room.School.Calendar).RunAsync(
            new ClassPattern([upstairs.Id], Classroom.March(9), Classroom.March(24), null, 1, Enum.GetValues<DayOfWeek>().ToHashSet(), new HashSet<DateOnly>()), Ct)).Value!;
        Assert.Equal([9, 10, 17, 23, 24], offered.Select(c => c.Days.OpensOn.Day));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task An_organiser_chooses_among_the_own_units_and_all_venues_the_own_first(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.VenueAsync("A hall", 20);
        await using var db = room.School.NewDb(await room.OrganiserOfAsync("d/t2"));
        db.Venues.Add(new Venue(RowId.At(room.School.Calendar.UtcNow()), "Z hall", VenueKind.EducationBase, room.Roster.Units["d/t2"], 20, null, room.School.Calendar.UtcNow()));
        await db.SaveChangesAsync(Ct);

        var choices = await new RotationChoices(db).RunAsync(Ct);

        Assert.Equal(["d/t2", "d/t2/b1", "d/t2/b2"], choices.Units.Select(u => u.Path));
        Assert.Equal(["Z hall", "A hall", "党校"], choices.Venues.Select(v => v.Name));
    }

    private static (CohortState State, int Placed, int Completed) Of(RotationRow row) => (row.State, row.Placed, row.Completed);

    private static (int Placed, int Attended, int Completed, int Missing) Of(CohortRow row) => (row.Placed, row.Attended, row.Completed, row.Missing);

    private static async Task<IReadOnlyList<RotationRow>> ListAsync(Classroom room, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new RotationList(db).RunAsync(Ct);
    }

    private static async Task<RotationPage?> OverviewAsync(Classroom room, Guid id, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new RotationOverview(db, room.School.Calendar, new WaitingMembers(db, room.School.Calendar)).RunAsync(id, Ct);
    }

    private static async Task<IEnumerable<(string, WaitingReason)>> WaitingAsync(Classroom room, Guid rotation)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return (await new WaitingMembers(db, room.School.Calendar).RunAsync(rotation, Ct)).Select(w => (w.Member.Name, w.Reason));
    }

    private static async Task<CohortPage?> DetailAsync(Classroom room, Guid id, Viewer viewer)
    {
        await using var db = room.School.NewDb(viewer);
        return await new CohortDetail(db, room.School.Calendar).RunAsync(id, Ct);
    }

    private static async Task<IReadOnlyList<MyClass>> MineAsync(Classroom room, string name, string branch = "d/t1/b1")
    {
        await using var db = room.School.NewDb(room.Plain(name, branch));
        return await new MyClasses(db, room.School.Calendar).RunAsync(Ct);
    }

    private static async Task<IReadOnlyList<ComingClass>> RemindAsync(Classroom room, int daysAhead)
    {
        await using var db = room.School.NewDb();
        return await new CohortsToRemind(db, room.School.Calendar).RunAsync(daysAhead, Ct);
    }

    private static async Task<Outcome<Venue>> RecordAsync(Classroom room, NewVenue request)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new RecordVenue(db, room.School.Calendar).RunAsync(request, Ct);
    }
}
