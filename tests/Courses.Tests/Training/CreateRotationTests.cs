using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

public sealed class CreateRotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_preview_names_everybody_and_the_deed_does_what_it_said(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        foreach (var name in new[] { "甲", "乙", "丙", "丁", "戊" })
        {
            await room.MemberAsync(name, name is "丁" ? "d/t1/b2" : "d/t1/b1");
        }

        await room.MemberAsync("外镇", "d/t2/b1");
        await ExcuseAsync(room, "乙", ExemptionKind.Deferred, Classroom.March(1), Classroom.March(1));
        await ExcuseAsync(room, "丙", ExemptionKind.Exempt, Classroom.March(15), null); // after the first class: still required
        await ExcuseAsync(room, "戊", ExemptionKind.OutOfContact, Classroom.March(2), null); // before it: there is no class to come to
        await TrainedAsync(room, "甲");
        var request = Classroom.Seating(room.Request((10, 11), (20, 20)), 1);

        var plan = (await room.PlanAsync(request)).Value!;
        Assert.Empty(await room.CohortsAsync());
        Assert.Equal(["甲", "丙", "丁"], plan.Required.Select(m => m.Name));
        Assert.Equal([("乙", ExemptionKind.Deferred), ("戊", ExemptionKind.OutOfContact)], plan.Excused.Select(m => (m.Name, m.Excuse!.Value)));
        Assert.Equal(2, plan.Seats);
        Assert.Equal(["丙", "丁"], plan.Classes.Select(c => Assert.Single(c.Members).Name));
        Assert.Equal([("甲", "Plan.NoSeatLeft")], plan.LeftOut.Select(l => (l.Member.Name, l.Why.Code)));

        Assert.Null((await room.CreateAsync(request)).Refusal);
        var cohorts = await room.CohortsAsync();
        Assert.Equal([room["丙"], room["丁"]], cohorts.Select(c => Assert.Single(c.Enrolments).MemberId));
        Assert.Equal([(4, 64), (2, 32)], cohorts.Select(c => (c.Sessions.Count, c.TotalQuarters)));
        Assert.Equal(room.School.Calendar.ToUtc(Classroom.March(10), new TimeOnly(8, 30)), cohorts[0].Sessions[0].StartsAt);
        Assert.Equal(room.School.Calendar.ToUtc(Classroom.March(11), new TimeOnly(17, 30)), cohorts[0].Sessions[3].EndsAt);
        Assert.Equal(6, cohorts.SelectMany(c => c.Sessions).Select(s => Convert.ToHexString(s.CodeSecret)).Distinct().Count());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_second_click_gives_the_first_rotation_back(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        var request = room.Request((10, 11));

        var first = await room.CreateAsync(request);
        var second = await room.CreateAsync(request with { Title = "又一次" });

        Assert.Equal(first.Value!.Id, second.Value!.Id);
        Assert.Equal("春季轮训", second.Value.Title);
        Assert.Single(await room.CohortsAsync());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_at_once_make_one_rotation(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");
        var request = room.Request((10, 11));

        var outcome = await RunBesideAsync(room, request, rival: request);

        Assert.Equal(request.Id, outcome.Value!.Id);
        Assert.Single(await room.CohortsAsync());
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_organisers_who_want_one_room_at_once_do_not_both_get_it(DatabaseProvider provider)
    {
        await using var room = await Classroom.OpenAsync(provider);
        await room.MemberAsync("甲");

        var outcome = await RunBesideAsync(room, room.Request((10, 11)), rival: room.Request((11, 12)));

        Assert.Equal("Rotation.VenueTaken", outcome.Refusal!.Code);
        Assert.Equal(Classroom.March(11), Assert.Single(await room.CohortsAsync()).OpensOn);
    }

    [Fact]
    public async Task A_room_that_another_town_has_taken_is_taken()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        await room.MemberAsync("外镇", "d/t2/b1");
        Assert.Null((await room.CreateAsync(room.Request((10, 11)) with { UnitPath = "d/t2" }, await room.OrganiserOfAsync("d/t2"))).Refusal);

        // Of no branch: whoever belongs to the other town would see its classes anyway.
        var local = new Viewer(room.Organiser.MemberId, false, room.Organiser.Posts);
        var refusal = (await room.PlanAsync(room.Request((5, 5), (11, 12)), local)).Refusal!;

        Assert.Equal(("Rotation.VenueTaken", Classroom.March(10)), (refusal.Code, refusal.Args.Single()));
        Assert.Null((await room.PlanAsync(room.Request((5, 5), (12, 12)))).Refusal);
    }

    [Fact]
    public async Task A_request_that_cannot_be_is_refused_with_its_reason()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        var good = room.Request((10, 11));

        Assert.Equal("Rotation.MoreThanSeats", await CodeAsync(Classroom.Seating(good, 51)));
        Assert.Equal("Rotation.NoCapacity", await CodeAsync(Classroom.Seating(good, 0)));
        Assert.Equal("Rotation.NoSuchVenue", await CodeAsync(good with { Classes = [good.Classes[0] with { VenueId = Guid.Empty }] }));
        Assert.Equal("Rotation.NotYourUnit", await CodeAsync(good with { UnitPath = "d/t2" }));
        Assert.Equal("Rotation.NotYourUnit", await CodeAsync(good with { UnitPath = "d" }));
        Assert.Equal("Rotation.NotYourUnit", await CodeAsync(good with { UnitPath = "d/nowhere" }));
        Assert.Equal("Rotation.TitleLength", await CodeAsync(good with { Title = " " }));
        Assert.Equal("Rotation.BranchShareRange", await CodeAsync(good with { BranchShare = 0 }));
        Assert.Equal("Rotation.BranchShareRange", await CodeAsync(good with { CommitteeShare = 101 }));
        Assert.Equal("Rotation.SmallestOverSeats", await CodeAsync(good with { Smallest = 11 }));
        Assert.Equal("Plan.NegativeDistance", await CodeAsync(good with { Farthest = -1 }));
        Assert.Equal("Rotation.PlaceUnknown", await CodeAsync(good with { Farthest = 10 }));
        Assert.Equal("Rotation.EndsBeforeItBegins", await CodeAsync(good with { To = Classroom.March(1).AddDays(-1) }));
        Assert.Equal("Rotation.ClassCount", await CodeAsync(good with { Classes = [] }));
        Assert.Equal("Rotation.ClassesOverlap", await CodeAsync(room.Request((11, 12), (10, 11))));
        Assert.Equal("Rotation.ClassInThePast", await CodeAsync(room.Request((1, 1))));
        Assert.Equal("Rotation.ClassOutside", await CodeAsync(good with { To = Classroom.March(10) }));
        Assert.Equal("Rotation.ClassEndsBeforeItBegins", await CodeAsync(room.Request((11, 10))));
        Assert.Equal("Rotation.ClassTooLong", await CodeAsync(good with { To = new(2027, 3, 1), Classes = [good.Classes[0] with { Days = new(Classroom.March(10), new(2026, 12, 31)) }] }));
        Assert.Equal("Rotation.NobodyRequired", await CodeAsync(good with { UnitPath = "d/t1/b2" }));
        Assert.Null(await CodeAsync(good));
        Assert.Null(await CodeAsync(room.Request((2, 2)))); // today is not the past

        async Task<string?> CodeAsync(NewRotation request) => (await room.PlanAsync(request)).Refusal?.Code;
    }

    [Fact]
    public async Task Not_more_than_the_share_of_a_branch_is_away_at_once()
    {
        await using var room = await Classroom.OpenAsync();
        foreach (var name in new[] { "甲", "乙", "丙", "丁" })
        {
            await room.MemberAsync(name);
        }

        var plan = (await room.PlanAsync(room.Request((10, 11), (20, 21)) with { BranchShare = 50 })).Value!;

        Assert.Equal([["甲", "乙"], ["丙", "丁"]], plan.Classes.Select(c => c.Members.Select(m => m.Name)));
        Assert.Empty(plan.Needs);

        var half = (await room.PlanAsync(room.Request((10, 11)) with { BranchShare = 50 })).Value!;
        Assert.Equal(["Plan.TooManyAway", "Plan.TooManyAway"], half.LeftOut.Select(l => l.Why.Code));
        Assert.Equal(("Plan.TownLacksSeatsAnyOf", 2), (Assert.Single(half.Needs).Why.Code, half.Needs[0].Seats));
    }

    [Fact]
    public async Task No_more_classes_are_held_than_needed_and_the_others_are_kept_only_when_asked_for()
    {
        await using var room = await Classroom.OpenAsync();
        foreach (var name in new[] { "甲", "乙", "丙" })
        {
            await room.MemberAsync(name);
        }

        var request = room.Request((10, 11), (16, 17), (20, 21)) with { KeepSpare = false };
        var plan = (await room.PlanAsync(request)).Value!;
        Assert.Equal((Classroom.March(10), 3), (Assert.Single(plan.Classes).Days.OpensOn, plan.Classes[0].Members.Count));
        Assert.Equal([3, 0, 0], (await room.PlanAsync(request with { KeepSpare = true })).Value!.Classes.Select(c => c.Members.Count));

        await room.CreateAsync(request);
        Assert.Single(await room.CohortsAsync());
    }

    [Fact]
    public async Task Nobody_is_sent_farther_than_the_rule_allows_and_everybody_as_near_as_can_be()
    {
        await using var room = await Classroom.OpenAsync();
        await PlaceAsync(room, ("d/t1", 0, 0), ("d/t2", 0, 100)); // ten kilometres
        var far = await room.VenueAsync("外镇党校", 50, "d/t2");
        await room.MemberAsync("甲");
        await room.MemberAsync("乙", "d/t2/b1");
        var district = await room.OrganiserOfAsync("d");
        var near = room.Request((10, 11)) with { UnitPath = "d" };
        var both = near with { Classes = [near.Classes[0], near.Classes[0] with { VenueId = far }], Smallest = 0 };

        var plan = (await room.PlanAsync(near with { Farthest = 9 }, district)).Value!;
        Assert.Equal(["甲"], plan.Classes[0].Members.Select(m => m.Name));
        Assert.Equal(["Plan.NoClassInReach"], plan.LeftOut.Select(l => l.Why.Code).Distinct());

        // One class is enough for all of them, and fewer classes come before shorter ways.
        Assert.Equal(1, (await room.PlanAsync(both, district)).Value!.Needed);
        var apart = (await room.PlanAsync(both with { Farthest = 9 }, district)).Value!;
        Assert.Equal(["党校 甲", "外镇党校 乙"], apart.Classes.SelectMany(c => c.Members.Where(m => m.Name is "甲" or "乙").Select(m => $"{c.Venue.Name} {m.Name}")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task An_organiser_says_where_his_towns_are_and_nobody_elses()
    {
        await using var room = await Classroom.OpenAsync();
        await using var db = room.School.NewDb(room.Organiser);
        var places = new PlaceUnits(db);

        Assert.Null(await places.RunAsync(new Dictionary<string, MapPoint> { ["d/t1"] = new(12, 34) }, Ct));
        Assert.Equal([("d/t1", new MapPoint(12, 34))], (await places.ListAsync(Ct)).Select(u => (u.Path, u.Place!.Value)));
        Assert.Equal("Rotation.NotYourUnit", (await places.RunAsync(new Dictionary<string, MapPoint> { ["d/t1"] = new(1, 1), ["d/t2"] = new(1, 1) }, Ct))!.Code);
        Assert.Equal("Places.Range", (await places.RunAsync(new Dictionary<string, MapPoint> { ["d/t1"] = new(1, -1) }, Ct))!.Code);
        Assert.Equal(new MapPoint(12, 34), (await places.ListAsync(Ct))[0].Place);
    }

    [Fact]
    public async Task A_plan_that_was_shown_is_carried_out_unless_the_roster_has_changed_since()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        var plan = (await room.PlanAsync(room.Request((10, 11)))).Value!;

        await room.MemberAsync("乙");
        Assert.Equal("Rotation.RosterChanged", (await ApplyAsync(room, plan)).Refusal!.Code);
        Assert.Empty(await room.CohortsAsync());

        var anew = (await room.PlanAsync(room.Request((10, 11)))).Value!;
        var first = await ApplyAsync(room, anew);
        Assert.Equal(first.Value!.Id, (await ApplyAsync(room, anew)).Value!.Id);
        Assert.Equal(2, Assert.Single(await room.CohortsAsync()).Enrolments.Count);
    }

    [Fact]
    public async Task Whoever_is_deferred_later_in_the_period_is_placed_before()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        await ExcuseAsync(room, "甲", ExemptionKind.Deferred, Classroom.March(9), Classroom.March(12));

        var plan = (await room.PlanAsync(room.Request((10, 11), (20, 21)))).Value!;

        Assert.Equal([0, 1], plan.Classes.Select(c => c.Members.Count));
    }

    [Fact]
    public async Task A_pattern_offers_every_free_run_of_days_and_no_closed_one()
    {
        await using var room = await Classroom.OpenAsync();
        await room.MemberAsync("甲");
        await room.CreateAsync(room.Request((16, 17)));
        await using var db = room.School.NewDb(room.Organiser);
        var offer = new OfferClasses(db, room.School.Calendar);
        var pattern = new ClassPattern(
            [room.VenueId], Classroom.March(1), Classroom.March(31), 30, 2, new HashSet<DayOfWeek> { DayOfWeek.Monday, DayOfWeek.Tuesday }, new HashSet<DateOnly> { Classroom.March(10) });

        // Mondays and Tuesdays of March 2026: 2, 3; 9, 10; 16, 17; 23, 24; 30, 31. The first is today, where the clock of the test stands.
        var offered = (await offer.RunAsync(pattern, Ct)).Value!;
        Assert.All(offered, c => Assert.Equal(30, c.Seats));
        Assert.DoesNotContain(offered, c => c.Days.Overlaps(new(Classroom.March(10), Classroom.March(10))) || c.Days.Overlaps(new(Classroom.March(16), Classroom.March(17))));
        Assert.Contains(offered, c => c.Days == new ClassDays(Classroom.March(23), Classroom.March(24)));
        Assert.Equal("Rotation.NothingOffered", (await offer.RunAsync(pattern with { Venues = [] }, Ct)).Refusal!.Code);
        Assert.Equal("Rotation.NoPattern", (await offer.RunAsync(pattern with { Days = 0 }, Ct)).Refusal!.Code);
    }

    [Fact]
    public async Task A_branch_secretary_plans_no_classes()
    {
        await using var room = await Classroom.OpenAsync();
        var secretary = await room.Roster.AppointAsync(await room.MemberAsync("书记"), PostKind.BranchSecretary, "d/t1/b1");

        Assert.Equal("Rotation.NotYourUnit", (await room.PlanAsync(room.Request((10, 11)) with { UnitPath = "d/t1/b1" }, secretary)).Refusal!.Code);
    }

    private static async Task<Outcome<Rotation>> RunBesideAsync(Classroom room, NewRotation request, NewRotation rival)
    {
        await using var tab = room.School.NewDb(room.Organiser);
        var first = true;
        tab.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                Task.Run(() => room.CreateAsync(rival)).GetAwaiter().GetResult();
            }
        };
        return await new CreateRotation(tab, room.School.Calendar).RunAsync(request, Ct);
    }

    private static async Task<Outcome<Rotation>> ApplyAsync(Classroom room, RotationPlan plan)
    {
        await using var db = room.School.NewDb(room.Organiser);
        return await new CreateRotation(db, room.School.Calendar).ApplyAsync(plan, Ct);
    }

    private static async Task PlaceAsync(Classroom room, params (string Path, int East, int North)[] places)
    {
        await using var db = room.School.NewDb();
        foreach (var (path, east, north) in places)
        {
            (await db.Units.SingleAsync(u => u.Path == path, Ct)).PlaceAt(new MapPoint(east, north));
        }

        await db.SaveChangesAsync(Ct);
    }

    private static async Task ExcuseAsync(Classroom room, string name, ExemptionKind kind, DateOnly from, DateOnly? to)
    {
        var now = room.School.Calendar.UtcNow();
        await using var db = room.School.NewDb();
        db.Exemptions.Add(new Exemption(RowId.At(now), room[name], kind, "illness", from, to, now, null));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>A class of last year, completed.</summary>
    private static async Task TrainedAsync(Classroom room, string name)
    {
        var now = room.School.Calendar.UtcNow();
        await using var db = room.School.NewDb();
        var unit = await db.Units.SingleAsync(u => u.Path == "d/t2", Ct);
        var venue = await db.Venues.SingleAsync(Ct);
        var day = new DateOnly(2025, 5, 1);
        var old = new Cohort(RowId.At(now), new Rotation(RowId.At(now), "去年", unit, day, day, now, null), venue, 1, day, day, 10, now, null);
        db.CohortOutcomes.Add(new CohortOutcome(RowId.At(now), room[name], old, completed: true, 32, 32, now));
        await db.SaveChangesAsync(Ct);
    }
}
