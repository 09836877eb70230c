using Learning.Courses.Notices;
using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Tests.Training;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Notices;

/// <summary>Two classes of two seats in March for five members of branch b1, of whom one is the secretary: somebody has no place, and who misses the last class has no other.</summary>
public sealed class EscalationTests
{
    private static readonly string[] Names = ["甲", "乙", "丙", "丁", "书记"];

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_branch_is_told_once_and_the_town_once_some_days_later(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);

        Assert.Equal(1, await EscalateAsync(room));
        Assert.Equal(0, await EscalateAsync(room)); // Run again, it has been said.
        var first = Assert.Single(await SaidAsync(room));
        Assert.Equal((room["书记"], NoticeKinds.WaitingBranch), (first.MemberId, first.Kind));
        Assert.Equal(["春季轮训", "1"], NoticeArgument.ReadAll(first.Arguments).Where(a => a.Kind == NoticeArgument.TextKind).Select(a => a.Value));

        room.At(Classroom.March(8), 8);
        Assert.Equal(0, await EscalateAsync(room)); // Six days: not yet.
        room.At(Classroom.March(10), 8);
        Assert.Equal(1, await EscalateAsync(room)); // Seven, and a day late.
        Assert.Equal(0, await EscalateAsync(room));
        var second = Assert.Single(await SaidAsync(room), m => m.Kind == NoticeKinds.WaitingTown);
        Assert.Equal(room.Organiser.MemberId, second.MemberId);
        Assert.Equal(["春季轮训", "7", "1"], NoticeArgument.ReadAll(second.Arguments).Where(a => a.Kind == NoticeArgument.TextKind).Select(a => a.Value));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task Whoever_misses_the_last_class_is_a_new_matter(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        await EscalateAsync(room);
        var last = (await room.CohortsAsync())[^1];
        room.At(last.ClosesOn.AddDays(1), 0, 1);
        await room.RotateAsync(); // Nobody came to any class.

        Assert.True(await EscalateAsync(room) > 0);
        Assert.Equal(0, await EscalateAsync(room));

        var matters = (await SaidAsync(room)).Where(m => m.Kind == NoticeKinds.WaitingBranch)
            .SelectMany(m => NoticeArgument.ReadAll(m.Arguments)).Where(a => a.Kind == NoticeArgument.MatterKind).Select(a => a.Value).ToList();
        Assert.Equal(matters.Distinct().Count(), matters.Count); // No matter twice.
        Assert.Equal(1 + 4, matters.Count); // The one without a place is still the same matter; the four who had one have missed it.
    }

    [Fact]
    public async Task Whoever_is_placed_or_excused_in_time_does_not_go_up()
    {
        await using var room = await OpenAsync(DatabaseProvider.Sqlite);
        await EscalateAsync(room);
        await using (var db = room.School.NewDb())
        {
            var waiting = Assert.Single(await new WaitingMembers(db, room.School.Calendar).RunAsync((await db.Rotations.SingleAsync(Ct)).Id, Ct)).Member.MemberId;
            var now = room.School.Calendar.UtcNow();
            db.Exemptions.Add(new Exemption(RowId.At(now), waiting, ExemptionKind.Deferred, "illness", Classroom.March(3), Classroom.March(31), now, null));
            await db.SaveChangesAsync(Ct);
        }

        room.At(Classroom.March(20), 8);

        Assert.DoesNotContain(await SaidAfterAsync(room), m => m.Kind == NoticeKinds.WaitingTown);
    }

    [Fact]
    public async Task A_branch_without_a_secretary_is_the_towns_matter_at_once()
    {
        await using var room = await OpenAsync(DatabaseProvider.Sqlite, withSecretary: false);

        await EscalateAsync(room);

        Assert.Equal(room.Organiser.MemberId, Assert.Single(await SaidAsync(room)).MemberId);
    }

    [Fact]
    public async Task The_notice_names_nobody_and_the_ledger_hears_nothing()
    {
        await using var room = await OpenAsync(DatabaseProvider.Sqlite);
        await using var db = room.School.NewDb();
        var before = await db.Evidence.CountAsync(Ct);

        await EscalateAsync(room);

        var said = Assert.Single(await SaidAsync(room));
        Assert.DoesNotContain(Names.Where(n => n != "书记"), n => said.Arguments.Contains(n, StringComparison.Ordinal));
        Assert.DoesNotContain(Names, n => said.Arguments.Contains(room[n].Value.ToString(), StringComparison.Ordinal));
        Assert.Equal(before, await db.Evidence.CountAsync(Ct));
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_regret_is_told_once_to_whoever_must_answer_and_never_to_oneself(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider);
        var placed = (await room.CohortsAsync()).SelectMany(c => c.Enrolments.Select(e => (Cohort: c.Id, e.MemberId))).ToList();
        var (cohort, member) = placed.First(p => p.MemberId != room["书记"]);
        await SayAsync(room, member, cohort);

        Assert.Equal(1, await TellAsync(room));
        Assert.Equal(0, await TellAsync(room));
        var said = Assert.Single(await SaidAsync(room));
        Assert.Equal((room["书记"], NoticeKinds.RegretSaid), (said.MemberId, said.Kind));

        // Withdrawn and said again, it is another matter; the secretary's own goes to the town.
        await using (var db = room.School.NewDb(new Viewer(member, false, [], "d/t1/b1")))
        {
            await new WithdrawRegret(db, room.School.Calendar).RunAsync(cohort, Ct);
        }

        await SayAsync(room, member, cohort);
        Assert.Equal(1, await TellAsync(room));
        if (placed.Find(p => p.MemberId == room["书记"]) is { Cohort: var own } && own != Guid.Empty)
        {
            await SayAsync(room, room["书记"], own);
            Assert.Equal(1, await TellAsync(room));
            Assert.Contains(await SaidAsync(room), m => m.MemberId == room.Organiser.MemberId);
        }
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider, bool withSecretary = true)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in Names)
        {
            await room.MemberAsync(name);
        }

        if (withSecretary)
        {
            await room.Roster.AppointAsync(room["书记"], PostKind.BranchSecretary, "d/t1/b1");
        }

        var request = Classroom.Seating(room.Request((12, 13), (19, 20)), 2);
        var plan = (await room.PlanAsync(request)).Value!;
        await using var db = room.School.NewDb(room.Organiser);
        Assert.NotNull((await new CreateRotation(db, room.School.Calendar).ApplyAsync(plan, Ct)).Value);
        return room;
    }

    private static async Task<int> EscalateAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        return await new EscalateWaiting(db, room.School.Calendar, new WaitingMembers(db, room.School.Calendar), new EscalationSettings()).RunAsync(Ct);
    }

    private static async Task<int> TellAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        return await new TellRegrets(db, room.School.Calendar).RunAsync(Ct);
    }

    private static async Task<List<OutboxMessage>> SaidAfterAsync(Classroom room)
    {
        await EscalateAsync(room);
        return await SaidAsync(room);
    }

    private static async Task SayAsync(Classroom room, MemberId member, Guid cohort)
    {
        await using var db = room.School.NewDb(new Viewer(member, false, [], "d/t1/b1"));
        Assert.NotNull((await new SayCannotCome(db, room.School.Calendar).RunAsync(new RegretInput(cohort, RegretBecause.Work, "出差", null, null), Ct)).Value);
    }

    private static async Task<List<OutboxMessage>> SaidAsync(Classroom room)
    {
        await using var db = room.School.NewDb();
        return await db.Outbox.AsNoTracking().OrderBy(m => m.CreatedAt).ToListAsync(Ct);
    }
}
