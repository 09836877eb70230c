using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>The rotation of town t1 in March: two classes of four, planned on 2 March for four members of branch b1 and two of b2.</summary>
public sealed class ReplanRotationTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Who_has_come_gets_a_place_who_has_gone_gives_it_up_and_nobody_else_moves(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 4))).Value!.Id;
        var before = await SeatsAsync(room);
        await room.MemberAsync("新来", "d/t1/b2");
        await ExcuseAsync(room, "甲", Classroom.March(3));

        var plan = (await room.ReplanAsync(rotation)).Value!;
        Assert.Equal([room["新来"]], plan.Change.Joined);
        Assert.Equal([room["甲"]], plan.Change.Lost);
        Assert.Empty(plan.Change.Moved);
        Assert.Equal(before, await SeatsAsync(room)); // shown, not done

        Assert.Null((await room.ApplyAsync(plan)).Refusal);
        var after = await SeatsAsync(room);
        Assert.Equal([.. before.Where(s => !s.EndsWith('甲'))], after.Where(s => !s.EndsWith("新来", StringComparison.Ordinal)));
        Assert.Single(after, s => s.EndsWith("新来", StringComparison.Ordinal));
        await using var db = room.School.NewDb();
        Assert.Equal((room["甲"], GivenUpBecause.NotRequired), await db.PlacesGivenUp.Select(g => new ValueTuple<MemberId, GivenUpBecause>(g.MemberId, g.Because)).SingleAsync(Ct));

        // The second click, and a new look: nothing is left to change.
        Assert.True((await room.ApplyAsync(plan)).Value!.Change.IsNone);
        Assert.True((await room.ReplanAsync(rotation)).Value!.Change.IsNone);
        Assert.Equal(after, await SeatsAsync(room));
    }

    [Fact]
    public async Task Whoever_is_deferred_for_the_days_of_the_class_moves_to_the_other_and_back_again_later()
    {
        await using var room = await OpenAsync();
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 4))).Value!.Id;
        var first = (await room.CohortsAsync())[0];
        var name = new[] { "甲", "乙", "丙", "丁" }.First(n => first.Enrolments.Any(e => e.MemberId == room[n]));
        await ExcuseAsync(room, name, Classroom.March(9), Classroom.March(12));

        var away = (await room.ReplanAsync(rotation)).Value!;
        Assert.Equal(room[name], Assert.Single(away.Change.Moved).MemberId);
        await room.ApplyAsync(away);
        Assert.Contains($"2 {name}", await SeatsAsync(room));

        await EndExcuseAsync(room, name);
        await ExcuseAsync(room, name, Classroom.March(19), Classroom.March(22));
        var back = (await room.ReplanAsync(rotation)).Value!;
        Assert.Equal(first.Id, Assert.Single(back.Change.Moved).To);
        Assert.Null((await room.ApplyAsync(back)).Refusal);
        Assert.Contains($"1 {name}", await SeatsAsync(room));
        await using var db = room.School.NewDb();
        Assert.Equal([1, 2], await db.Enrolments.Where(e => e.CohortId == first.Id && e.MemberId == room[name]).OrderBy(e => e.Take).Select(e => e.Take).ToListAsync(Ct));
    }

    [Fact]
    public async Task A_class_that_has_begun_is_as_it_is_and_whoever_missed_one_is_placed_anew()
    {
        await using var room = await OpenAsync();
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 10), (12, 12), (20, 21)), 3))).Value!.Id;
        var seats = await SeatsAsync(room);
        room.At(Classroom.March(12), 9);
        await room.RotateAsync(); // the class of the 10th is over; nobody came, and all of them were moved on
        foreach (var name in new[] { "甲", "乙", "丙", "丁", "戊", "己" })
        {
            await ExcuseAsync(room, name, Classroom.March(12));
        }

        var plan = (await room.ReplanAsync(rotation)).Value!;

        var begun = seats.Where(s => s.StartsWith('2')).Select(s => room[s[2..]]).ToHashSet();
        Assert.DoesNotContain(plan.Change.Lost, begun.Contains);
        Assert.NotEmpty(plan.Change.Lost);
        Assert.Empty(plan.Change.Moved);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whoever_has_moved_to_another_town_gives_the_seat_back_and_is_not_named(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11)), 6))).Value!.Id;
        await room.MemberAsync("新来"); // the class is full
        await MoveAwayAsync(room, "甲");

        var plan = (await room.ReplanAsync(rotation)).Value!;
        Assert.Equal([room["甲"]], plan.Change.Lost);
        Assert.Equal([room["新来"]], plan.Change.Joined);
        Assert.DoesNotContain(room["甲"], plan.People.Keys);

        Assert.Null((await room.ApplyAsync(plan)).Refusal);
        var seats = await SeatsAsync(room);
        Assert.Equal((6, true, false), (seats.Count, seats.Contains("1 新来"), seats.Contains("1 甲")));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_tabs_that_change_the_same_at_once_change_it_once(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 4))).Value!.Id;
        await ExcuseAsync(room, "甲", Classroom.March(3));
        var plan = (await room.ReplanAsync(rotation)).Value!;
        await using var tab = room.School.NewDb(room.Organiser);
        var first = true;
        tab.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                Task.Run(() => room.ApplyAsync(plan)).GetAwaiter().GetResult();
            }
        };

        var loser = await new ReplanRotation(tab, room.School.Calendar).RunAsync(rotation, plan.Fingerprint, Ct);

        Assert.True(loser.Value!.Change.IsNone);
        await using var db = room.School.NewDb();
        Assert.Equal(1, await db.PlacesGivenUp.CountAsync(Ct));
    }

    [Fact]
    public async Task What_was_shown_is_not_done_when_something_else_has_changed_meanwhile()
    {
        await using var room = await OpenAsync();
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 4))).Value!.Id;
        await room.MemberAsync("新来", "d/t1/b2");
        var plan = (await room.ReplanAsync(rotation)).Value!;
        await ExcuseAsync(room, "甲", Classroom.March(3));

        Assert.Equal("Rotation.RosterChanged", (await room.ApplyAsync(plan)).Refusal!.Code);
    }

    [Fact]
    public async Task Only_the_organiser_of_the_unit_plans_again_and_only_while_the_rotation_runs()
    {
        await using var room = await OpenAsync();
        var rotation = (await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), 4))).Value!.Id;

        Assert.Equal("Rotation.NotYourUnit", (await room.ReplanAsync(rotation, await room.OrganiserOfAsync("d/t2"))).Refusal!.Code);
        room.At(new DateOnly(2026, 4, 1), 9);
        Assert.Equal("Rotation.IsOver", (await room.ReplanAsync(rotation)).Refusal!.Code);
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in new[] { "甲", "乙", "丙", "丁", "戊", "己" })
        {
            await room.MemberAsync(name, name is "戊" or "己" ? "d/t1/b2" : "d/t1/b1");
        }

        return room;
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

    private static async Task ExcuseAsync(Classroom room, string name, DateOnly from, DateOnly? to = null)
    {
        var now = room.School.Calendar.UtcNow();
        await using var db = room.School.NewDb();
        db.Exemptions.Add(new Exemption(RowId.At(now), room[name], ExemptionKind.Deferred, "posting", from, to, now, null));
        await db.SaveChangesAsync(Ct);
    }

    private static async Task MoveAwayAsync(Classroom room, string name)
    {
        var now = room.School.Calendar.UtcNow();
        var member = room[name];
        await using var db = room.School.NewDb();
        var here = await db.Memberships.SingleAsync(m => m.MemberId == member && m.ReplacedAt == null, Ct);
        db.Add(here.EndedOn(new DateOnly(2026, 2, 28), now, null));
        db.Add(new Membership(RowId.At(now), member, room.Roster.Units["d/t2/b1"], new DateOnly(2026, 3, 1), null, now, null));
        await db.SaveChangesAsync(Ct);
    }

    /// <summary>As if it had never been for the days to come: the last day is before its first.</summary>
    private static async Task EndExcuseAsync(Classroom room, string name)
    {
        await using var db = room.School.NewDb();
        var member = room[name];
        await db.Exemptions.Where(e => e.MemberId == member && e.ReplacedAt == null).ExecuteUpdateAsync(e => e.SetProperty(x => x.ReplacedAt, room.School.Calendar.UtcNow()), Ct);
    }
}
