using Learning.Courses.Organisation;
using Learning.Courses.Storage;
using Learning.Courses.Training;
using Microsoft.EntityFrameworkCore;

namespace Learning.Courses.Tests.Training;

/// <summary>Floating members say when they are at home, and are given a class within those days only.</summary>
public sealed class HomeStayTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_plan_seats_floating_members_within_their_days_at_home_only(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider, "在家", "返乡", "不巧", "没说");
        foreach (var name in new[] { "返乡", "不巧", "没说" })
        {
            await FloatAsync(room, name);
        }

        Assert.Null((await SayAsync(room, "返乡", 18, 22)).Refusal);
        Assert.Null((await SayAsync(room, "不巧", 20, 20)).Refusal); // The class begins that day and ends a day later.

        var plan = (await room.PlanAsync(room.Request((10, 11), (20, 21)))).Value!;

        Assert.Contains(plan.Classes[1].Members, m => m.Name == "返乡");
        Assert.DoesNotContain(plan.Classes[0].Members, m => m.Name == "返乡");
        Assert.Equal([("不巧", "Plan.NoClassOnTheirDays")], plan.LeftOut.Select(l => (l.Member.Name, l.Why.Code)));
        Assert.Equal(["返乡", "不巧", "没说"], plan.Draft.Floating.Select(m => m.Name));
        Assert.Equal(["没说"], plan.Draft.FloatingWithoutDays.Select(m => m.Name));

        // What was shown no longer holds once somebody comes home at another time.
        Assert.Null((await SayAsync(room, "没说", 9, 12)).Refusal);
        Assert.NotEqual(plan.Draft.Fingerprint, (await room.PlanAsync(plan.Request)).Value!.Draft.Fingerprint);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task A_new_plan_moves_whoever_comes_home_at_another_time(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider, "甲", "乙");
        await FloatAsync(room, "乙");
        var first = (await SayAsync(room, "乙", 9, 12)).Value!;
        var rotation = (await room.CreateAsync(room.Request((10, 11), (20, 21)))).Value!.Id;
        var early = (await room.CohortsAsync())[0];
        Assert.Contains(early.Enrolments, e => e.MemberId == room["乙"]);

        await using (var db = room.School.NewDb(room.Plain("乙")))
        {
            Assert.Null((await new WithdrawHomeStay(db, room.School.Calendar).RunAsync(first.Id, Ct)).Refusal);
        }

        await SayAsync(room, "乙", 19, 22);

        Assert.Equal(room["乙"], Assert.Single((await room.ReplanAsync(rotation)).Value!.Change.Moved).MemberId);
        await using var page = room.School.NewDb(room.Organiser);
        var overview = await new RotationOverview(page, room.School.Calendar, new WaitingMembers(page, room.School.Calendar)).RunAsync(rotation, Ct);
        Assert.Equal((1, 1), overview!.Floating);
    }

    [Theory, MemberData(nameof(School.Providers), MemberType = typeof(School))]
    public async Task The_member_or_who_answers_says_the_days_once_and_can_take_them_back(DatabaseProvider provider)
    {
        await using var room = await OpenAsync(provider, "甲", "乙");
        await FloatAsync(room, "甲");

        await using var tab = room.School.NewDb(room.Plain("甲"));
        HomeStay? first = null;
        Rival.BeforeSaving(tab, async () => first = (await SayAsync(room, "甲", 10, 12, room.Organiser)).Value);
        var second = (await new SayHomeStay(tab, room.School.Calendar).RunAsync(room["甲"], Classroom.March(10), Classroom.March(12), Ct)).Value!;

        Assert.Equal(first!.Id, second.Id);
        Assert.Equal("Organisation.NoSuchMember", (await SayAsync(room, "甲", 20, 21, room.Plain("乙"))).Refusal?.Code);
        Assert.Equal("HomeStay.NotFloating", (await SayAsync(room, "乙", 20, 21)).Refusal?.Code);
        Assert.Equal("HomeStay.Overlaps", (await SayAsync(room, "甲", 12, 14)).Refusal?.Code);
        Assert.Equal("HomeStay.EndsBeforeItBegins", (await SayAsync(room, "甲", 21, 20)).Refusal?.Code);
        Assert.Equal("HomeStay.Past", (await SayAsync(room, "甲", 1, 1)).Refusal?.Code);

        await using (var stranger = room.School.NewDb(room.Plain("乙")))
        {
            Assert.Equal("HomeStay.NoSuchDays", (await new WithdrawHomeStay(stranger, room.School.Calendar).RunAsync(first.Id, Ct)).Refusal?.Code);
        }

        await using (var own = room.School.NewDb(room.Plain("甲")))
        {
            var taken = await new WithdrawHomeStay(own, room.School.Calendar).RunAsync(first.Id, Ct);
            Assert.Equal(taken.Value!.Id, (await new WithdrawHomeStay(own, room.School.Calendar).RunAsync(first.Id, Ct)).Value!.Id);
            Assert.Empty((await new HomeStays(own, room.School.Calendar).RunAsync(room["甲"], Ct)).Days);
        }

        Assert.Equal(2, (await SayAsync(room, "甲", 10, 12)).Value!.Take);
    }

    [Fact]
    public async Task Whoever_misses_a_class_is_moved_to_one_within_the_days_at_home()
    {
        await using var room = await OpenAsync(DatabaseProvider.Sqlite, "甲");
        await FloatAsync(room, "甲");
        await SayAsync(room, "甲", 9, 12);
        await SayAsync(room, "甲", 24, 27);
        Assert.Null((await room.CreateAsync(room.Request((10, 11), (18, 19), (25, 26)))).Refusal);

        room.At(Classroom.March(12), 0, 2);
        await room.RotateAsync();

        var cohorts = await room.CohortsAsync();
        Assert.Equal([1, 0, 1], cohorts.Select(c => c.Enrolments.Count));
    }

    private static async Task<Classroom> OpenAsync(DatabaseProvider provider, params string[] names)
    {
        var room = await Classroom.OpenAsync(provider);
        foreach (var name in names)
        {
            await room.MemberAsync(name);
        }

        return room;
    }

    private static async Task FloatAsync(Classroom room, string name)
    {
        var now = room.School.Calendar.UtcNow();
        await using var db = room.School.NewDb();
        db.Circumstances.Add(new MemberCircumstance(RowId.At(now), room[name], MemberCircumstanceKind.Floating, new(2025, 6, 1), null, now, null));
        await db.SaveChangesAsync(Ct);
    }

    private static async Task<Outcome<HomeStay>> SayAsync(Classroom room, string name, int from, int to, Viewer? by = null)
    {
        await using var db = room.School.NewDb(by ?? room.Plain(name));
        return await new SayHomeStay(db, room.School.Calendar).RunAsync(room[name], Classroom.March(from), Classroom.March(to), Ct);
    }
}
