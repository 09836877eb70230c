using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Training;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

/// <summary>The rotation of town t1 in March: two classes of four, planned on 2 March for four members of branch b1 and two of b2.</summary>
public sealed class MovePlaceTests
{
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "戊", "己"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_organiser_moves_one_member_and_that_member_alone_is_told(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (name, from, to) = await SomebodyAsync(room);
        var before = await SeatsAsync(room);

        var choices = (await ConsiderAsync(room, name)).Value!;
        Assert.Equal(from.Id, choices.Now!.Id);
        var choice = Assert.Single(choices.Classes);
        Assert.Equal((to.Id, null), (choice.Cohort.Id, choice.WhyNot));
        Assert.Equal(before, await SeatsAsync(room)); // asked, not done

        Assert.Equal(to.Id, (await MoveAsync(room, name, from.Id, to.Id)).Value!.Id);

        var after = await SeatsAsync(room);
        Assert.Contains($"{to.Number} {name}", after);
        Assert.Equal(before.Where(s => !s.EndsWith(name, StringComparison.Ordinal)), after.Where(s => !s.EndsWith(name, StringComparison.Ordinal)));
        await using var db = room.School.NewDb();
        Assert.Equal((room[name], GivenUpBecause.Moved), await db.PlacesGivenUp.Select(g => new ValueTuple<MemberId, GivenUpBecause>(g.MemberId, g.Because)).SingleAsync(Ct));
        Assert.Equal((room[name], NoticeKinds.PlaceGiven), await db.Outbox.Select(m => new ValueTuple<MemberId, string>(m.MemberId, m.Kind)).SingleAsync(Ct));

        // The second click; then back again, which is a place of its own and told anew.
        Assert.Equal(to.Id, (await MoveAsync(room, name, from.Id, to.Id)).Value!.Id);
        Assert.Equal(1, await db.Outbox.CountAsync(Ct));
        Assert.Equal(from.Id, (await MoveAsync(room, name, to.Id, from.Id)).Value!.Id);
        Assert.Equal(before, await SeatsAsync(room));
        Assert.Equal(2, await db.Outbox.CountAsync(Ct));
    }

    [Fact]
    public async Task Whoever_waits_gets_a_place_and_is_seen_on_the_board_before_and_after()
    {
        await using var room = await OpenAsync();
        await room.MemberAsync("新来");
        var cohorts = await room.CohortsAsync();
        Assert.Equal("新来", Assert.Single((await BoardAsync(room)).Waiting).Name);

        Assert.Null((await MoveAsync(room, "新来", null, cohorts[1].Id)).Refusal);

        var board = await BoardAsync(room);
        Assert.Empty(board.Waiting);
        Assert.Contains(board.Classes.Single(c => c.Id == cohorts[1].Id).People, p => p.Name == "新来");
        Assert.Equal(7, board.Classes.Sum(c => c.Taken));
        var ofBranch = await BoardAsync(room, branch: "d/t1/b2");
        Assert.Equal((2, 7), (ofBranch.Classes.Sum(c => c.People.Count), ofBranch.Classes.Sum(c => c.Taken)));
    }

    [Fact]
    public async Task Each_rule_that_keeps_a_member_out_says_so()
    {
        await using var room = await OpenAsync(seats: 3);
        var (name, _, to) = await SomebodyAsync(room);
        Assert.Equal("Cohort.Full", await WhyNotAsync(room, name));

        await using (var db = room.School.NewDb())
        {
            await db.Rotations.ExecuteUpdateAsync(r => r.SetProperty(x => x.BranchShare, 1), Ct);
            var other = to.Enrolments.Select(e => e.MemberId).OrderBy(m => m == room["戊"] || m == room["己"] ? 0 : 1).First(); // of the other branch, if one sits there
            var seat = await db.Enrolments.SingleAsync(e => e.CohortId == to.Id && e.MemberId == other, Ct);
            db.PlacesGivenUp.Add(new PlaceGivenUp(RowId.At(room.School.Calendar.UtcNow()), seat, GivenUpBecause.NotRequired, room.School.Calendar.UtcNow(), null));
            await db.SaveChangesAsync(Ct);
        }

        Assert.Equal("Place.TooManyAway", await WhyNotAsync(room, name)); // one of its branch sits there already
        var cohorts = await room.CohortsAsync();
        room.At(cohorts[0].OpensOn.AddDays(-1), 9);
        Assert.Equal("Place.TooNear", await WhyNotAsync(room, Names.First(n => cohorts[1].Enrolments.Any(e => e.MemberId == room[n]))));
    }

    [Fact]
    public async Task A_class_begun_an_exempt_member_and_one_trained_are_left_alone()
    {
        await using var room = await OpenAsync();
        var cohorts = await room.CohortsAsync();
        var inFirst = Names.First(n => cohorts[0].Enrolments.Any(e => e.MemberId == room[n]));
        room.At(cohorts[0].OpensOn.AddDays(-1), 9);
        Assert.Equal("Place.TooNearToLeave", (await ConsiderAsync(room, inFirst)).Refusal!.Code);

        await room.AttendAsync(cohorts[0].Id, inFirst);
        room.At(cohorts[0].ClosesOn.AddDays(1), 9);
        await room.RotateAsync();
        Assert.Equal("Place.TrainedAlready", (await ConsiderAsync(room, inFirst)).Refusal!.Code);

        var inSecond = Names.First(n => cohorts[1].Enrolments.Any(e => e.MemberId == room[n]));
        await using var db = room.School.NewDb();
        db.Exemptions.Add(new Exemption(RowId.At(room.School.Calendar.UtcNow()), room[inSecond], ExemptionKind.Deferred, "posting", cohorts[0].ClosesOn, null, room.School.Calendar.UtcNow(), null));
        await db.SaveChangesAsync(Ct);
        Assert.Equal("Place.NotRequired", (await ConsiderAsync(room, inSecond)).Refusal!.Code);
    }

    [Fact]
    public async Task Nobody_else_may_ask_and_what_was_moved_meanwhile_is_looked_at_again()
    {
        await using var room = await OpenAsync();
        var (name, from, to) = await SomebodyAsync(room);
        var stranger = await room.OrganiserOfAsync("d/t2");
        Assert.Equal("Rotation.NotYourUnit", (await ConsiderAsync(room, name, stranger)).Refusal!.Code);
        Assert.Equal("Rotation.NotYourUnit", (await ConsiderAsync(room, name, room.Plain(name))).Refusal!.Code);
        await room.MemberAsync("外人", "d/t2/b2");
        Assert.Equal("Organisation.NoSuchMember", (await ConsiderAsync(room, "外人")).Refusal!.Code);
        Assert.Equal("Place.NoSuchClass", (await MoveAsync(room, name, from.Id, RowId.At(room.School.Calendar.UtcNow()))).Refusal!.Code);

        Assert.Equal("Place.MovedMeanwhile", (await MoveAsync(room, name, null, to.Id)).Refusal!.Code);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Two_organisers_who_want_the_last_seat_at_once_do_not_both_get_it(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var (_, _, to) = await SomebodyAsync(room);
        var free = to.Capacity - to.Taken;
        var newcomers = Enumerable.Range(0, free + 1).Select(i => $"新{i}").ToList();
        foreach (var newcomer in newcomers)
        {
            await room.MemberAsync(newcomer, "d/t1/b2");
        }

        foreach (var early in newcomers.Take(free - 1))
        {
            Assert.Null((await MoveAsync(room, early, null, to.Id)).Refusal);
        }

        await using var tab = room.School.NewDb(room.Organiser);
        var first = true;
        tab.SavingChanges += (_, _) =>
        {
            if (first)
            {
                first = false;
                Assert.Null(Task.Run(() => MoveAsync(room, newcomers[^1], null, to.Id)).GetAwaiter().GetResult().Refusal);
            }
        };
        var loser = await new MovePlace(tab, room.School.Calendar).RunAsync(new MovePlaceInput(to.RotationId, room[newcomers[^2]], null, to.Id), Ct);

        Assert.Equal("Cohort.Full", loser.Refusal!.Code);
        Assert.Equal(to.Capacity, (await room.CohortsAsync()).Single(c => c.Id == to.Id).Taken);
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider = DatabaseProvider.Sqlite, int seats = 4)
    {
        var room = await Classroom.OpenAsync(provider);
        room.At(Classroom.March(2), 9);
        foreach (var name in Names)
        {
            await room.MemberAsync(name, name is "戊" or "己" ? "d/t1/b2" : "d/t1/b1");
        }

        Assert.Null((await room.CreateAsync(Classroom.Seating(room.Request((10, 11), (20, 21)), seats))).Refusal);
        return room;
    }

    /// <summary>A member of branch b1, their class, and the other class.</summary>
    private static async Task<(string Name, Cohort From, Cohort To)> SomebodyAsync(Classroom room)
    {
        var cohorts = await room.CohortsAsync();
        var (from, to) = cohorts[0].Taken >= cohorts[1].Taken ? (cohorts[0], cohorts[1]) : (cohorts[1], cohorts[0]);
        return (Names.Take(4).First(n => from.Enrolments.Any(e => e.MemberId == room[n])), from, to);
    }

    private static async Task<List<string>> SeatsAsync(Classroom room) =>
        [.. (await room.CohortsAsync()).SelectMany(c => c.Enrolments.Select(e => $"{c.Number} {Names.First(n => room[n] == e.MemberId)}")).Order(StringComparer.Ordinal)];

    private static async Task<Outcome<PlaceChoices>> ConsiderAsync(Classroom room, string name, Viewer? viewer = null)
    {
        var rotation = (await room.CohortsAsync())[0].RotationId;
        await using var db = room.School.NewDb(viewer ?? room.Organiser);
        return await new ConsiderMove(db, room.School.Calendar).RunAsync(rotation, room[name], Ct);
    }

    private static async Task<string?> WhyNotAsync(Classroom room, string name) => Assert.Single((await ConsiderAsync(room, name)).Value!.Classes).WhyNot?.Code;

    private static async Task<Outcome<Cohort>> MoveAsync(Classroom room, string name, Guid? from, Guid to)
    {
        var rotation = (await room.CohortsAsync())[0].RotationId;
        await using var db = room.School.NewDb(room.Organiser);
        return await new MovePlace(db, room.School.Calendar).RunAsync(new MovePlaceInput(rotation, room[name], from, to), Ct);
    }

    private static async Task<BoardPage> BoardAsync(Classroom room, string? branch = null)
    {
        var rotation = (await room.CohortsAsync())[0].RotationId;
        await using var db = room.School.NewDb(room.Organiser);
        return (await new RotationBoard(db, new WaitingMembers(db, room.School.Calendar), room.School.Calendar).RunAsync(rotation, branch, 1, Ct))!;
    }
}
